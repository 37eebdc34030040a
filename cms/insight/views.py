"""Pages for a province's editors and offices: no role is a 403, another province a 404."""

import datetime
from typing import cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from marketplace.accounts.models import User
from marketplace.geography.models import Province
from marketplace.kernel.clock import today
from marketplace.kernel.spreadsheets import download

from .selectors import by_page, by_province, provinces_seen_by, reads_by_day

PERIODS = (30, 90, 365)


@never_cache
@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponseBase:
    """All provinces that the person sees; who sees one comes to it at once."""
    seen = list(provinces_seen_by(cast("User", request.user)).order_by("slug"))
    if not seen:
        raise PermissionDenied
    if len(seen) == 1:
        return redirect("insight:province", slug=seen[0].slug)
    days, since, until = _period(request)
    sums = by_province(since, until)
    context = {
        "rows": [(one, sums.get(one.slug)) for one in seen],
        "days": days,
        "periods": PERIODS,
    }
    return render(request, "insight/overview.html", context)


@never_cache
@login_required
@require_safe
def province(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The pages of one province with their numbers, and its reads by day."""
    place = _seen(request, slug)
    days, since, until = _period(request)
    bars = reads_by_day(place, since, until)
    context = {
        "place": place,
        "lines": by_page(place, since, until),
        "bars": bars,
        "width": len(bars) * 10,
        "most": max(bars, key=lambda bar: bar.reads),
        "total": sum(bar.reads for bar in bars),
        "days": days,
        "periods": PERIODS,
    }
    return render(request, "insight/province.html", context)


@never_cache
@login_required
@require_safe
def table(request: HttpRequest, slug: str, kind: str) -> HttpResponseBase:
    """The same table as a file."""
    place = _seen(request, slug)
    days, since, until = _period(request)
    head = [_("Page"), _("Address"), _("Reads"), _("Searches"), _("Products opened")]
    rows = [
        [line.title, line.path, line.reads, line.searches, line.clicks]
        for line in by_page(place, since, until)
    ]
    return download([head, *rows], name=f"{place.slug}-{until}-{days}", form=kind)


def _seen(request: HttpRequest, slug: str) -> Province:
    seen = provinces_seen_by(cast("User", request.user))
    if not seen.exists():
        raise PermissionDenied
    found = seen.filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def _period(request: HttpRequest) -> tuple[int, datetime.date, datetime.date]:
    """So many days up to today."""
    asked = request.GET.get("days", "")
    days = int(asked) if asked in {str(one) for one in PERIODS} else PERIODS[0]
    until = today()
    return days, until - datetime.timedelta(days=days - 1), until
