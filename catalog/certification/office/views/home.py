from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog.certification.office.access import office_view
from catalog.certification.office.selectors import imports_for, overview
from marketplace.accounts.models import User
from marketplace.accounts.selectors import provinces_for
from marketplace.kernel.clock import today


@require_safe
@office_view
def home(request: HttpRequest, user: User) -> HttpResponseBase:
    """What waits today, and the last imports."""
    context = {
        "overview": overview(user, on=today()),
        "runs": imports_for(user)[:5],
        "provinces": provinces_for(user)[:40],
    }
    return render(request, "office/home.html", context)
