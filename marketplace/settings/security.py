"""Cookies, headers, limits on what a request may carry. Policies by address are in operations/policies.py."""

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True

#: Django's own guard for form posts; uploads beyond it stream to disk.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
#: Wagtail's long StreamField pages post many fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

#: Django's default first, then what the tests of hostile pictures rest on (pixels).
IMAGE_MAX_PIXELS = 40_000_000
