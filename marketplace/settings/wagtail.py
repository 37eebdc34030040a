"""Wagtail's settings."""

from django.utils.translation import gettext_lazy as _

from .env import env
from .security import FILM_MAX_BYTES, IMAGE_MAX_BYTES, IMAGE_MAX_PIXELS

WAGTAIL_SITE_NAME = "Chợ OCOP"
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
#: Shadowed by our entrance, which answers 403 to somebody signed in without the right.
WAGTAILADMIN_LOGIN_URL = "wagtailadmin_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/account/login/"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
#: No avatar from elsewhere: its address would tell a stranger who works here.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
#: Days as Viet Nam writes them, in both languages; both stand in marketplace.formats.
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_USER_TIME_ZONES = ["Asia/Ho_Chi_Minh"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
#: An address stays an address, never a page's title: Wagtail would answer an address with the draft's.
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = "never"
#: What is submitted is told to the province's own moderators alone.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.forms.CleanImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.forms.DocumentForm"
#: The largest that is taken; what is no film is held to DOCUMENT_MAX_BYTES by the form.
WAGTAILDOCS_MAX_UPLOAD_SIZE = FILM_MAX_BYTES
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = IMAGE_MAX_BYTES
WAGTAILIMAGES_MAX_IMAGE_PIXELS = IMAGE_MAX_PIXELS
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}
}

#: Proxies that keep pages and are told by PURGE when one changes (docs/reach.md).
WAGTAILFRONTENDCACHE = {
    f"proxy-{number}": {"BACKEND": "cms.reach.proxy.Proxy", "LOCATION": address}
    for number, address in enumerate(env.list("FRONTEND_CACHES", default=[]), start=1)
}
#: Our addresses name their language already.
WAGTAILFRONTENDCACHE_LANGUAGES: list[str] = []
