"""Lists and the product page: they ask selectors and show what these say."""

from typing import Any

from django.conf import settings
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

from marketplace.geography.models import Province
from marketplace.kernel.clock import today

from . import sitemap as site_map
from .filters import first_address, next_address, read_filters
from .selectors import Sort, category_tree, ended_product, product_detail, product_list
from .selectors.taxonomy import ancestors, children, sectors
from .structured import product_data

GONE = 410


@require_safe
@conditional_page
def index(request: HttpRequest) -> HttpResponseBase:
    """Everything certified and listed today, with filters."""
    return _list(request, "catalogue/index.html")


@require_safe
@conditional_page
def category(request: HttpRequest, code: str) -> HttpResponseBase:
    """A sector, group or criteria set. Codes are written in capitals; others are led there."""
    if code != code.upper():
        return HttpResponsePermanentRedirect(
            reverse("catalogue:category", kwargs={"code": code.upper()})
        )
    return _list(request, "catalogue/category.html", code=code)


@require_safe
@conditional_page
def province(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What one of the 34 provinces makes."""
    return _list(request, "catalogue/province.html", slug=slug)


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


@require_safe
def detail(request: HttpRequest, slug: str, public_id: str) -> HttpResponseBase:
    """A recognised product; in words, with 410, when its certificate is no longer live."""
    day = today()
    found = product_detail(public_id, on=day)
    if found is None:
        return _ended(request, public_id)
    if slug != found.product.slug:
        return HttpResponsePermanentRedirect(found.product.get_absolute_url())
    context = {"detail": found, "json_ld": product_data(found), "day": day}
    return render(request, "catalogue/detail.html", context)


def _ended(request: HttpRequest, public_id: str) -> HttpResponse:
    ended = ended_product(public_id, on=today())
    if ended is None:
        raise Http404
    return render(request, "catalogue/ended.html", {"ended": ended}, status=GONE)


@require_safe
@conditional_page
def sitemap_index(request: HttpRequest) -> HttpResponseBase:
    """The parts of the site map."""
    context = {"site": settings.SITE_URL.rstrip("/"), "parts": site_map.parts()}
    return render(request, "catalogue/sitemap_index.xml", context, content_type="application/xml")


@require_safe
@conditional_page
def sitemap_part(request: HttpRequest, part: str) -> HttpResponseBase:
    """One part: pages, or a range of products or producers as they are listed today."""
    context = {"entries": site_map.entries(part, on=today())}
    return render(request, "catalogue/sitemap_part.xml", context, content_type="application/xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers should leave alone, and where the site map is."""
    context = {"sitemap": settings.SITE_URL.rstrip("/") + reverse("sitemap")}
    return render(request, "robots.txt", context, content_type="text/plain; charset=utf-8")
