"""What a browser may load and run, by address. The middleware asks here for every answer."""

import re

from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.conf import settings

Directives = dict[str, list[str]]

#: Administrations of other packages, whose pages carry inline scripts and styles.
ADMINISTRATION = re.compile(r"^/(?:en/)?(?:cms|django-admin|dashboard)(?:/|$)")


def shop() -> Directives:
    """No inline script or style, nothing from elsewhere. JSON-LD is data, which no policy blocks."""
    return {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *settings.MEDIA_ORIGINS],
        "media-src": [SELF, *settings.MEDIA_ORIGINS],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }


def administration() -> Directives:
    """Wagtail's editor, Django's admin and Oscar's dashboard as they come; still nothing foreign."""
    return shop() | {
        "script-src": [SELF, UNSAFE_INLINE, UNSAFE_EVAL],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [SELF, "data:", "blob:", *settings.MEDIA_ORIGINS],
        "font-src": [SELF, "data:"],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
        "worker-src": [SELF, "blob:"],
    }


def preview() -> Directives:
    """A page of the shop within Wagtail's editor, which asks for it on an editor's behalf."""
    return shop() | {"frame-ancestors": [SELF]}


def policy_for(path: str) -> Directives:
    """The policy of the page at ``path``."""
    return administration() if ADMINISTRATION.match(path) else shop()
