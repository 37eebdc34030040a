"""The basket: plain form posts, each answered by a redirect or by the page with what went wrong."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.catalogue.models import Product
from marketplace.caching.origin import same_origin
from marketplace.kernel.clock import today
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.money import dong
from storefront.gift_sets.baskets import set_sets
from storefront.saved.selectors import saved_items
from storefront.saved.services import save_product
from storefront.shipping.place import known_province, remember_province

from .codes import put_in_code, take_out_code
from .contents import ContentLine, basket_contents
from .forms import AddForm, CodeForm, ProvinceForm, QuantityForm
from .services import buyable_pack, put_in, set_quantity, step_quantity, take_out

#: Of the saved products so many are shown below the basket.
_SAVED_SHOWN = 4


@never_cache
@require_safe
def summary(request: HttpRequest) -> HttpResponse:
    return _page(request)


@same_origin
@never_cache
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """POST ``pack`` (public id of a pack size) and ``quantity``; what is wrong keeps the input.

    Whoever comes back to this address by GET (another language, a reload) sees the basket.
    """
    if request.method == "GET":
        return redirect("basket:summary")
    pack = buyable_pack(request.POST.get("pack", "")[:16])
    if pack is None:
        raise Http404
    form = AddForm(request.POST)
    if form.is_valid():
        try:
            put_in(
                basket=request.basket,  # type: ignore[attr-defined]
                pack=pack,
                quantity=form.cleaned_data["quantity"],
            )
        except MarketplaceError as refusal:
            form.add_error("quantity", str(refusal))
        else:
            messages.success(
                request, _("%(title)s is in your basket.") % {"title": pack.parent.local_title}
            )
            return redirect("basket:summary")
    return render(request, "basket/add.html", {"form": form, "pack": pack})


@never_cache
@require_http_methods(["GET", "POST"])
def update(request: HttpRequest, line_id: int) -> HttpResponse:
    """POST ``quantity``, or a button: ``step`` (+1, -1), ``remove``, ``later``."""
    if request.method == "GET":
        return redirect("basket:summary")
    if "remove" in request.POST or "later" in request.POST:
        return _remove(request, line_id)
    if "step" in request.POST:
        return _step(request, line_id)
    form = QuantityForm(request.POST, auto_id=f"line-{line_id}-%s")
    if form.is_valid():
        try:
            set_quantity(
                basket=request.basket,  # type: ignore[attr-defined]
                line_id=line_id,
                quantity=form.cleaned_data["quantity"],
            )
        except MarketplaceError as refusal:
            form.add_error("quantity", str(refusal))
        else:
            return redirect("basket:summary")
    return _page(request, rejected={line_id: form})


@never_cache
@require_http_methods(["GET", "POST"])
def destination(request: HttpRequest) -> HttpResponse:
    """POST ``province`` (slug): charges and days are estimated for it from now on."""
    form = ProvinceForm(request.POST)
    if request.method == "POST" and form.is_valid():
        remember_province(request.session, form.cleaned_data["province"])
    return redirect("basket:summary")


@never_cache
@require_http_methods(["GET", "POST"])
def voucher(request: HttpRequest) -> HttpResponse:
    """POST ``code`` as typed, or ``take_out`` with one that is in the basket."""
    if request.method == "GET":
        return redirect("basket:summary")
    basket = request.basket  # type: ignore[attr-defined]
    form = CodeForm(request.POST)
    try:
        if "take_out" in request.POST:
            take_out_code(basket=basket, typed=request.POST["take_out"][:40])
            return redirect("basket:summary")
        if form.is_valid():
            applied = put_in_code(basket=basket, typed=form.cleaned_data["code"])
            if not applied.problem:
                messages.success(
                    request,
                    _("The voucher counts: %(amount)s less.") % {"amount": dong(applied.amount)},
                )
            return redirect("basket:summary")
    except MarketplaceError as refusal:
        form.add_error("code", str(refusal))
    return _page(request, code_form=form)


@never_cache
@require_POST
def clear(request: HttpRequest) -> HttpResponse:
    """Take out everything that cannot be ordered today."""
    contents = basket_contents(
        request.basket,  # type: ignore[attr-defined]
        on=today(),
        destination=known_province(user=request.user, session=request.session),
    )
    basket = request.basket  # type: ignore[attr-defined]
    for line in contents.blocked:
        if line.gift_set is not None:
            set_sets(basket=basket, gift_set=line.gift_set, count=0)
        else:
            take_out(basket=basket, line_id=line.pk)
    return redirect("basket:summary")


def _step(request: HttpRequest, line_id: int) -> HttpResponse:
    try:
        step_quantity(
            basket=request.basket,  # type: ignore[attr-defined]
            line_id=line_id,
            step=1 if request.POST["step"] == "1" else -1,
        )
    except MarketplaceError as refusal:
        messages.error(request, str(refusal))
    return redirect("basket:summary")


def _remove(request: HttpRequest, line_id: int) -> HttpResponse:
    """Out of the basket, and with ``later`` onto the list of saved products."""
    try:
        removed = take_out(basket=request.basket, line_id=line_id)  # type: ignore[attr-defined]
    except MarketplaceError as refusal:
        messages.error(request, str(refusal))
        removed = None
    address = reverse("basket:summary")
    if removed is not None:
        pack, quantity = removed
        asked = {"removed": pack.public_id, "quantity": str(quantity)}
        if "later" in request.POST and _keep(request, pack):
            asked["saved"] = "1"
        address += "?" + urlencode(asked)
    return redirect(address)


def _keep(request: HttpRequest, pack: Product) -> bool:
    try:
        save_product(user=request.user, session=request.session, product=pack.parent or pack)
    except MarketplaceError as refusal:
        messages.error(request, str(refusal))
        return False
    return True


def _page(
    request: HttpRequest,
    *,
    rejected: dict[int, QuantityForm] | None = None,
    code_form: CodeForm | None = None,
) -> HttpResponse:
    province = known_province(user=request.user, session=request.session)
    contents = basket_contents(
        request.basket,  # type: ignore[attr-defined]
        on=today(),
        destination=province,
    )
    saved = saved_items(user=request.user, session=request.session, on=today(), limit=_SAVED_SHOWN)
    return render(
        request,
        "basket/basket.html",
        {
            "contents": contents,
            "province": province,
            "province_form": ProvinceForm(
                initial={"province": province.slug if province else None}
            ),
            "saved": saved,
            "code_form": code_form or CodeForm(),
            "groups": [(group, _rows(group.lines, rejected or {})) for group in contents.groups],
            "blocked": _rows(contents.blocked, rejected or {}),
            "removed": _removed(request),
        },
    )


def _rows(
    lines: tuple[ContentLine, ...], rejected: dict[int, QuantityForm]
) -> list[tuple[ContentLine, QuantityForm]]:
    """Each line with its form; the one that was refused keeps what was typed."""
    return [
        (
            line,
            rejected.get(line.pk)
            or QuantityForm(
                initial={"quantity": min(line.quantity, line.left) or 1},
                auto_id=f"line-{line.pk}-%s",
            ),
        )
        for line in lines
    ]


def _removed(request: HttpRequest) -> dict[str, Any] | None:
    """What was just taken out, to put back with one press."""
    form = AddForm({"pack": request.GET.get("removed"), "quantity": request.GET.get("quantity")})
    if not form.is_valid():
        return None
    pack = buyable_pack(form.cleaned_data["pack"])
    if pack is None:
        return None
    return {
        "pack": pack,
        "quantity": form.cleaned_data["quantity"],
        "saved": request.GET.get("saved") == "1",
    }
