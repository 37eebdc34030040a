"""What Wagtail publishes, for everybody the same."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language_from_path
from wagtail import views
from wagtail.models import Page, PageViewRestriction

from marketplace.caching.pages import shared_page

#: The version of everything shown for which no page was restricted when somebody last looked.
_without_restrictions: list[str] = []


def is_restricted(request: HttpRequest) -> bool:
    """Whether the page at this address is for some people only. No query while nothing changes."""
    version = getattr(request, "page_version", "")
    if version and version in _without_restrictions:
        return False
    if not PageViewRestriction.objects.exists():
        _without_restrictions[:] = [version]
        return False
    language = get_language_from_path(request.path_info)
    path = request.path_info[len(language) + 1 :] if language else request.path_info
    page = Page.find_for_request(request, path)
    return page is not None and page.get_view_restrictions().exists()


@shared_page(unless=is_restricted)
def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """A published page; Wagtail finds it, checks who may see it, and renders it."""
    answer: Any = views.serve(request, path)
    return answer
