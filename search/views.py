"""The lists: everything, a branch of the taxonomy, a province. They ask and show what is answered."""

from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalog.catalogue.registries import pages_found
from catalog.catalogue.selectors.cards import Draw
from catalog.catalogue.selectors.taxonomy import ancestors, category_tree, children
from marketplace.caching.pages import shared_page
from marketplace.geography.models import Province
from marketplace.geography.selectors import province_by_slug
from marketplace.kernel.clock import today

from .facets import chips, facets
from .filters import ADDRESS, address, read_filters
from .finding import index_version, understanding
from .lists import ListPage, list_page
from .nothing import Help, nothing_found
from .suggesting import suggestions


@shared_page(parameters=ADDRESS, htmx=True)
@require_safe
def index(request: HttpRequest) -> HttpResponseBase:
    """Everything certified and listed today, with filters; with ``q`` the page of search results."""
    return _list(request, "search/index.html")


@shared_page(parameters=ADDRESS, htmx=True)
@require_safe
def category(request: HttpRequest, code: str) -> HttpResponseBase:
    """A sector, group or criteria set. Codes are written in capitals; others are led there."""
    if code != code.upper():
        return HttpResponsePermanentRedirect(
            reverse("catalogue:category", kwargs={"code": code.upper()})
        )
    return _list(request, "search/category.html", code=code)


def province(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What one of the 34 provinces makes. A name from before July 2025 leads to today's (truth 8)."""
    place = province_by_slug(slug)
    if place is None:
        raise Http404
    if place.slug != slug:
        return HttpResponsePermanentRedirect(
            reverse("catalogue:province", kwargs={"slug": place.slug})
        )
    return _list(request, "search/province.html", place=place)


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """Type-ahead: a fragment for the list under the search box; empty where there is nothing."""
    context = {"suggestions": suggestions(request.GET.get("q", ""), on=today())}
    answer = render(request, "search/suggest.html", context)
    answer["Cache-Control"] = "public, max-age=60"
    return answer


def list_context(
    request: HttpRequest,
    *,
    code: str | None = None,
    place: Province | None = None,
    draw: Draw | None = None,
) -> dict[str, Any]:
    """What a list shows: of a branch by its code, of a province. Raises Http404.

    ``draw``: as of list_page.
    """
    day = today()
    tree = category_tree()
    branch = tree.get(code) if code is not None else None
    if code is not None and branch is None:
        raise Http404
    slug = place.slug if place else ""
    asked = request.GET
    known = understanding()
    page = list_page(read_filters(asked), on=day, branch=branch, place=slug, draw=draw, known=known)
    filters = page.filters
    helps = (
        Help()
        if page
        else nothing_found(filters, asked, on=day, branch=branch, place=slug, known=known)
    )
    return {
        "filters": filters,
        "branch": branch,
        "above": ancestors(tree, branch) if branch else [],
        "below": children(tree, branch) if branch else [],
        "place": place,
        "page": page,
        "facets": facets(
            filters, page.counts, branch=branch, has_place=place is not None, month=day.month
        ),
        "chips": chips(filters, asked),
        "clear_url": address(asked, **dict.fromkeys(filters.chosen)),
        "exact_url": address(asked, exact="1"),
        "meanings": [(one, address(asked, q=one.word, exact="1")) for one in page.meanings],
        "help": helps,
        "told": pages_found("" if filters.after or branch or place else filters.query),
        "next_url": address(asked) + f"&after={page.after}" if page.after else "",
        "previous_url": address(asked) if filters.after else "",
    }


def keep_only_what_was_counted(answer: HttpResponse, page: ListPage) -> HttpResponse:
    """A list that the engine did not answer this time, though it is there, is not kept."""
    if page.total is None and index_version():
        answer["Cache-Control"] = "no-store"
    return answer


def _list(
    request: HttpRequest, template: str, *, code: str | None = None, place: Province | None = None
) -> HttpResponse:
    context = list_context(request, code=code, place=place)
    return keep_only_what_was_counted(render(request, template, context), context["page"])
