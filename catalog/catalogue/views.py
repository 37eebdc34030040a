"""The product page and what crawlers read: they ask selectors and show what these say."""

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
from django.views.decorators.http import require_safe

from marketplace.caching.pages import shared_page
from marketplace.kernel.clock import today

from . import sitemap as site_map
from .selectors import ended_product, product_detail
from .structured import structured_blocks

GONE = 410


@shared_page(parameters=("to",))
@require_safe
def detail(request: HttpRequest, slug: str, public_id: str) -> HttpResponseBase:
    """A recognised product; in words, with 410, when its certificate is no longer live."""
    day = today()
    wanted = request.GET.get("to", "")
    found = product_detail(public_id, on=day, destination=wanted)
    if found is None:
        return _ended(request, public_id)
    if slug != found.product.slug:
        return HttpResponsePermanentRedirect(found.product.get_absolute_url())
    context = {
        "detail": found,
        "structured": structured_blocks(found),
        "day": day,
    }
    return render(request, "catalogue/detail.html", context)


def _ended(request: HttpRequest, public_id: str) -> HttpResponse:
    ended = ended_product(public_id, on=today())
    if ended is None:
        raise Http404
    return render(request, "catalogue/ended.html", {"ended": ended}, status=GONE)


@shared_page()
@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponseBase:
    """The parts of the site map."""
    context = {"site": settings.SITE_URL.rstrip("/"), "parts": site_map.parts()}
    return render(request, "catalogue/sitemap_index.xml", context, content_type="application/xml")


@shared_page()
@require_safe
def sitemap_part(request: HttpRequest, part: str) -> HttpResponseBase:
    """One part: pages, or a range of products or producers as they are listed today."""
    context = {"entries": site_map.entries(part, on=today())}
    return render(request, "catalogue/sitemap_part.xml", context, content_type="application/xml")


@shared_page()
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers should leave alone, and where the site map is."""
    context = {"sitemap": settings.SITE_URL.rstrip("/") + reverse("sitemap")}
    return render(request, "robots.txt", context, content_type="text/plain; charset=utf-8")
