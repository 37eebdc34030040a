"""The directory, the comparison of several suppliers, and the page of one that has no other."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalog.supply.suppliers import supplier_by_id, suppliers_by_ids
from marketplace.caching.pages import shared_page
from marketplace.kernel.clock import today
from search.filters import address
from search.finding import index_version

from .comparing import MOST_COMPARED, comparison
from .facets import chips, form_of, province_counts
from .filters import ADDRESS, CHOICES, read_filters
from .lists import directory_page
from .mapping import mapped
from .near import REACHES
from .nothing import Help, nothing_found


@shared_page(parameters=ADDRESS, htmx=True)
@require_safe
def directory(request: HttpRequest) -> HttpResponseBase:
    """Who can supply in quantity: with filters, as a list or on the map."""
    day = today()
    asked = request.GET
    page = directory_page(read_filters(asked), on=day)
    filters = page.filters
    context: dict[str, Any] = {
        "filters": filters,
        "page": page,
        "form": form_of(filters, page.counts),
        "reaches": REACHES,
        "chips": chips(filters, asked),
        "clear_url": address(asked, near=None, km=None, **dict.fromkeys(CHOICES)),
        "exact_url": address(asked, exact="1"),
        "list_url": address(asked, view=None),
        "map_url": address(asked, view="map"),
        "readings": [(one.name, address(asked, near=one.code)) for one in filters.near.readings],
        "map": mapped(province_counts(page.counts), asked) if filters.is_map else None,
        "kept": [
            (name, values)
            for name, values in asked.lists()
            if name in ADDRESS and name not in ("q", "after", "exact")
        ],
        "help": Help() if page else nothing_found(filters, asked, on=day),
        "query_string": asked.urlencode(),
        "next_url": address(asked) + f"&after={page.after}" if page.after else "",
        "previous_url": address(asked) if filters.after else "",
        "most_compared": MOST_COMPARED,
    }
    answer = render(request, "suppliers/directory.html", context)
    if page.total is None and index_version():
        answer["Cache-Control"] = "no-store"
    return answer


@shared_page(parameters=("s",))
@require_safe
def compare(request: HttpRequest) -> HttpResponseBase:
    """Two to four suppliers side by side: ``s`` for each, a public id."""
    ids = list(dict.fromkeys(one[:16] for one in request.GET.getlist("s")))[:MOST_COMPARED]
    compared = comparison(suppliers_by_ids(ids, on=today()), on=today())
    return render(request, "suppliers/compare.html", {"comparison": compared})


@shared_page()
@require_safe
def detail(request: HttpRequest, slug: str, public_id: str) -> HttpResponseBase:
    """A supplier that makes nothing itself. One with a producer's page is led there."""
    supplier = supplier_by_id(public_id, on=today())
    if supplier is None:
        raise Http404
    here = reverse("suppliers:detail", kwargs={"slug": slug, "public_id": public_id})
    if not supplier.url.startswith(here):
        return redirect(supplier.url)
    return render(request, "suppliers/detail.html", {"supplier": supplier})
