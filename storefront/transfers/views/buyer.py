"""An order's transfers behind the order's unguessable address."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from marketplace.kernel.secrecy import private
from storefront.order.selectors import order_by_token
from storefront.order.statuses import OrderStatus
from storefront.payment.vietqr import as_png, as_svg, payload
from storefront.transfers.models import Transfer
from storefront.transfers.selectors import transfer_of
from storefront.transfers.services.transfers import claim_transfer


@require_safe
def panel(request: HttpRequest, token: str) -> HttpResponse:
    """The part of the order's page that renews itself; whoever opens it alone gets the whole page.

    Once nothing is awaited any more the page is loaded anew: it says elsewhere, too, how it stands.
    """
    order = order_by_token(token, user=request.user)
    if not request.headers.get("HX-Request"):
        return private(redirect(order))
    if order.status != OrderStatus.PENDING:
        return private(HttpResponseClientRefresh())
    return private(render(request, "payment/how_to_pay.html", {"order": order}))


@require_safe
def qr_svg(request: HttpRequest, token: str, reference: str) -> HttpResponse:
    picture = as_svg(_payload(_open_transfer(request, token, reference)))
    return private(HttpResponse(picture, content_type="image/svg+xml"))


@require_safe
def qr_png(request: HttpRequest, token: str, reference: str) -> HttpResponse:
    """As a file to keep: a bank's app on the same phone opens it from the pictures."""
    transfer = _open_transfer(request, token, reference)
    response = HttpResponse(as_png(_payload(transfer)), content_type="image/png")
    response["Content-Disposition"] = f'attachment; filename="{transfer.reference}.png"'
    return private(response)


@require_POST
def claim(request: HttpRequest, token: str, reference: str) -> HttpResponse:
    """The buyer says that it was transferred. Said twice it is said once."""
    transfer = _transfer(request, token, reference)
    if claim_transfer(transfer=transfer):
        messages.success(request, _("Thank you. The seller will look at its account and confirm."))
    return private(redirect(transfer.vendor_order.order))


def _transfer(request: HttpRequest, token: str, reference: str) -> Transfer:
    order = order_by_token(token, user=request.user)
    try:
        return transfer_of(order, reference)
    except Transfer.DoesNotExist as error:
        raise Http404 from error


def _open_transfer(request: HttpRequest, token: str, reference: str) -> Transfer:
    """There is no code to pay what is not to be paid."""
    transfer = _transfer(request, token, reference)
    if not transfer.missing or transfer.is_over:
        raise Http404
    return transfer


def _payload(transfer: Transfer) -> str:
    return payload(transfer.payee, amount=transfer.missing, purpose=transfer.reference)
