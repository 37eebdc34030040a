"""The page on which a budget of free deliveries grows: in the operators' office and the payer's."""

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from marketplace.accounts.models import User
from marketplace.kernel.errors import MarketplaceError
from storefront.vouchers.forms import RaiseForm
from storefront.vouchers.funding import changed_meanwhile, grown_words

from .models import DeliveryBudget, FreeDelivery
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
            budget = DeliveryBudget.objects.filter(free=free).first()
            if budget is None:  # taken away meanwhile
                messages.error(request, str(refusal))
                return redirect(back)
            free.budget = budget
            form = _from_now_on(free, request)
            form.add_error("amount", str(refusal))
        else:
            messages.success(request, grown_words(amount))
            return redirect(back)
    elif "seen" in form.errors:
        form = _from_now_on(free, request)
        form.add_error("amount", changed_meanwhile(free.budget.amount))
    context = {"frame": frame, "free": free, "form": form, "back": back}
    return render(request, "tariffs/raise.html", context, status=422 if form.is_bound else 200)


def _from_now_on(free: FreeDelivery, request: HttpRequest) -> RaiseForm:
    """What was typed, and what the budget is now: from what it was nobody could ever press again."""
    return RaiseForm({"seen": free.budget.amount, "amount": request.POST.get("amount", "")})
