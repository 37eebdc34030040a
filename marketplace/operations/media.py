"""Public pictures from local disk, where no web server in front takes them first."""

import posixpath

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

from marketplace.pictures.media import headers_for


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file under MEDIA_ROOT, never a list of them; Wagtail's documents only through their own
    permission-checked address."""
    name = posixpath.normpath(path).lstrip("/")
    if name.startswith("documents/"):
        raise Http404
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    for header, value in headers_for(name).items():
        response[header] = value
    return response
