"""Who could certify, by the day of issue (regulations, section 1)."""

import datetime

import pytest

from catalog.certification.authority import legal_basis_on, who_may_certify

LOCAL, PROVINCIAL, NATIONAL = {"district", "province"}, {"province"}, {"ministry"}


@pytest.mark.parametrize(
    ("issued_on", "basis", "three", "four", "five"),
    [
        ("2019-08-20", "", set(), set(), set()),
        ("2019-08-21", "1048/QĐ-TTg", PROVINCIAL, PROVINCIAL, NATIONAL),
        ("2020-06-08", "1048/QĐ-TTg, 781/QĐ-TTg", LOCAL, PROVINCIAL, NATIONAL),
        ("2023-02-23", "1048/QĐ-TTg, 781/QĐ-TTg", LOCAL, PROVINCIAL, NATIONAL),
        ("2023-02-24", "148/QĐ-TTg", LOCAL, PROVINCIAL, NATIONAL),
        ("2025-06-30", "148/QĐ-TTg", LOCAL, PROVINCIAL, NATIONAL),
        ("2025-07-01", "148/QĐ-TTg", PROVINCIAL, PROVINCIAL, NATIONAL),
        ("2025-07-06", "148/QĐ-TTg, 1489/QĐ-TTg", PROVINCIAL, PROVINCIAL, NATIONAL),
        ("2026-05-21", "148/QĐ-TTg, 1489/QĐ-TTg", PROVINCIAL, PROVINCIAL, NATIONAL),
        ("2026-05-22", "26/2026/QĐ-TTg", PROVINCIAL, PROVINCIAL, NATIONAL),
    ],
)
def test_the_rule_of_the_day(issued_on, basis, three, four, five):
    day = datetime.date.fromisoformat(issued_on)

    assert legal_basis_on(day) == basis
    assert [who_may_certify(star, day) for star in (3, 4, 5)] == [three, four, five]


@pytest.mark.parametrize("star", [0, 1, 2, 6])
def test_nobody_certifies_other_stars(star):
    assert who_may_certify(star, datetime.date(2026, 11, 23)) == frozenset()
