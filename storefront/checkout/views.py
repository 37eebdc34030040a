"""Checkout in three plain pages: who and where; how it comes and is paid; look once more and order."""

import logging
from dataclasses import asdict
from typing import Any, cast

from django.contrib import messages
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from marketplace.accounts.models import User
from marketplace.geography.models import Province
from marketplace.geography.selectors import suggest_communes
from marketplace.kernel.clock import today
from marketplace.kernel.errors import MarketplaceError
from storefront.address.destination import Destination
from storefront.address.selectors import address_of, addresses_of, as_destination, as_typed
from storefront.address.services import save_address
from storefront.basket.contents import Contents, basket_contents
from storefront.basket.models import Basket
from storefront.invoices.details import kept_words
from storefront.invoices.forms import WishForm
from storefront.order.models import Order
from storefront.order.selectors import last_address_of, last_destination_of
from storefront.order.terms import seller, terms
from storefront.payment.providers import provider as provider_named
from storefront.payment.services import begin_payment
from storefront.shipping.place import remember_province

from . import session as kept
from .forms import AgreementForm, DeliveryForm, GiftForm, PaymentForm
from .services import BasketEmpty, LinesRefused, place_order

logger = logging.getLogger(__name__)


def _basket(request: HttpRequest) -> Basket:
    return request.basket  # type: ignore[attr-defined]


def _to_basket(request: HttpRequest, contents: Contents) -> HttpResponse | None:
    """Back to the basket where nothing, or not everything in it, can be ordered."""
    if contents.can_be_ordered:
        return None
    if contents.blocked:
        messages.error(
            request,
            _("Some things in your basket cannot be ordered. Please change or remove them first."),
        )
    return redirect("basket:summary")


def _contents(request: HttpRequest, details: kept.Details) -> Contents:
    return basket_contents(
        _basket(request),
        on=today(),
        destination=details.destination.province,
        commune=details.destination.commune,
        email=details.email,
        phone=details.phone,
    )


def _unfinished(request: HttpRequest) -> HttpResponse:
    """Where somebody belongs who comes to a later step without the first: back, or to the order."""
    token = kept.placed_token(request.session)
    return redirect("order:detail", token=token) if token else redirect("checkout:index")


@method_decorator(never_cache, name="dispatch")
class DeliveryView(View):
    """Step 1: who and where. A member's saved addresses each have their button."""

    def get(self, request: HttpRequest) -> HttpResponse:
        contents = basket_contents(_basket(request), on=today())
        initial = kept.typed(request.session) or last_address_of(request.user)
        return _to_basket(request, contents) or self._page(
            request, self._form(request, initial=initial), contents
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        contents = basket_contents(_basket(request), on=today())
        back = _to_basket(request, contents)
        if back is not None:
            return back
        if "address" in request.POST:
            return self._to_saved(request)
        form = self._form(request, data=request.POST, before=self._before(request))
        if not form.is_valid():
            return self._page(request, form, contents)
        self._go(request, form.typed(), form.destination())
        if form.cleaned_data.get("keep"):
            self._save(request, form)
        return redirect("checkout:payment")

    def _before(self, request: HttpRequest) -> Destination | None:
        """What ``get`` has filled in: from this checkout, else from the last order."""
        details = kept.details(request.session)
        return details.destination if details else last_destination_of(request.user)

    def _form(self, request: HttpRequest, **values: Any) -> DeliveryForm:
        return DeliveryForm(is_member=request.user.is_authenticated, **values)

    def _to_saved(self, request: HttpRequest) -> HttpResponse:
        address = address_of(request.user, request.POST["address"][:16])
        if address is None:
            raise Http404
        typed = as_typed(address) | {
            "phone": str(address.phone_number),
            "email": cast("User", request.user).email,
            "note": "",
        }
        self._go(request, typed, as_destination(address))
        return redirect("checkout:payment")

    def _go(self, request: HttpRequest, typed: dict[str, str], destination: Destination) -> None:
        kept.remember(request.session, typed=typed, destination=destination)
        remember_province(request.session, destination.province)

    def _save(self, request: HttpRequest, form: DeliveryForm) -> None:
        """The order goes on where the address cannot be kept; the buyer is told."""
        try:
            save_address(
                user=cast("User", request.user),
                destination=form.destination(),
                phone=form.cleaned_data["phone"],
            )
        except MarketplaceError as refusal:
            messages.info(request, str(refusal))

    def _page(self, request: HttpRequest, form: DeliveryForm, contents: Contents) -> HttpResponse:
        return render(
            request,
            "checkout/delivery.html",
            {"form": form, "contents": contents, "addresses": addresses_of(request.user)},
        )


@never_cache
@require_safe
def communes(request: HttpRequest) -> HttpResponse:
    """Names for the type-ahead of a commune: ``province`` (code) and ``commune`` as far as typed."""
    province = Province.objects.filter(code=request.GET.get("province", "")[:2]).first()
    typed = request.GET.get("commune", "")[:80]
    found = suggest_communes(province, typed) if province is not None else []
    return render(request, "checkout/communes.html", {"suggestions": found})


def _wish_of(request: HttpRequest, details: kept.Details) -> dict[str, Any]:
    """What was typed in this checkout, else what the account has kept."""
    if details.invoice:
        return asdict(details.invoice) | {"wants": True}
    return {"email": details.email} | kept_words(request.user)


def _gift_of(details: kept.Details) -> dict[str, Any]:
    return {"wants": True, "message": details.gift.message} if details.gift else {}


@method_decorator(never_cache, name="dispatch")
class PaymentView(View):
    """Step 2: how it gets there, and how it is paid."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._answer(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        return self._answer(request, data=request.POST)

    def _answer(self, request: HttpRequest, data: QueryDict | None = None) -> HttpResponse:
        details = kept.details(request.session)
        if details is None:
            return _unfinished(request)
        contents = _contents(request, details)
        back = _to_basket(request, contents)
        if back is not None:
            return back
        form = PaymentForm(data, vendors=contents.vendors, total=contents.total)
        wish = WishForm(data, initial=_wish_of(request, details))
        gift = GiftForm(data, initial=_gift_of(details))
        valid = data is not None and all([form.is_valid(), wish.is_valid(), gift.is_valid()])
        if valid and form.takes(gift.gift):
            kept.remember_wishes(
                request.session,
                provider=form.cleaned_data["provider"],
                invoice=wish.words,
                gift=gift.gift,
            )
            return redirect("checkout:review")
        codes = [one.code for one in form.possible]
        form.initial = {"provider": details.provider if details.provider in codes else codes[0]}
        return render(
            request,
            "checkout/payment.html",
            {
                "form": form,
                "details": details,
                "contents": contents,
                "wish": wish,
                "gift": gift,
                "ways": list(zip(form["provider"], form.possible, strict=True)),
                "refused": data is not None,
            },
        )


@method_decorator(never_cache, name="dispatch")
class ReviewView(View):
    """Step 3. Pressing the button twice, or in three tabs, makes one order."""

    def get(self, request: HttpRequest) -> HttpResponse:
        details = kept.details(request.session)
        if details is None:
            return _unfinished(request)
        return self._page(request, details) if details.provider else redirect("checkout:payment")

    def post(self, request: HttpRequest) -> HttpResponse:
        key = request.POST.get("checkout_key", "")[:40]
        placed = Order.objects.filter(checkout_key=key).first() if key.isalnum() else None
        if placed is not None:
            return self._to_order(request, placed)
        details = kept.details(request.session)
        if details is None:
            return _unfinished(request)
        contents = _contents(request, details)
        form = AgreementForm(request.POST, asks_age=contents.asks_age)
        if not form.is_valid():
            return self._page(request, details, form)
        if form.cleaned_data["seen"] != details.fingerprint:
            problem = _("Address or payment changed in another window. Please check once more.")
            return self._page(request, details, problem=problem)
        return self._place(request, details, form)

    def _place(
        self, request: HttpRequest, details: kept.Details, form: AgreementForm
    ) -> HttpResponse:
        try:
            order = place_order(
                basket=_basket(request),
                address=details.destination,
                buyer_email=details.email,
                phone=details.phone,
                user=request.user,
                provider=details.provider,
                checkout_key=details.checkout_key,
                language=translation.get_language() or "vi",
                reviewed=form.cleaned_data["reviewed"],
                of_age=form.cleaned_data.get("of_age", False),
                invoice=details.invoice,
                gift=details.gift,
            )
        except (LinesRefused, BasketEmpty) as refusal:
            messages.error(request, str(refusal))
            return redirect("basket:summary")
        except MarketplaceError as refusal:
            return self._page(request, details, problem=str(refusal))
        except OperationalError:
            logger.exception("an order could not be written")
            problem = _("The shop is very busy. Nothing was ordered yet; please press once more.")
            return self._page(request, details, problem=problem)
        return self._to_order(request, order)

    def _to_order(self, request: HttpRequest, order: Order) -> HttpResponse:
        """The payment is begun outside the order's transaction; the queue tries again if it fails."""
        where = ""
        try:
            where = begin_payment(order=order).redirect_to
        except OperationalError:
            logger.exception("the payment of an order could not be begun")
        kept.forget(request.session, placed=order.token)
        return redirect(where or order)

    def _page(
        self,
        request: HttpRequest,
        details: kept.Details,
        form: AgreementForm | None = None,
        *,
        problem: str = "",
    ) -> HttpResponse:
        contents = _contents(request, details)
        back = _to_basket(request, contents)
        if back is not None:
            return back
        return render(
            request,
            "checkout/review.html",
            {
                "form": self._fresh(form, details, contents),
                "details": details,
                "contents": contents,
                "sellers": [seller(group.vendor) for group in contents.groups],
                "terms": terms(),
                "problem": problem,
                "way": provider_named(details.provider),
            },
        )

    def _fresh(
        self, form: AgreementForm | None, details: kept.Details, contents: Contents
    ) -> AgreementForm:
        """Agreed to is what this page shows, whatever an earlier one showed."""
        if form is not None and form.data.get("reviewed") == contents.fingerprint:
            return form
        initial: dict[str, Any] = {
            "checkout_key": details.checkout_key,
            "reviewed": contents.fingerprint,
            "seen": details.fingerprint,
        }
        return AgreementForm(initial=initial, asks_age=contents.asks_age)
