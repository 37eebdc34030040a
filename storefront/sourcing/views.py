"""Pages of whoever is signed in: lists of suppliers, tables, a vendor's contact."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.partner.models import Vendor
from catalog.supply.suppliers import suppliers_by_ids
from marketplace.accounts.views import signed_in
from marketplace.kernel.clock import today
from marketplace.kernel.errors import MarketplaceError
from search.suppliers.facets import chips
from search.suppliers.filters import read_filters

from . import services
from .models import SupplierList, SupplierTable
from .selectors import entries_of, list_for, lists_for, organisations_written, table_for, writes

#: Suppliers that one press keeps.
_MOST_AT_ONCE = 50


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def lists(request: HttpRequest) -> HttpResponse:
    """The user's lists; POST ``name`` and ``organisation`` (a public id, or empty) makes one."""
    user = signed_in(request)
    if request.method == "POST":
        made = _new_list(request)
        if made is not None:
            return redirect("sourcing:list", made.public_id)
    context = {"lists": lists_for(user), "organisations": organisations_written(user)}
    return render(request, "sourcing/lists.html", context)


@never_cache
@require_safe
@login_required
def one_list(request: HttpRequest, list_id: str) -> HttpResponse:
    found = _list(request, list_id)
    context = {
        "list": found,
        "entries": entries_of(found, on=today()),
        "may_write": writes(signed_in(request), found),
        "formats": SupplierTable.Format.choices,
    }
    return render(request, "sourcing/list.html", context)


@never_cache
@require_POST
@login_required
def change_list(request: HttpRequest, list_id: str) -> HttpResponse:
    """POST ``note`` with ``supplier``, or ``remove`` (a supplier's public id), or ``delete``."""
    found = _list(request, list_id)
    about: dict[str, Any] = {"acting_user": signed_in(request), "supplier_list": found}
    try:
        if "delete" in request.POST:
            services.delete_list(**about)
            messages.success(request, _("The list is deleted."))
            return redirect("sourcing:lists")
        if "remove" in request.POST:
            services.remove_supplier(**about, vendor_id=request.POST["remove"][:16])
        else:
            vendor_id = request.POST.get("supplier", "")[:16]
            services.write_note(**about, vendor_id=vendor_id, note=request.POST.get("note", ""))
        messages.success(request, _("Saved."))
    except MarketplaceError as refusal:
        messages.error(request, str(refusal))
    return redirect("sourcing:list", list_id)


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def keep(request: HttpRequest) -> HttpResponse:
    """Put suppliers (``s``, public ids) on a list: GET asks which, POST ``list`` or a new ``name``."""
    user = signed_in(request)
    asked = request.POST if request.method == "POST" else request.GET
    ids = [one[:16] for one in asked.getlist("s")[:_MOST_AT_ONCE]]
    chosen = suppliers_by_ids(list(dict.fromkeys(ids)), on=today())
    if not chosen:
        messages.info(request, _("Tick at least one supplier first."))
        return redirect("suppliers:directory")
    if request.method == "POST":
        listed = _kept(request, [one.vendor_id for one in chosen])
        if listed is not None:
            return redirect("sourcing:list", listed.public_id)
    own = [one for one in lists_for(user) if writes(user, one)]
    context = {
        "suppliers": chosen,
        "lists": own,
        "organisations": organisations_written(user),
    }
    return render(request, "sourcing/keep.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def export(request: HttpRequest) -> HttpResponse:
    """A table of a search (its address here) or of a list (``list``); POST ``format`` asks for it."""
    user = signed_in(request)
    found = list_for(user, request.GET["list"][:16]) if "list" in request.GET else None
    if "list" in request.GET and found is None:
        raise Http404
    query = "" if found else request.GET.urlencode()
    if request.method == "POST":
        file_format = request.POST.get("format", "")
        try:
            table = services.ask_table(
                acting_user=user,
                file_format=file_format if file_format in SupplierTable.Format else "xlsx",
                query=query,
                supplier_list=found,
            )
            return redirect("sourcing:table", table.token)
        except MarketplaceError as refusal:
            messages.error(request, str(refusal))
    context = {
        "list": found,
        "chips": chips(read_filters(QueryDict(query)), QueryDict(query)),
        "words": read_filters(QueryDict(query)).query,
        "formats": SupplierTable.Format.choices,
        "tables": SupplierTable.objects.filter(user=user)[:10],
    }
    return render(request, "sourcing/export.html", context)


@never_cache
@require_safe
@login_required
def table(request: HttpRequest, token: str) -> HttpResponse:
    """How far the table is; the page asks again by itself until it is there."""
    found = table_for(signed_in(request), token)
    if found is None:
        raise Http404
    return render(request, "sourcing/table.html", {"table": found})


@never_cache
@require_safe
@login_required
def download(request: HttpRequest, token: str) -> HttpResponse | FileResponse:
    """The file, to the person who asked for it and while it is kept; 404 to anybody else."""
    found = table_for(signed_in(request), token)
    if found is None or found.ready_at is None:
        raise Http404
    name = f"cho-ocop-suppliers-{found.asked_at:%Y-%m-%d}.{found.format}"
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=name)


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def contact(request: HttpRequest, vendor_id: str) -> HttpResponse:
    """POST shows a vendor's phone and e-mail, and keeps who looked; GET has the button."""
    found = suppliers_by_ids([vendor_id], on=today())
    if not found:
        raise Http404
    shown = None
    if request.method == "POST":
        vendor = Vendor.objects.get(pk=found[0].vendor_id)
        try:
            shown = services.reveal_contact(acting_user=signed_in(request), vendor=vendor)
        except MarketplaceError as refusal:
            messages.error(request, str(refusal))
    answer = render(request, "sourcing/contact.html", {"supplier": found[0], "contact": shown})
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _list(request: HttpRequest, list_id: str) -> SupplierList:
    found = list_for(signed_in(request), list_id)
    if found is None:
        raise Http404
    return found


def _new_list(request: HttpRequest) -> SupplierList | None:
    """Of the name posted, or None with a message that says why not."""
    user = signed_in(request)
    organisation = None
    wanted = request.POST.get("organisation", "")[:16]
    if wanted:
        organisation = organisations_written(user).filter(public_id=wanted).first()
        if organisation is None:
            raise Http404
    try:
        return services.create_list(
            acting_user=user, name=request.POST.get("name", ""), organisation=organisation
        )
    except MarketplaceError as refusal:
        messages.error(request, str(refusal))
    return None


def _kept(request: HttpRequest, vendor_ids: list[int]) -> SupplierList | None:
    wanted = request.POST.get("list", "")[:16]
    found = _list(request, wanted) if wanted else _new_list(request)
    if found is None:
        return None
    vendors = list(Vendor.objects.filter(pk__in=vendor_ids))
    try:
        number = services.add_suppliers(
            acting_user=signed_in(request), supplier_list=found, vendors=vendors
        )
    except MarketplaceError as refusal:
        messages.error(request, str(refusal))
        return None
    words = ngettext(
        "%(number)d supplier is new on the list.",
        "%(number)d suppliers are new on the list.",
        number,
    )
    messages.success(request, words % {"number": number})
    return found
