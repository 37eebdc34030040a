"""The marketplace's own texts: rules, ranking, privacy, returns, contact.

Texts of law are written in each language, not translated sentence by sentence: a template for
each. Facts that code decides (the terms of an order) are read from it, so that they never differ.
"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from marketplace.caching.pages import shared_page
from storefront.ledger.rates import commission_words
from storefront.order.terms import terms


@dataclass(frozen=True)
class Text:
    """A page's template in Vietnamese and in English."""

    vietnamese: str
    english: str

    @property
    def template(self) -> str:
        return self.english if get_language() == "en" else self.vietnamese


RULES = Text("pages/vi/rules.html", "pages/en/rules.html")
RANKING = Text("pages/vi/ranking.html", "pages/en/ranking.html")
PRIVACY = Text("pages/vi/privacy.html", "pages/en/privacy.html")
RETURNS = Text("pages/vi/returns.html", "pages/en/returns.html")
CONTACT = Text("pages/vi/contact.html", "pages/en/contact.html")


@shared_page()
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """How the marketplace works (quy chế hoạt động)."""
    return _page(request, RULES, commission=commission_words())


@shared_page()
@require_safe
def ranking(request: HttpRequest) -> HttpResponse:
    """What decides the order of lists (Decree 248/2026/NĐ-CP, Art. 11)."""
    return _page(request, RANKING)


@shared_page()
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of people (Law 91/2025/QH15)."""
    return _page(request, PRIVACY)


@shared_page()
@require_safe
def returns(request: HttpRequest) -> HttpResponse:
    """What a buyer does when something is wrong, by the terms that are kept with each order."""
    return _page(request, RETURNS, terms=terms())


@shared_page()
@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    """Who runs the marketplace, and the way of a complaint."""
    return _page(request, CONTACT)


def _page(request: HttpRequest, text: Text, **context: Any) -> HttpResponse:
    return render(request, text.template, context)
