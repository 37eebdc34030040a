"""What search.engine.protocol promises, asked of every engine."""

import random
import threading
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine.protocol import KINDS, After, EngineUnavailable
from search.tokens import read_words
from tests.contract.conftest import ENGINES
from tests.contract.documents import DAY, asked, entry, found, supplier

FRUIT = [
    entry(1, "Xoài cát Hoà Lộc", place=["dong-thap"], category=["S1", "B01"], price=50_000),
    entry(2, "Bò khô gác bếp", place=["ha-giang"], category=["S1", "B05"], price=200_000, star=3),
    entry(3, "Bơ sáp", place=["lam-dong"], category=["S1", "B01"], star=5),
    entry(4, "Mật ong hoa nhãn", place=["lam-dong"], category=["S1", "B04"], price=90_000),
    entry(5, "Mứt xoài", place=["dong-thap"], category=["S1", "B07"], price=30_000, star=3),
]


@pytest.fixture(scope="module", params=sorted(ENGINES))
def market(request, tmp_path_factory):
    """FRUIT, to be looked at only."""
    with ENGINES[request.param](request, tmp_path_factory.mktemp("market")) as engine:
        engine.rebuild(FRUIT)
        yield engine


@pytest.fixture
def own_market(engine):
    """FRUIT, to do anything with."""
    with engine.exclusively():
        engine.rebuild(FRUIT)
    return engine


def test_without_an_index_it_says_so(engine):
    with pytest.raises(EngineUnavailable):
        engine.search(asked())
    with pytest.raises(EngineUnavailable):
        engine.upsert([FRUIT[0]])
    assert engine.health().state == "missing"


def test_everything_is_found_newest_first(market):
    page = market.search(asked())

    assert [hit.row["id"] for hit in page.hits] == [5, 4, 3, 2, 1]
    assert page.total == 5
    assert market.health().state == "ok"
    assert market.health().documents == 5


@pytest.mark.parametrize("day", [DAY - 101, DAY + 101])
def test_a_day_outside_finds_nothing(market, day):
    page = market.search(asked(day=day))

    assert (page.hits, page.total) == ((), 0)
    assert not any(page.facets.values())


@pytest.mark.parametrize("day", [DAY - 100, DAY, DAY + 100])
def test_first_and_last_day_count(market, day):
    assert market.search(asked(day=day)).total == 5


def test_a_product_with_two_runs_of_days_is_found_once_on_each(engine):
    spans = ((DAY - 10, DAY - 1), (DAY, DAY + 10))
    engine.rebuild([entry(1, "Xoài", spans=spans)])

    assert [engine.search(asked(day=day)).total for day in (DAY - 1, DAY, DAY + 11)] == [1, 1, 0]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("xoài", [1, 5]),
        ("xoai", [1, 5]),
        ("XOAI  CAT", [1]),
        ("xoài cát hòa lộc", [1]),
        ("xoa\u0300i ca\u0301t", [1]),
        ("cat xoai", [1]),
        ("bò", [2, 3]),
        ("bơ", [3, 2]),
        ("mật ong", [4]),
        ("dừa", []),
    ],
)
def test_words_find_and_accents_stand_first(market, words, numbers):
    assert found(market, words) == numbers


def test_the_first_hits_are_those_that_begin_so_then_those_in_this_order(engine):
    engine.rebuild(
        [
            entry(1, "Bánh cát xoài"),
            entry(2, "Mứt xoài cát"),
            entry(3, "Xoài cát"),
            entry(4, "Kẹo", around=["Xoài Cát"]),
        ]
    )

    assert found(engine, "xoài cát") == [3, 2, 1, 4]
    assert [hit.level for hit in engine.search(asked("xoài cát")).hits] == [1, 2, 3, 6]


def test_among_equals_what_can_be_bought_stands_first_then_stars_then_the_newest(engine):
    engine.rebuild(
        [
            entry(1, "Gạo", star=3, is_sold=True),
            entry(2, "Gạo", star=5),
            entry(3, "Gạo", star=3, is_sold=True),
            entry(4, "Gạo", star=4, is_sold=True),
        ]
    )

    assert found(engine, "gạo") == [4, 3, 1, 2]


@pytest.mark.parametrize("words", ["thịt lợn", "thit heo", "thịt heo", "thit lon"])
def test_words_for_the_same_thing_find_each_other(engine, words):
    engine.rebuild([entry(1, "Thịt heo gác bếp"), entry(2, "Thịt lợn muối"), entry(3, "Thịt bò")])

    assert sorted(found(engine, words)) == [1, 2]


@pytest.mark.parametrize(
    ("order", "numbers"),
    [
        ("newest", [5, 4, 3, 2, 1]),
        ("stars", [3, 4, 1, 5, 2]),
        ("price_up", [5, 1, 4, 2, 3]),
        ("price_down", [2, 4, 1, 5, 3]),
    ],
)
def test_orders_are_total_and_pages_follow_without_gap_or_repeat(market, order, numbers):
    assert found(market, order=order) == numbers

    walked, after = [], None
    while True:
        page = market.search(asked(order=order, after=after, limit=2))
        walked += [hit.row["id"] for hit in page.hits]
        if not page.has_more:
            break
        after = After(page.hits[-1].level, page.hits[-1].order_key)

    assert walked == numbers


def test_pages_of_relevance_follow_too(market):
    first = market.search(asked("xoai", limit=1))
    last = first.hits[-1]

    second = market.search(asked("xoai", limit=1, after=After(last.level, last.order_key)))

    assert [hit.row["id"] for hit in (*first.hits, *second.hits)] == [1, 5]
    assert (first.has_more, second.has_more) == (True, False)
    assert first.total == second.total == 2


def test_or_within_a_facet_and_across(market):
    assert found(market, chosen={"place": ["lam-dong", "dong-thap"]}) == [5, 4, 3, 1]
    assert found(market, chosen={"place": ["lam-dong", "dong-thap"], "star": ["3"]}) == [5]
    assert found(market, "xoài", chosen={"star": ["3"]}, within={"category": ["S1"]}) == [5]
    assert found(market, chosen={"place": ["nowhere"]}) == []


def test_a_facet_does_not_hide_its_own_alternatives(market):
    page = market.search(asked(chosen={"place": ["lam-dong"], "star": ["5", "4"]}))

    assert page.total == 2
    assert page.facets["place"] == {"lam-dong": 2, "dong-thap": 1}
    assert page.facets["star"] == {"4": 1, "5": 1}
    assert page.facets["category"] == {"S1": 2, "B01": 1, "B04": 1}


def test_what_the_page_is_about_narrows_every_count(market):
    page = market.search(asked(within={"place": ["lam-dong"]}))

    assert page.facets["place"] == {"lam-dong": 2}


SUPPLIERS = [
    supplier(
        1, "Hợp tác xã Xoài Cao Lãnh", volume=5000, place=["dong-thap", "region:west"],
        category=["S1", "B01"], form=["cooperative"], standard=["vietgap"], ready=["1", "2", "3"],
        capacity=["2026-12", "2026-12:1000"], export=["eu_organic"], commune=["29869"],
    ),
    supplier(
        2, "Công ty Mật ong Đà Lạt", star=5, volume=800, place=["lam-dong"], form=["company"],
        category=["S1", "B04"], ready=["1"], capacity=["2026-12", "2027-01"], commune=["24781"],
    ),
    supplier(3, "Cơ sở Bảy Nuôi", star=3, place=["dong-thap", "region:west"], commune=["30001"]),
]  # fmt: skip


@pytest.fixture(scope="module", params=sorted(ENGINES))
def both_sides(request, tmp_path_factory):
    """Products and suppliers in one index, with the same numbers; to be looked at only."""
    with ENGINES[request.param](request, tmp_path_factory.mktemp("sides")) as engine:
        engine.rebuild([*FRUIT, *SUPPLIERS])
        yield engine


def test_kinds_are_searched_apart(both_sides):
    assert found(both_sides, "xoài") == [1, 5]
    assert found(both_sides, "xoài", kind="supplier") == [1]
    assert found(both_sides, kind="supplier") == [3, 2, 1]
    assert both_sides.search(asked(kind="product")).total == 5


def test_each_kind_counts_its_own_facets(both_sides):
    page = both_sides.search(asked(kind="supplier", chosen={"place": ["dong-thap"]}))

    assert set(page.facets) == set(KINDS["supplier"].facets)
    assert page.facets["place"] == {"dong-thap": 2, "lam-dong": 1, "region:west": 2}
    assert page.facets["star"] == {"3": 1, "4": 1}
    assert page.facets["ready"] == {"1": 1, "2": 1, "3": 1}
    assert page.facets["capacity"] == {"2026-12": 1, "2026-12:1000": 1}
    assert page.facets["export"] == {"eu_organic": 1}
    assert set(both_sides.search(asked()).facets) == set(KINDS["product"].facets)


def test_counts_of_one_kind_are_not_given_for_another(both_sides):
    """The same question of both kinds, one after the other: what is remembered is kept apart."""
    totals = [both_sides.search(asked(kind=kind, facets=())).total for kind in KINDS]

    assert dict(zip(KINDS, totals, strict=True)) == {
        **dict.fromkeys(KINDS, 0),
        "product": 5,
        "supplier": 3,
    }


@pytest.mark.parametrize(
    ("order", "numbers"),
    [("newest", [3, 2, 1]), ("stars", [2, 1, 3]), ("volume", [1, 2, 3]), ("rank", [2, 1, 3])],
)
def test_suppliers_stand_in_the_orders_of_their_kind(both_sides, order, numbers):
    assert found(both_sides, kind="supplier", order=order) == numbers


def test_facets_of_suppliers_narrow_together(both_sides):
    def numbers(**chosen):
        return found(both_sides, kind="supplier", chosen=chosen)

    assert numbers(capacity=["2026-12"]) == [2, 1]
    assert numbers(capacity=["2026-12:1000", "2027-01"]) == [2, 1]
    assert numbers(capacity=["2026-12"], ready=["3"]) == [1]
    assert numbers(standard=["vietgap"], form=["company"]) == []


def test_a_field_of_thousands_of_values_narrows_and_is_not_counted(both_sides):
    near = [*(str(code) for code in range(10000, 13300)), "24781", "30001"]

    page = both_sides.search(asked(kind="supplier", within={"commune": near}))

    assert [hit.row["id"] for hit in page.hits] == [3, 2]
    assert page.facets["star"] == {"3": 1, "5": 1}
    assert "commune" not in page.facets


def test_pages_of_suppliers_follow_by_volume(both_sides):
    first = both_sides.search(asked(kind="supplier", order="volume", limit=2))
    last = first.hits[-1]

    rest = both_sides.search(
        asked(kind="supplier", order="volume", limit=2, after=After(last.level, last.order_key))
    )

    assert [hit.row["id"] for hit in (*first.hits, *rest.hits)] == [1, 2, 3]
    assert (first.has_more, rest.has_more) == (True, False)


def test_a_supplier_is_replaced_and_forgotten_by_its_key(engine):
    engine.rebuild([*FRUIT, *SUPPLIERS])
    engine.upsert([supplier(3, "Cơ sở Bảy Nuôi", star=5)])
    assert found(engine, kind="supplier", order="stars") == [3, 2, 1]

    engine.delete(["supplier:3"])
    assert found(engine, kind="supplier") == [2, 1]
    assert found(engine) == [5, 4, 3, 2, 1]
    assert not engine.verify([*FRUIT, *SUPPLIERS[:2]])


STARS, PLACES = ("3", "4", "5"), ("a", "b", "c")
_DICE = random.Random(20261126)
#: (star, place, first day, days more).
GOODS = [
    (
        _DICE.choice(STARS),
        _DICE.choice(PLACES),
        DAY + _DICE.randint(-3, 3),
        _DICE.randint(0, 4),
    )
    for _number in range(60)
]


@pytest.fixture(scope="module", params=sorted(ENGINES))
def goods(request, tmp_path_factory):
    """GOODS, to be looked at only."""
    with ENGINES[request.param](request, tmp_path_factory.mktemp("goods")) as engine:
        engine.rebuild(
            entry(n, f"Gạo {n}", spans=((first, first + length),), star=int(star), place=[place])
            for n, (star, place, first, length) in enumerate(GOODS)
        )
        yield engine


@settings(max_examples=40, deadline=None)
@given(
    stars=st.frozensets(st.sampled_from(STARS), max_size=2),
    places=st.frozensets(st.sampled_from(PLACES), max_size=2),
    day=st.integers(DAY - 4, DAY + 8),
)
def test_hard_filters_and_counts_agree_with_a_plain_loop(goods, stars, places, day):
    def passes(one, *, but=""):
        star, place, first, length = one
        return (
            first <= day <= first + length
            and (but == "star" or not stars or star in stars)
            and (but == "place" or not places or place in places)
        )

    chosen = {"star": stars, "place": places}

    page = goods.search(asked(day=day, limit=100, chosen={k: v for k, v in chosen.items() if v}))

    expected = [n for n, one in enumerate(GOODS) if passes(one)]
    assert [hit.row["id"] for hit in page.hits] == expected[::-1]
    assert page.total == len(expected)
    for facet, place_in_row in (("star", 0), ("place", 1)):
        values = [one[place_in_row] for one in GOODS if passes(one, but=facet)]
        assert page.facets[facet] == {value: values.count(value) for value in set(values)}


def test_upserting_replaces_and_deleting_forgets(own_market):
    own_market.upsert([entry(1, "Sầu riêng", place=["dak-lak"]), entry(9, "Xoài tượng")])
    assert found(own_market, "xoài") == [9, 5]
    assert found(own_market, "sầu riêng") == [1]

    own_market.delete(["product:9", "product:1000"])
    assert found(own_market, "xoài") == [5]
    assert own_market.search(asked()).total == 5


def test_writing_the_same_twice_is_the_same_as_once(own_market):
    own_market.upsert([FRUIT[0]])
    own_market.upsert([FRUIT[0], FRUIT[1]])

    assert own_market.search(asked()).total == 5
    assert not own_market.verify(FRUIT)


def test_rebuilding_leaves_nothing_of_before(own_market):
    assert own_market.rebuild(FRUIT[:2]) == 2

    assert found(own_market) == [2, 1]


def test_an_empty_market_is_an_index_too(engine):
    engine.rebuild([])

    assert engine.search(asked("xoài")).total == 0
    assert engine.health().state == "ok"
    assert engine.suggest(read_words("x"), day=DAY, kind="product", limit=5) == ()


def test_verify_names_what_is_missing_what_differs_and_what_is_too_much(market):
    expected = [*FRUIT[1:4], entry(5, "Mứt xoài dẻo"), entry(6, "Nấm")]

    differences = market.verify(expected)

    assert sorted(differences.wrong) == ["product:5", "product:6"]
    assert differences.surplus == ("product:1",)
    assert not market.verify(FRUIT)


def test_suggestions_complete_the_last_word(market):
    def offered(typed):
        hits = market.suggest(read_words(typed), day=DAY, kind="product", limit=5)
        return [hit.row["title"] for hit in hits]

    assert offered("xo") == ["Xoài cát Hoà Lộc", "Mứt xoài"]
    assert offered("mat o") == ["Mật ong hoa nhãn"]
    # Last by another word for the same: in the south "hoa" is "bông".
    assert offered("bò") == ["Bò khô gác bếp", "Bơ sáp", "Mật ong hoa nhãn"]
    assert offered("") == offered("qq") == []


def test_suggestions_are_of_one_kind_and_live(own_market):
    own_market.upsert(
        [entry(7, "Xoài Việt", kind="producer"), entry(8, "Xoài xưa", spans=((1, 2),))]
    )

    def offered(kind, day=DAY):
        hits = own_market.suggest(read_words("xoai"), day=day, kind=kind, limit=5)
        return [hit.row["id"] for hit in hits]

    assert (offered("producer"), offered("product")) == ([7], [1, 5])
    assert (offered("product", day=1), offered("product", day=3)) == ([8], [])
    assert found(own_market, "xoài") == [1, 5]


def test_unknown_words_are_named(market):
    assert market.unknown(["xoai", "xoaii", "cat"]) == {"xoaii"}
    assert market.vocabulary().tokens["xoai"] == 2
    assert market.vocabulary().pairs["xoai_cat"] == 1
    assert (market.vocabulary().accented["bo0f"], market.vocabulary().accented["bơ"]) == (1, 1)


@pytest.mark.parametrize(
    ("words", "numbers"),
    [("bò", [2]), ("bơ", [3]), ("bo", [3, 2]), ("bò lam dong", []), ("bơ lam dong", [3])],
)
def test_where_accents_are_insisted_on_names_without_them_are_not_found(engine, words, numbers):
    engine.rebuild([entry(2, "Bò khô"), entry(3, "Bơ sáp", around=["Lâm Đồng"], star=5)])
    query = asked(words)

    page = engine.search(replace(query, words=query.words.meant))

    assert [hit.row["id"] for hit in page.hits] == numbers
    assert page.total == len(numbers)


HOSTILE = [
    "x" * 10_000,
    "xoài AND (cát OR",
    'title:"xoài" +cát -bò ~2 ^5 [a TO b] {x}',
    "* ? .* [^a]+",
    "\x00\x01\x1f\x7f",
    "🥭🍯 👨‍👩‍👧",
    "'; DROP TABLE catalogue_product; --",
    '{"query": {"match_all": {}}}',
    "\u202e\u200d\ufeff",
    "_",
    "%%%",
    "a" * 50 + " " + "b" * 40,
    "١٢٣ ½ ㎏ Ⅷ",
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_hostile_words_break_nothing(market, typed):
    page = market.search(asked(typed))
    market.suggest(read_words(typed), day=DAY, kind="product", limit=5)

    assert page.total in {0, 5}
    assert market.search(asked()).total == 5


@settings(max_examples=60, deadline=None)
@given(typed=st.text(max_size=60))
def test_any_text_is_a_query(market, typed):
    words = read_words(typed)

    assert market.search(asked(typed)).total <= 5
    assert len(words.tokens) <= 12


def test_reading_goes_on_while_the_index_is_rebuilt_and_written(own_market):
    """Readers see whole states only: every count is that of some generation."""
    stop, seen, failures = threading.Event(), set(), []

    def read():
        while not stop.is_set():
            try:
                seen.add(own_market.search(asked()).total)
            except Exception as error:
                failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for _round in range(3):
        with own_market.exclusively():
            own_market.rebuild(FRUIT[:3])
        with own_market.exclusively():
            own_market.upsert(FRUIT[3:])
    stop.set()
    for reader in readers:
        reader.join()

    assert failures == []
    assert seen <= {3, 5}
    assert own_market.search(asked()).total == 5
