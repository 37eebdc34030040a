"""Paying an order by card: on our page with Stripe's form, or on Stripe's page without JavaScript."""

import logging
from typing import Any

from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from marketplace.kernel.client import client_ip
from marketplace.kernel.ratelimit import allow
from marketplace.kernel.secrecy import private
from storefront.order.models import Order
from storefront.order.selectors import order_by_token
from storefront.order.statuses import OrderStatus

from .models import CardAttempt
from .problems import problem_words
from .services.opening import current_attempt, hosted_page, look_again, open_attempt
from .stripe_api import CardServiceAway, CardServiceRefused, Intent

logger = logging.getLogger(__name__)

#: Asking Stripe costs time: one client may do it so often a minute.
_LIMIT = {"limit": 30, "seconds": 60}
_FOREIGN = settings.STRIPE_ORIGINS
#: Stripe's script, its frames and its hosted page: here, and nowhere else in the shop.
_policy: Any = csp_update(
    {
        "script-src": _FOREIGN,
        "frame-src": _FOREIGN,
        "connect-src": _FOREIGN,
        "img-src": _FOREIGN,
        "form-action": _FOREIGN,
    }
)


def _attempt(request: HttpRequest, token: str) -> tuple[Order, CardAttempt]:
    order = order_by_token(token, user=request.user)
    try:
        return order, current_attempt(order)
    except CardAttempt.DoesNotExist as error:
        raise Http404 from error


def _allowed(request: HttpRequest) -> bool:
    return allow("card", client_ip(request), **_LIMIT)


@_policy
@require_safe
def pay(request: HttpRequest, token: str) -> HttpResponse:
    """The card's page; leads to the order once nothing is to be paid any more."""
    order, attempt = _attempt(request, token)
    if order.status != OrderStatus.PENDING:
        return private(redirect(order))
    found = _ask(request, attempt)
    order.refresh_from_db(fields=["status"])
    if order.status != OrderStatus.PENDING:
        return private(redirect(order))
    return private(
        render(
            request,
            "payment/card.html",
            {
                "order": order,
                "attempt": attempt,
                "problem": problem_words(attempt.problem),
                "secret": found.client_secret if found else "",
                "key": settings.STRIPE_PUBLISHABLE_KEY,
                "script": settings.STRIPE_SCRIPT,
            },
        )
    )


def _ask(request: HttpRequest, attempt: CardAttempt) -> Intent | None:
    """The intent as it stands at Stripe; None where it cannot be asked, or has another page."""
    if not _allowed(request):
        return None
    try:
        open_attempt(attempt=attempt)
        found = look_again(attempt=attempt)
    except (CardServiceAway, CardServiceRefused):
        logger.warning("attempt %s could not be looked at", attempt.public_id, exc_info=True)
        return None
    return found if attempt.kind == CardAttempt.Kind.ELEMENT else None


@require_POST
def hosted(request: HttpRequest, token: str) -> HttpResponse:
    """To Stripe's own page, which works without JavaScript."""
    order, _attempt_now = _attempt(request, token)
    where = ""
    if order.status == OrderStatus.PENDING:
        try:
            where = hosted_page(order=order) if _allowed(request) else ""
        except (CardServiceAway, CardServiceRefused):
            logger.warning("no hosted page for order %s", order.number, exc_info=True)
        order.refresh_from_db(fields=["status"])
    if where:
        return private(redirect(where))
    if order.status == OrderStatus.PENDING:
        messages.error(
            request,
            _("The card service does not answer. Nothing was paid; please try again in a minute."),
        )
        return private(redirect("card:pay", token=token))
    return private(redirect(order))


@require_safe
def come_back(request: HttpRequest, token: str) -> HttpResponse:
    """Where Stripe sends the buyer. What counts is what it answers us, not the address's words."""
    order, attempt = _attempt(request, token)
    if order.status == OrderStatus.PENDING:
        _ask(request, attempt)
        order.refresh_from_db(fields=["status"])
    attempt.refresh_from_db()
    if order.status == OrderStatus.PENDING and attempt.problem:
        return private(redirect("card:pay", token=token))
    return private(redirect(order))
