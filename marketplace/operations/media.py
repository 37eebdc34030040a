"""Public pictures from local disk, where no web server in front takes them first."""

import posixpath

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

#: What browsers may show inline. Anything else that an editor uploaded is a download.
_PICTURES = {"image/jpeg", "image/png", "image/webp", "image/avif", "image/gif"}


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file under MEDIA_ROOT; Wagtail's documents only through their own permission-checked address."""
    if posixpath.normpath(path).lstrip("/").startswith("documents/"):
        raise Http404
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    if response.headers.get("Content-Type", "") not in _PICTURES:
        response["Content-Disposition"] = "attachment"
    response["Cache-Control"] = "public, max-age=86400"
    return response
