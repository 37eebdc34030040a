"""P@10 at least 0.95 and nothing empty, on the names of the demonstration."""

import pytest

from catalog.catalogue.models import Product
from marketplace.demo.making import make_demo
from marketplace.kernel.clock import today
from search import keeping
from search.engine.embedded.engine import EmbeddedEngine
from tests.demo.database import own_copy
from tests.search.precision import measure

LEAST = 0.95
#: The first was looked at while the levels were made, the second only afterwards.
SEEDS = (20261125, 919)


@pytest.fixture(scope="module")
def market(django_db_setup, django_db_blocker, tmp_path_factory):
    """(engine, names of what is listed today) of the demonstration."""
    engine = EmbeddedEngine(tmp_path_factory.mktemp("index"))
    with django_db_blocker.unblock(), own_copy():
        make_demo(lambda _what: None)
        keeping.rebuild(engine)
        listed = Product.objects.listed(on=today()).order_by("pk")
        yield engine, list(listed.values_list("title", flat=True))


@pytest.mark.parametrize("seed", SEEDS)
def test_head_words_of_names_find_what_bears_them(market, seed):
    engine, titles = market

    figures = measure(engine, titles, day=today().toordinal(), seed=seed)

    assert [one.empty for one in figures.values()] == [[]] * len(figures)
    low = {form: one for form, one in figures.items() if one.precision < LEAST}
    assert low == {}
