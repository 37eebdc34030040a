"""What every way of running shares. Secrets and addresses come from the environment (env.py)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from .apps import INSTALLED_APPS as INSTALLED_APPS
from .env import BASE_DIR, DATA_DIR, env
from .logging import logging_settings
from .oscar import *
from .security import *
from .signin import *
from .wagtail import *

ROOT_URLCONF = "marketplace.urls"
WSGI_APPLICATION = "marketplace.wsgi.application"
ASGI_APPLICATION = "marketplace.asgi.application"
SITE_ID = 1

#: Where `manage.py serve` listens, and where this machine itself reaches it.
HOST: str = env.str("HOST", default="127.0.0.1")
PORT: str = env.str("PORT", default="8000")
NEAR_HOST: str = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(HOST, HOST)  # noqa: S104
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- language and time -------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
#: Ours, then our Vietnamese for the libraries' messages (docs/words.md); the first that has one wins.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "libraries"]
USE_I18N = True
USE_TZ = True
#: How days are typed: never with the month first.
FORMAT_MODULE_PATH = ["marketplace.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"

#: Moves marketplace.kernel.clock's "today" (YYYY-MM-DD); production refuses it.
TODAY: str = env.str("TODAY", default="")

# --- requests ----------------------------------------------------------------------------
MIDDLEWARE = [
    "marketplace.operations.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "marketplace.caching.middleware.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "marketplace.accounts.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "marketplace.operations.middleware.ContentSecurityPolicyMiddleware",
    "marketplace.operations.middleware.RefusedMethodMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "storefront.basket.middleware.BasketMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Oscar's Shop app comes before our forks: what overrides its templates must lie in DIRS.
        "DIRS": [BASE_DIR / "storefront" / "templates", BASE_DIR / "marketplace" / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "marketplace.kernel.templating.loader.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "marketplace.operations.context.dashboard",
            ],
        },
    }
]

# --- storage of rows ---------------------------------------------------------------------
DATABASES: dict[str, Any] = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
            " PRAGMA cache_size=-16000; PRAGMA recursive_triggers=ON;"
        ),
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
#: Opening SQLite with its functions and settings costs as much as a page from the cache.
DATABASES["default"]["CONN_MAX_AGE"] = env.int("DATABASE_CONN_MAX_AGE", default=60)

CACHES: dict[str, Any] = {
    "default": env.cache_url("CACHE_URL", default="locmemcache://marketplace")
}
#: Finished pages: in Redis where CACHE_URL names one, else in each process's memory, so many MB.
if "redis" in CACHES["default"]["BACKEND"].lower():
    CACHES["pages"] = CACHES["default"] | {"KEY_PREFIX": "pages"}
else:
    CACHES["pages"] = {
        "BACKEND": "marketplace.caching.memory.BoundedMemory",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_BYTES": env.int("PAGE_CACHE_MB", default=64) * 1024 * 1024},
    }

# --- storage of files --------------------------------------------------------------------
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
#: Dossiers and identity papers; never under MEDIA_ROOT, served only by permission-checked views.
PRIVATE_ROOT = DATA_DIR / "private"
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "marketplace" / "static", BASE_DIR / "storefront" / "static"]
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "marketplace.kernel.storage.PrivateFiles",
        "OPTIONS": {"location": str(PRIVATE_ROOT)},
    },
    "staticfiles": {"BACKEND": "marketplace.operations.staticfiles.StaticFilesStorage"},
}
if env.str("MEDIA_BUCKET", default=""):
    STORAGES["default"] = {
        "BACKEND": "marketplace.pictures.bucket.PublicBucket",
        "OPTIONS": {"bucket_name": env.str("MEDIA_BUCKET"), "querystring_auth": False},
    }
if env.str("PRIVATE_BUCKET", default=""):
    STORAGES["private"] = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {"bucket_name": env.str("PRIVATE_BUCKET"), "querystring_expire": 300},
    }

#: Whether `serve` draws the illustrations before it serves; without, each is drawn when first seen.
DRAW_AHEAD = env.bool("DRAW_AHEAD", default=True)

# --- search -------------------------------------------------------------------------------
#: Which engine: "embedded://" keeps its index under SEARCH_ROOT, "https://…" is a cluster.
SEARCH_URL: str = env.str("SEARCH_URL", default="embedded://")
SEARCH_ROOT = DATA_DIR / "search"

# --- work behind the request -------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Chợ OCOP <khong-tra-loi@localhost>")
OSCAR_FROM_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 10

#: /style/ shows every component to those who build pages; not for the public.
STYLE_PAGE = False

# --- who runs this marketplace and answers for it: footer, rules, contact ------------------
OPERATOR_NAME = env.str("OPERATOR_NAME", default="")
OPERATOR_ADDRESS = env.str("OPERATOR_ADDRESS", default="")
OPERATOR_TAX_CODE = env.str("OPERATOR_TAX_CODE", default="")
OPERATOR_EMAIL = env.str("OPERATOR_EMAIL", default="")
OPERATOR_PHONE = env.str("OPERATOR_PHONE", default="")

#: An unpaid order gives its stock back after this long.
ORDER_PAYMENT_MINUTES = env.int("ORDER_PAYMENT_MINUTES", default=30)
#: The same for an order paid by bank transfer, which sellers see only on their statements.
TRANSFER_WINDOW_HOURS = env.int("TRANSFER_WINDOW_HOURS", default=24)

#: Cards through Stripe, offered where the keys are set (docs/cards.md).
STRIPE_SECRET_KEY = env.str("STRIPE_SECRET_KEY", default="")
STRIPE_PUBLISHABLE_KEY = env.str("STRIPE_PUBLISHABLE_KEY", default="")
STRIPE_WEBHOOK_SECRET = env.str("STRIPE_WEBHOOK_SECRET", default="")
#: Another address than Stripe's own, for a double of it.
STRIPE_API = env.str("STRIPE_API", default="")
#: Its script, which may be loaded from there only, and what the card's page may talk to and show.
STRIPE_SCRIPT = env.str("STRIPE_SCRIPT", default="https://js.stripe.com/v3/")
STRIPE_ORIGINS = env.list(
    "STRIPE_ORIGINS",
    default=[
        "https://js.stripe.com",
        "https://*.js.stripe.com",
        "https://api.stripe.com",
        "https://hooks.stripe.com",
        "https://checkout.stripe.com",
    ],
)
#: The least and the most that a card may pay, in đồng; Stripe refuses under about 0.50 USD and
#: above eight digits.
CARD_MINIMUM = env.int("CARD_MINIMUM", default=15_000)
CARD_MAXIMUM = env.int("CARD_MAXIMUM", default=99_999_999)

#: What the marketplace keeps of the goods of a sale, in basis points (100 are 1 %); frozen with
#: each order, and published on the page of the rules.
COMMISSION_BASIS_POINTS = env.int("COMMISSION_BASIS_POINTS", default=0)
#: So many days after delivery a sale is paid out; claims come before.
CLAIM_WINDOW_DAYS = env.int("CLAIM_WINDOW_DAYS", default=7)
#: Whether taxes of household sellers are also withheld where the buyer pays the seller directly.
WITHHOLD_ON_DIRECT_PAYMENT = env.bool("WITHHOLD_ON_DIRECT_PAYMENT", default=False)

#: Refunds of one vendor's part, all in all: above, an owner or operator approves them (đồng).
REFUND_APPROVAL_ABOVE = env.int("REFUND_APPROVAL_ABOVE", default=500_000)

#: A web process writes down so often how often pages were read; 0: never by itself.
INSIGHT_SECONDS = env.int("INSIGHT_SECONDS", default=60)

LOGGING = logging_settings(level=env.str("LOG_LEVEL", default="INFO"))
