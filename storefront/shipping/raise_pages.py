"""The page on which a budget of free deliveries grows: in the operators' office and the payer's."""

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from marketplace.accounts.models import User
from marketplace.kernel.errors import MarketplaceError
from storefront.vouchers.forms import RaiseForm
from storefront.vouchers.funding import grown_words

from .models import FreeDelivery
from .raising import raise_budget


def raising_page(
    request: HttpRequest, user: User, free: FreeDelivery, *, frame: str, back: str
) -> HttpResponseBase:
    """``free`` has a budget; ``back`` is the list that it stands in."""
    form = RaiseForm(request.POST or None, initial={"seen": free.budget.amount})
    if form.is_valid():
        said = form.cleaned_data
        try:
            amount = raise_budget(
                free=free, seen=said["seen"], more=said["amount"], acting_user=user
            )
        except MarketplaceError as refusal:
            # From what it is now: with what it was nobody could ever press again.
            free.budget.refresh_from_db()
            form = RaiseForm({"seen": free.budget.amount, "amount": request.POST["amount"]})
            form.add_error("amount", str(refusal))
        else:
            messages.success(request, grown_words(amount))
            return redirect(back)
    context = {"frame": frame, "free": free, "form": form, "back": back}
    return render(request, "tariffs/raise.html", context, status=422 if form.is_bound else 200)
