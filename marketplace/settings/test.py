"""For pytest: fast hashing, mail in memory, plain static files; the rest as in production."""

from .base import *
from .base import CACHES, DATA_DIR, STORAGES, TEMPLATES, env

DEBUG = False
SECRET_KEY = "only-for-tests"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
SITE_URL = "http://testserver"
WAGTAILADMIN_BASE_URL = SITE_URL
OSCAR_URL_SCHEMA = "http"
TODAY = ""

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
#: Empty: each test client would look through the collected files again (100 ms).
STATIC_ROOT = DATA_DIR / "test" / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
MEDIA_ROOT = DATA_DIR / "test" / "media"
PRIVATE_ROOT = DATA_DIR / "test" / "private"
SEARCH_ROOT = DATA_DIR / "test" / "search"
STORAGES = STORAGES | {
    "private": {
        "BACKEND": "marketplace.kernel.storage.PrivateFiles",
        "OPTIONS": {"location": str(PRIVATE_ROOT)},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = ""
STAFF_SECOND_FACTOR_REQUIRED = env.bool("STAFF_SECOND_FACTOR_REQUIRED", default=False)
AXES_ENABLED = False
DEMO = False
STYLE_PAGE = True
INSIGHT_SECONDS = 0
#: Tests change settings and roll rows back; those of the page cache switch it on.
CACHES = CACHES | {"pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
LOGGING = {"version": 1, "disable_existing_loggers": False}
