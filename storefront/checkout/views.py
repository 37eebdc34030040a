"""Checkout in two plain pages: who and where, then everything in sight and one button."""

import logging
from typing import Any

from django.contrib import messages
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from marketplace.kernel.clock import today
from marketplace.kernel.errors import MarketplaceError
from storefront.basket.contents import Contents, basket_contents
from storefront.basket.models import Basket
from storefront.order.models import Order
from storefront.order.selectors import last_address_of
from storefront.order.terms import seller, terms
from storefront.payment.services import begin_payment

from . import session as kept
from .forms import AgreementForm, DeliveryForm
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


@method_decorator(never_cache, name="dispatch")
class DeliveryView(View):
    """Step 1."""

    def get(self, request: HttpRequest) -> HttpResponse:
        contents = basket_contents(_basket(request), on=today())
        initial = kept.typed(request.session) or last_address_of(request.user)
        return _to_basket(request, contents) or self._page(
            request, DeliveryForm(initial=initial), contents
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        contents = basket_contents(_basket(request), on=today())
        back = _to_basket(request, contents)
        if back is not None:
            return back
        form = DeliveryForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, contents)
        cleaned = form.cleaned_data
        kept.remember(
            request.session,
            typed={
                **{name: cleaned[name] for name in ("name", "phone", "email", "commune")},
                **{name: cleaned[name] for name in ("street", "note")},
                "province": cleaned["province"].code,
            },
            destination=form.destination(),
        )
        return redirect("checkout:review")

    def _page(self, request: HttpRequest, form: DeliveryForm, contents: Contents) -> HttpResponse:
        return render(request, "checkout/delivery.html", {"form": form, "contents": contents})


@method_decorator(never_cache, name="dispatch")
class ReviewView(View):
    """Step 2. Pressing the button twice, or in three tabs, makes one order."""

    def get(self, request: HttpRequest) -> HttpResponse:
        details = kept.details(request.session)
        if details is None:
            return redirect("checkout:index")
        return self._page(request, details)

    def post(self, request: HttpRequest) -> HttpResponse:
        key = request.POST.get("checkout_key", "")[:40]
        placed = Order.objects.filter(checkout_key=key).first() if key.isalnum() else None
        if placed is not None:
            return self._to_order(request, placed)
        details = kept.details(request.session)
        if details is None:
            return redirect("checkout:index")
        contents = self._contents(request, details)
        form = AgreementForm(request.POST, asks_age=contents.asks_age, vendors=contents.vendors)
        if not form.is_valid():
            return self._page(request, details, form)
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
                provider=form.cleaned_data["provider"],
                checkout_key=details.checkout_key,
                language=translation.get_language() or "vi",
                reviewed=form.cleaned_data["reviewed"],
                of_age=form.cleaned_data.get("of_age", False),
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
        try:
            begin_payment(order=order)
        except OperationalError:
            logger.exception("the payment of an order could not be begun")
        kept.forget(request.session)
        return redirect(order)

    def _contents(self, request: HttpRequest, details: kept.Details) -> Contents:
        province = details.destination.province
        return basket_contents(_basket(request), on=today(), destination=province)

    def _page(
        self,
        request: HttpRequest,
        details: kept.Details,
        form: AgreementForm | None = None,
        *,
        problem: str = "",
    ) -> HttpResponse:
        contents = self._contents(request, details)
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
                "back": reverse("checkout:index"),
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
            "provider": "cod",
        }
        return AgreementForm(initial=initial, asks_age=contents.asks_age, vendors=contents.vendors)
