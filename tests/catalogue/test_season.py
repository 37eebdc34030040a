"""Twelve bits for twelve months."""

import datetime

import pytest
from django.utils.translation import override

from catalog.catalogue.season import bits, calendar, is_in_season, next_start


def test_months_become_bits():
    assert bits([1]) == 1
    assert bits([12]) == 2048
    assert bits(range(1, 13)) == 4095


@pytest.mark.parametrize("month", [0, 13, -1])
def test_there_is_no_thirteenth_month(month):
    with pytest.raises(ValueError, match="no month"):
        bits([month])


def test_a_product_is_in_season_in_its_months_alone():
    season = bits([5, 6])

    found = [is_in_season(season, on=datetime.date(2026, month, 15)) for month in range(1, 13)]

    assert [month for month, yes in enumerate(found, 1) if yes] == [5, 6]


def test_no_season_means_all_year():
    assert is_in_season(0, on=datetime.date(2026, 11, 23))
    assert calendar(0, on=datetime.date(2026, 11, 23)) == []


def test_the_calendar_has_twelve_named_months_and_marks_this_one():
    with override("en"):
        months = calendar(bits([11, 12]), on=datetime.date(2026, 11, 23))

    assert [month.name for month in months][:2] == ["Jan", "Feb"]
    assert [month.number for month in months if month.in_season] == [11, 12]
    assert [month.number for month in months if month.is_now] == [11]


@pytest.mark.parametrize(
    ("months", "begins"),
    [
        ([4, 5, 6], datetime.date(2027, 4, 1)),
        ([12], datetime.date(2026, 12, 1)),
        ([10], datetime.date(2027, 10, 1)),
        ([11], None),
        ([], None),
    ],
)
def test_out_of_season_the_next_one_has_a_beginning(months, begins):
    assert next_start(bits(months), on=datetime.date(2026, 11, 26)) == begins
