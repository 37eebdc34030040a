"""P@10 over the names of the demonstration, typed in every way, and nDCG@10 of judged queries of intent;
docs/search.md holds the figures."""

import pytest

from catalog.catalogue.models import Product
from marketplace.demo.making import make_demo
from marketplace.kernel.clock import today
from search import keeping
from tests.contract.conftest import ENGINES
from tests.demo.database import own_copy
from tests.search.judgements import answers
from tests.search.precision import measure

#: Ways of typing that lose nothing, and those that have to be guessed.
LEAST = {"accented": 0.95, "plain": 0.95, "half accented": 0.95, "NFD": 0.95}
LEAST_OF_OTHERS = 0.9
LEAST_OF_INTENTS = 0.85
#: Looked at while the rules were made.
SEED = 20261125


@pytest.fixture(
    scope="module", params=["embedded", pytest.param("elasticsearch", marks=pytest.mark.soak)]
)
def market(request, django_db_setup, django_db_blocker, tmp_path_factory):
    """(engine, names of what is listed today) of the demonstration."""
    making = ENGINES[request.param](request, tmp_path_factory.mktemp("index"))
    with django_db_blocker.unblock(), own_copy(), making as engine:
        make_demo(lambda _what: None)
        keeping.rebuild(engine)
        listed = Product.objects.listed(on=today()).order_by("pk")
        yield engine, list(listed.values_list("title", flat=True))


def test_head_words_of_names_find_what_bears_them(market):
    engine, titles = market

    figures = measure(engine, titles, day=today().toordinal(), seed=SEED)

    low = {
        form: one
        for form, one in figures.items()
        if one.precision < LEAST.get(form, LEAST_OF_OTHERS)
    }
    assert low == {}
    queries = sum(one.queries for one in figures.values())
    empty = [typed for one in figures.values() for typed in one.empty]
    assert len(empty) <= queries / 100
    assert [figures[form].empty for form in LEAST] == [[]] * len(LEAST)


def test_judged_queries_of_intent_are_answered_well(market):
    engine, _titles = market

    scores = answers(engine)

    assert len(scores) >= 150
    assert sum(scores.values()) / len(scores) >= LEAST_OF_INTENTS
