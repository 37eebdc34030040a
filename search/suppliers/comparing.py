"""Several suppliers side by side: the same questions asked of each."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from catalog.supply.readiness import Check
from catalog.supply.suppliers import Offer, Supplier, months_from
from catalog.supply.wording import lead_time_words, month_words, price_words, standard_words

MOST_COMPARED = 4
FEWEST_COMPARED = 2
#: Products and prices named of each.
_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Question:
    """A line of the comparison: an answer, in lines, of each supplier."""

    label: str
    names: tuple[str, ...]
    answers: tuple[tuple[str, ...], ...]

    @property
    def named(self) -> list[tuple[str, tuple[str, ...]]]:
        """Each answer with the supplier's name."""
        return list(zip(self.names, self.answers, strict=True))


@dataclass(frozen=True, slots=True)
class Comparison:
    suppliers: tuple[Supplier, ...]
    questions: tuple[Question, ...]

    @property
    def is_enough(self) -> bool:
        return len(self.suppliers) >= FEWEST_COMPARED


def comparison(suppliers: Sequence[Supplier], *, on: datetime.date) -> Comparison:
    """No query."""
    yes, no = _("Yes"), _("Not stated")
    names = tuple(str(one.name) for one in suppliers)
    lines: list[tuple[str, Callable[[Supplier], tuple[str, ...]]]] = [
        (_("Certified products"), _products),
        (_("Ships from"), lambda one: (f"{one.commune}, {one.province}".strip(" ,"),)),
        (_("Who it is"), lambda one: (capfirst(one.form_words),)),
        (_("Smallest order"), lambda one: _of_offers(one, lambda offer: offer.minimum)),
        (_("Price from"), lambda one: _of_offers(one, price_words)),
        (_("Lead time"), lambda one: _of_offers(one, lead_time_words)),
        (_("Standards"), lambda one: tuple(map(standard_words, one.standards))),
        (_("Export papers"), lambda one: tuple(map(standard_words, one.papers))),
    ]
    asked = [(label, tuple(answer(one) for one in suppliers)) for label, answer in lines]
    asked.append((_("Free capacity by month"), tuple(_free(one, on) for one in suppliers)))
    asked += [
        (str(check.label), tuple((yes if check in one.checks else no,) for one in suppliers))
        for check in Check
    ]
    return Comparison(
        tuple(suppliers),
        tuple(
            Question(label, names, tuple(tuple(filter(None, said)) or ("–",) for said in answers))
            for label, answers in asked
        ),
    )


def _products(supplier: Supplier) -> tuple[str, ...]:
    titles = tuple(map(str, supplier.titles))
    more = len(titles) - _MOST_LINES
    shown = titles[:_MOST_LINES]
    return (*shown, _("and %(number)d more") % {"number": more}) if more > 0 else shown


def _of_offers(supplier: Supplier, words: Callable[[Offer], str]) -> tuple[str, ...]:
    """What is said of each offer, named where there are several."""
    offers = supplier.offers[:_MOST_LINES]
    if len(offers) == 1:
        return (words(offers[0]),)
    said = [(str(offer.title), words(offer)) for offer in offers]
    return tuple(f"{title}: {one}" for title, one in said if one)


def _free(supplier: Supplier, on: datetime.date) -> tuple[str, ...]:
    """A line for each month: in all where everything is known by weight, else offer by offer."""
    totals = {one.first: (one.words,) for one in supplier.months}
    lines = []
    for month in months_from(on):
        said = totals.get(month) or tuple(
            one.words for offer in supplier.offers for one in offer.months if one.first == month
        )
        if said:
            lines.append(f"{month_words(month)}: {', '.join(said)}")
    return tuple(lines)
