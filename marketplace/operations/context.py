"""What templates of other packages expect in their context, on their own pages alone."""

from typing import Any

from django.http import HttpRequest
from oscar.core.context_processors import metadata

from .policies import ADMINISTRATION


def dashboard(request: HttpRequest) -> dict[str, Any]:
    """Oscar's names on Oscar's pages; a shop page does not pay for them."""
    return metadata(request) if ADMINISTRATION.match(request.path) else {}
