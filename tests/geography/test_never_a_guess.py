"""Whatever is typed: a commune is only answered where the words name it or what became it."""

import csv
import re
from collections import defaultdict
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace.geography.names import bare_name, look_up_keys, plain
from marketplace.geography.reference import DATA
from marketplace.geography.resolver import find_province, resolve

pytestmark = pytest.mark.django_db

_ALPHABET = st.characters(codec="utf-8", exclude_categories=("Cs",))
_EXAMPLES = settings(
    max_examples=400,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@cache
def units() -> list[dict[str, str]]:
    with (DATA / "former_units.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


#: "P1" is read as "P 1", phường 1.
_GLUED = re.compile(r"([a-z])(\d)", re.IGNORECASE)


@cache
def names_that_lead_to() -> dict[str, set[str]]:
    """Commune code → look-up keys of itself and of all former units that it holds part of."""
    found: dict[str, set[str]] = defaultdict(set)
    with (DATA / "communes.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["code"]] |= set(look_up_keys(row["name_vi"]))
    for row in units():
        for name in (row["former_ward"], row["former_district"]):
            if name:
                found[row["commune_code"]] |= {
                    *look_up_keys(bare_name(name)),
                    *look_up_keys(name.split(" ", 1)[1]),
                }
    found_everywhere = dict(found)
    for keys in found_everywhere.values():
        if "buon ma thuot" in keys:
            keys.add("buon me thuot")
    return found_everywhere


def check(text: str) -> None:
    found = resolve(text)

    apart = _GLUED.sub(r"\1 \2", text)
    words = f" {look_up_keys(text)[0]} {plain(text)} {look_up_keys(apart)[0]} "
    for code in found.candidates:
        assert any(f" {key} " in words for key in names_that_lead_to()[code]), (text, found)
    assert (found.commune_code is not None) == (found.status == "commune")
    if found.status == "commune":
        assert found.candidates == (found.commune_code,)
    if found.status in ("province", "unknown"):
        assert found.candidates == ()
    assert len(set(found.candidates)) == len(found.candidates)


@_EXAMPLES
@given(st.text(_ALPHABET, max_size=80))
def test_junk_names_no_place(text):
    check(text)
    find_province(text)


@st.composite
def mangled_addresses(draw):
    row = draw(st.sampled_from(units()))
    other = draw(st.sampled_from(units()))
    words = (
        f"{row['former_ward']}, {row['former_district']}, {row['former_province']}"
        f" {draw(st.sampled_from(['', other['former_ward'], other['former_district']]))}"
    ).split()
    kind_of_harm = draw(st.sampled_from(["cut", "shuffle", "drop", "replace", "none"]))
    if kind_of_harm == "cut":
        start = draw(st.integers(0, len(words) - 1))
        end = draw(st.integers(start, len(words)))
        words = words[start:end]
    elif kind_of_harm == "shuffle":
        words = draw(st.permutations(words))
    elif kind_of_harm == "drop":
        del words[draw(st.integers(0, len(words) - 1))]
    elif kind_of_harm == "replace":
        words[draw(st.integers(0, len(words) - 1))] = draw(st.text(_ALPHABET, max_size=8))
    text = draw(st.sampled_from([" ", ", "])).join(words)
    return draw(st.sampled_from([text, text.upper(), plain(text)]))


@_EXAMPLES
@given(mangled_addresses())
def test_cut_shuffled_and_mixed_addresses_name_only_what_they_name(text):
    check(text)


@_EXAMPLES
@given(st.sampled_from(units()), st.sampled_from(units()))
def test_a_ward_of_another_district_is_not_taken_for_one_of_this(row, other):
    """Ward and district that do not belong together: the district's set at most."""
    text = f"{other['former_ward']}, {row['former_district']}, {row['former_province']}"
    district = {
        u["commune_code"]
        for u in units()
        if u["former_district_code"] == row["former_district_code"]
    }

    found = resolve(text)

    assert set(found.candidates) <= district
