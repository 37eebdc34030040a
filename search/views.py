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
from django.views.decorators.http import conditional_page, require_safe

from catalog.catalogue.selectors import Sort, category_tree, product_list
from catalog.catalogue.selectors.taxonomy import ancestors, children, sectors
from marketplace.geography.models import Province
from marketplace.kernel.clock import today

from .filters import first_address, next_address, read_filters


@require_safe
@conditional_page
def index(request: HttpRequest) -> HttpResponseBase:
    """Everything certified and listed today, with filters; with ``q`` the page of search results."""
    return _list(request, "search/index.html")


@require_safe
@conditional_page
def category(request: HttpRequest, code: str) -> HttpResponseBase:
    """A sector, group or criteria set. Codes are written in capitals; others are led there."""
    if code != code.upper():
        return HttpResponsePermanentRedirect(
            reverse("catalogue:category", kwargs={"code": code.upper()})
        )
    return _list(request, "search/category.html", code=code)


@require_safe
@conditional_page
def province(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What one of the 34 provinces makes."""
    return _list(request, "search/province.html", slug=slug)


def _list(
    request: HttpRequest, template: str, *, code: str | None = None, slug: str | None = None
) -> HttpResponse:
    day = today()
    tree, provinces = category_tree(), list(Province.objects.order_by("name_vi"))
    filters = read_filters(request.GET, tree=tree, provinces=provinces)
    branch, place = filters.category, filters.province
    if code is not None:
        branch = tree.get(code)
    if slug is not None:
        place = next((one for one in provinces if one.slug == slug), None)
    if (code is not None and branch is None) or (slug is not None and place is None):
        raise Http404
    page = product_list(
        on=day,
        category=branch,
        province=place,
        star=filters.star,
        query=filters.query,
        sort=filters.sort,
        after=filters.after,
    )
    context: dict[str, Any] = {
        "filters": filters,
        "branch": branch,
        "above": ancestors(tree, branch) if branch else [],
        "below": children(tree, branch) if branch else [],
        "place": place,
        "fixed_category": code is not None,
        "fixed_province": slug is not None,
        "sectors": sectors(tree),
        "provinces": provinces,
        "sorts": Sort.choices,
        "stars": (5, 4, 3),
        "page": page,
        "next_url": next_address(request.GET, after=page.after),
        "previous_url": first_address(request.GET),
    }
    return render(request, template, context)
