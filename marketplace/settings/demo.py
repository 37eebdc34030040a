"""The default: one machine, no service. What `make run` starts and `manage.py` works on."""

from django.core.management.utils import get_random_secret_key

from .base import *
from .base import DATA_DIR, NEAR_HOST, PORT, env


def _secret_key() -> str:
    """Made once per DATA_DIR, so that sessions survive a restart and no two installations share it."""
    path = DATA_DIR / "secret_key"
    if not path.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        path.write_text(get_random_secret_key())
        path.chmod(0o600)
    return path.read_text()


DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", default="") or _secret_key()
_SITE_HOST = f"[{NEAR_HOST}]" if ":" in NEAR_HOST else NEAR_HOST
SITE_URL = env.str("SITE_URL", default=f"http://{_SITE_HOST}:{PORT}")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]", _SITE_HOST])
WAGTAILADMIN_BASE_URL = SITE_URL
OSCAR_URL_SCHEMA = "http"

#: Demo mails are files that anybody can open.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"

STAFF_SECOND_FACTOR_REQUIRED = False
DEMO = True
STYLE_PAGE = True
