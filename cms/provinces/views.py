"""A province's showcase with its shelf, or its list alone where one filters; and the pages below it."""

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from marketplace.caching.pages import shared_page
from marketplace.kernel.clock import today
from search import views as lists
from search.filters import ADDRESS

from .context import bare_index_context
from .selectors import house, index_page, page_at


@shared_page(parameters=ADDRESS, htmx=True)
@require_safe
def province(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The published showcase in the page's language; the list of products where there is none.

    Whoever filters, sorts or turns a page wants the products: the list comes without the story. An
    unknown province is 404, as the list says.
    """
    if any(request.GET.get(name) for name in ADDRESS):
        return lists.province(request, slug)
    found = house(slug, get_language() or "vi", on=today())
    if found is None:
        return lists.province(request, slug)
    page, kin = found
    answer: Any = page.serve(request, kin=kin)
    return lists.keep_only_what_was_counted(answer, answer.context_data["listing"]["page"])


@shared_page()
@require_safe
def provinces(request: HttpRequest) -> HttpResponseBase:
    """The published index in the page's language; all provinces without its words where there is none."""
    language = get_language() or "vi"
    found = index_page(language)
    if found is None:
        return render(request, "cms/province_index_page.html", bare_index_context(language))
    answer: Any = found.serve(request)
    return answer


@shared_page()
@require_safe
def page(request: HttpRequest, slug: str, page: str) -> HttpResponseBase:
    """A published page of a house. Found by its whole address: Wagtail asks twice for each step."""
    found = page_at(slug, page, get_language() or "vi")
    if found is None:
        raise Http404
    answer: Any = found.serve(request)
    return answer
