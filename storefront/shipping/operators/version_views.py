"""A new tariff from one that is there: typed, looked at, made."""

import datetime

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from marketplace.accounts.models import User
from marketplace.kernel.clock import today
from marketplace.kernel.errors import MarketplaceError

from ..importing.plan import NewTariff
from ..models import Tariff
from .version_forms import VersionForm
from .versions import changes, make_version, said_of
from .views import guarded, tariff_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@guarded
def version(request: HttpRequest, user: User, pk: int) -> HttpResponseBase:
    """What was typed is shown with what it changes; sent again as it was shown (``agreed``), it is made."""
    base = tariff_or_404(pk)
    said = said_of(base)
    first = base.valid_from if base.valid_from > today() else today() + datetime.timedelta(days=1)
    form = VersionForm(request.POST or None, base=said, initial={"valid_from": first})
    context = {"base": base, "form": form}
    if form.is_valid():
        new = form.said
        found = changes(said, new)
        if not found:
            form.add_error(None, _("Nothing is changed yet."))
        elif request.POST.get("agreed") != new.digest:
            context |= {"changes": found, "agreed": new.digest, "replaces": _replaced(base, new)}
        else:
            try:
                made = make_version(base=base, new=new, acting_user=user)
            except MarketplaceError as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(
                    request,
                    _("Made: it is in force from %(day)s on.")
                    % {"day": f"{made.valid_from:%d/%m/%Y}"},
                )
                return redirect("tariffs:tariffs")
    return render(request, "tariffs/version.html", context, status=422 if form.errors else 200)


def _replaced(base: Tariff, new: NewTariff) -> Tariff | None:
    """One to come of the same carrier and day."""
    return Tariff.objects.filter(carrier=base.carrier, valid_from=new.head.valid_from).first()
