"""An order's invoices behind its unguessable address."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from marketplace.kernel.secrecy import private
from storefront.order.models import Order
from storefront.order.selectors import order_by_token

from .details import kept_words
from .forms import AskForm
from .selectors import invoices_of
from .services import InvoiceRefused, ask_invoice
from .views import invoice_file


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, token: str) -> HttpResponse:
    """What shall stand on the invoice; asked again, it changes until the seller has issued it."""
    order = order_by_token(token, user=request.user)
    found = invoices_of(order)
    form = AskForm(request.POST or None, initial=_initial(order, found, request.user))
    if request.method == "POST" and form.is_valid():
        try:
            ask_invoice(order=order, **form.cleaned_data, acting_user=request.user)
        except InvoiceRefused as refusal:
            form.add_error(refusal.code if refusal.code in form.fields else None, str(refusal))
        else:
            messages.success(request, _("The sellers know now. The invoice comes by e-mail."))
            return private(redirect("invoice:ask", token=token))
    context = {
        "order": order,
        "invoices": found,
        "form": form,
        "is_settled": bool(found) and all(one.number for one in found),
    }
    status = 422 if form.errors else 200
    return private(render(request, "order/invoice.html", context, status=status))


def _initial(order: Order, found: list[Any], user: object) -> dict[str, str]:
    if found:
        last = found[-1]
        return {name: getattr(last, name) for name in ("company", "tax_code", "address", "email")}
    return {"email": order.guest_email or order.email} | kept_words(user)


@require_safe
def file(request: HttpRequest, token: str, request_id: str) -> HttpResponseBase:
    order = order_by_token(token, user=request.user)
    found = next((one for one in invoices_of(order) if one.public_id == request_id), None)
    if found is None:
        raise Http404
    response = invoice_file(found)
    private(response)  # type: ignore[arg-type]  # sets headers, whatever the body
    return response
