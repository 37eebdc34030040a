from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from .drawn import edition, file_of

_CONTENT_TYPES = {".avif": "image/avif", ".webp": "image/webp", ".jpg": "image/jpeg"}


@require_safe
def drawn(request: HttpRequest, printed: str, name: str) -> HttpResponseBase:
    """A file of one of the project's drawings; of another edition than ours, ours for a short time."""
    path = file_of(name)
    if path is None:
        raise Http404
    response = FileResponse(path.open("rb"), content_type=_CONTENT_TYPES[path.suffix])
    response["Cache-Control"] = (
        "public, max-age=31536000, immutable" if printed == edition() else "public, max-age=60"
    )
    return response
