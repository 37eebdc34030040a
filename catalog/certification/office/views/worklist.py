"""Questions that imports left open."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from catalog.certification.decisions import deciding
from catalog.certification.models import WorklistItem
from catalog.certification.office.access import office_view
from catalog.certification.office.forms import AnswerForm
from catalog.certification.office.selectors import worklist_for
from marketplace.accounts.models import User
from marketplace.accounts.selectors import writes_for_province
from marketplace.kernel.errors import MarketplaceError

ITEMS_ON_A_PAGE = 50


@require_safe
@office_view
def worklist(request: HttpRequest, user: User) -> HttpResponseBase:
    """The open questions, the oldest first."""
    waiting = worklist_for(user).filter(state=WorklistItem.State.OPEN)
    page = Paginator(waiting, ITEMS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "office/worklist.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def question(request: HttpRequest, user: User, public_id: str) -> HttpResponseBase:
    """One row beside its candidates, and the answer."""
    item = worklist_for(user).get(public_id=public_id)
    form = AnswerForm(request.POST or None, choices=_choices(item))
    if form.is_valid():
        try:
            _answer(item, form.cleaned_data["answer"], form.cleaned_data["reason"], user)
        except MarketplaceError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Decided."))
            return redirect("office:worklist")
    decides = writes_for_province(user, item.province_id)
    context = {"item": item, "form": form if decides else None}
    return render(request, "office/question.html", context)


def _choices(item: WorklistItem) -> list[tuple[str, str]]:
    """Each candidate product, each candidate producer, somebody new, or nothing."""
    choices: dict[str, str] = {}
    for candidate in item.candidates:
        names = {"title": candidate["title"], "producer": candidate["producer_name"]}
        if candidate["product"] and item.code != "conflict":
            choices[f"product:{candidate['product']}"] = (
                _("the known product “%(title)s” of %(producer)s") % names
            )
    for candidate in item.candidates:
        if candidate["producer"] and item.code != "conflict":
            choices.setdefault(
                f"producer:{candidate['producer']}",
                _("a new product of %(producer)s") % {"producer": candidate["producer_name"]},
            )
    if item.code != "conflict":
        choices["new"] = _("a new product of a new producer")
    choices["dismiss"] = _("nothing that should be recorded")
    return list(choices.items())


def _answer(item: WorklistItem, answer: str, reason: str, user: User) -> None:
    kind, _colon, public_id = answer.partition(":")
    answers: dict[str, Callable[[], Any]] = {
        "product": lambda: deciding.attach_to_product(item, product=public_id, acting_user=user),
        "producer": lambda: deciding.add_to_producer(item, producer=public_id, acting_user=user),
        "new": lambda: deciding.add_new_producer(item, acting_user=user),
        "dismiss": lambda: deciding.dismiss(item, reason=reason, acting_user=user),
    }
    answers[kind]()
