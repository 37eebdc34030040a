import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.partner import stock
from catalog.partner.models import StockRecord
from tests.factories import make_pack, stock_of

pytestmark = pytest.mark.django_db


def test_reserve_takes_what_is_there_and_no_more() -> None:
    record = stock_of(make_pack(stock=5))

    assert stock.reserve(record.pk, 3) is True
    assert stock.reserve(record.pk, 3) is False
    assert stock.reserve(record.pk, 2) is True

    record.refresh_from_db()
    assert (record.num_in_stock, record.num_allocated) == (5, 5)
    assert stock.left([record.pk]) == {record.pk: 0}


def test_release_gives_back_only_what_was_reserved() -> None:
    record = stock_of(make_pack(stock=5))
    stock.reserve(record.pk, 2)

    assert stock.release(record.pk, 3) is False
    assert stock.release(record.pk, 2) is True
    assert stock.release(record.pk, 1) is False

    record.refresh_from_db()
    assert (record.num_in_stock, record.num_allocated) == (5, 0)


def test_consume_takes_reserved_units_out_of_the_house() -> None:
    record = stock_of(make_pack(stock=5))
    stock.reserve(record.pk, 2)

    assert stock.consume(record.pk, 3) is False
    assert stock.consume(record.pk, 2) is True

    record.refresh_from_db()
    assert (record.num_in_stock, record.num_allocated) == (3, 0)


@pytest.mark.parametrize("quantity", [0, -1])
@pytest.mark.parametrize("move", [stock.reserve, stock.release, stock.consume])
def test_a_quantity_below_one_is_a_mistake(move, quantity: int) -> None:
    record = stock_of(make_pack(stock=5))

    with pytest.raises(ValueError, match="at least 1"):
        move(record.pk, quantity)

    assert stock.left([record.pk]) == {record.pk: 5}


def test_an_unknown_record_cannot_be_reserved() -> None:
    assert stock.reserve(987_654_321, 1) is False


def test_the_database_itself_refuses_to_allocate_more_than_is_there() -> None:
    record = stock_of(make_pack(stock=5))

    with pytest.raises(IntegrityError), transaction.atomic():
        StockRecord.objects.filter(pk=record.pk).update(num_allocated=6)


@given(
    opening=st.integers(0, 12),
    moves=st.lists(
        st.tuples(st.sampled_from(["reserve", "release", "consume"]), st.integers(1, 6)),
        max_size=25,
    ),
)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_sequence_of_moves_agrees_with_a_plain_count(opening: int, moves, shelf) -> None:
    StockRecord.objects.filter(pk=shelf).update(num_in_stock=opening, num_allocated=None)
    in_stock, held = opening, 0

    for move, quantity in moves:
        happened = getattr(stock, move)(shelf, quantity)
        expected = quantity <= (in_stock - held if move == "reserve" else held)
        assert happened is expected
        if happened:
            held += quantity if move == "reserve" else -quantity
            in_stock -= quantity if move == "consume" else 0

    record = StockRecord.objects.get(pk=shelf)
    assert (record.num_in_stock, record.num_allocated or 0) == (in_stock, held)
    assert 0 <= held <= in_stock


@pytest.fixture
def shelf(db) -> int:
    return stock_of(make_pack()).pk
