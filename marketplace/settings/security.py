"""Cookies, headers, limits on what a request may carry. Policies by address are in operations/policies.py."""

from .env import env

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"  # Wagtail allows its own previews itself
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True

#: Django's own guard for form posts; uploads beyond it stream to disk.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
#: Wagtail's long StreamField pages post many fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

#: A picture of more pixels is refused before it is decoded; files by bytes.
IMAGE_MAX_PIXELS = 40_000_000
IMAGE_MAX_BYTES = 10 * 1024 * 1024
DOCUMENT_MAX_BYTES = 20 * 1024 * 1024
#: Five minutes as telephones write them, three of good quality.
FILM_MAX_BYTES = 100 * 1024 * 1024

#: Hosts of public pictures where MEDIA_BUCKET serves them, e.g. https://media.example.vn.
MEDIA_ORIGINS = env.list("MEDIA_ORIGINS", default=[])

#: From when /readyz calls the task queue late.
QUEUE_LATE_SECONDS = env.int("QUEUE_LATE_SECONDS", default=600)
