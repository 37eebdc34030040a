"""What newly fits, on one page; the digests' switch; the link in a digest that stops them."""

import re
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.models import User
from marketplace.kernel.secrecy import private

from .models import Reader
from .selectors import best_scores, news_page
from .services import choose_mail, mark_seen, reader_of


def _number(text: str) -> int:
    """A key; 0 for whatever is none."""
    return int(text) if re.fullmatch(r"[0-9]{1,18}", text) else 0


@never_cache
@login_required
@require_safe
def news(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    page = news_page(user, before=_number(request.GET.get("before", "")))
    scores = best_scores(page.rows)
    context = {
        "page": page,
        "rows": [(one, scores.get(one.pk, one.score)) for one in page.rows],
        "reader": reader_of(user),
    }
    return render(request, "watch/news.html", context)


@never_cache
@login_required
@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Everything up to what the page showed first."""
    mark_seen(user=cast("User", request.user), upto=_number(request.POST.get("upto", "")))
    return redirect("watch:news")


@never_cache
@login_required
@require_POST
def mail(request: HttpRequest) -> HttpResponse:
    wants = request.POST.get("wants") == "yes"
    choose_mail(reader=reader_of(cast("User", request.user)), wants_mail=wants)
    if wants:
        messages.success(request, _("You get a mail on mornings when something new fits."))
    else:
        messages.success(request, _("No mails any more; what is new stands here."))
    return redirect("watch:news")


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """The mail reader's one-click button posts here by itself (RFC 8058); the secret is its leave."""
    reader = Reader.objects.filter(token=token).first() if token.isalnum() else None
    if reader is None:
        raise Http404
    if request.method == "POST":
        choose_mail(reader=reader, wants_mail=False)
    return private(render(request, "watch/stop.html", {"reader": reader}))
