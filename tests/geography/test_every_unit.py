"""Every name of today and of before the reform, against the published lists themselves."""

import csv
import unicodedata
from collections import defaultdict
from dataclasses import dataclass

import pytest

from marketplace.geography.names import plain
from marketplace.geography.reference import DATA
from marketplace.geography.resolver import REFORM, Resolution, find_province, resolve

pytestmark = pytest.mark.django_db

_KIND_WORDS = {"xa": "xã", "phuong": "phường", "dac_khu": "đặc khu"}


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def without_marks(text: str) -> str:
    """Independent of our own folding."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in bare if not unicodedata.combining(c))


def bare(name: str) -> str:
    return name.removeprefix("Thị trấn ").removeprefix("Phường ").removeprefix("Xã ")


@dataclass
class FormerWardRow:
    code: str
    name: str
    district: str
    district_code: str
    province: str
    former_province_code: str
    communes: set[str]


def former_wards() -> list[FormerWardRow]:
    found: dict[str, FormerWardRow] = {}
    for row in rows("former_units.csv"):
        if row["former_ward_code"]:
            ward = found.setdefault(
                row["former_ward_code"],
                FormerWardRow(
                    row["former_ward_code"],
                    row["former_ward"],
                    row["former_district"],
                    row["former_district_code"],
                    row["former_province"],
                    row["former_province_code"],
                    set(),
                ),
            )
            ward.communes.add(row["commune_code"])
    return list(found.values())


def check_ward(text: str, found: Resolution, communes: set[str]) -> str | None:
    """What is wrong with the answer, or None."""
    right = set(found.candidates) == communes and list(found.candidates) == sorted(communes)
    if len(communes) == 1:
        right = right and found.status == "commune" and found.commune_code in communes
    else:
        right = right and found.status in ("divided", "ambiguous") and found.commune_code is None
    return None if right else f"{text}: {found}"


def test_every_former_ward_with_district_and_province_finds_what_it_became():
    wrong = []
    for ward in former_wards():
        text = f"{ward.name}, {ward.district}, {ward.province}"
        found = resolve(text)
        problem = check_ward(text, found, ward.communes)
        if problem or found.former_ward_code != ward.code or found.status == "ambiguous":
            wrong.append(problem or f"{text}: {found}")

    assert len(former_wards()) == 10_035
    assert wrong == []


@pytest.mark.parametrize("change", [without_marks, str.upper, "NFD", "no commas"])
def test_every_former_ward_is_found_without_marks_in_capitals_decomposed_without_commas(change):
    """Where only marks tell two wards of a district apart, the answer holds what both became."""
    meant: dict[tuple[str, str], set[str]] = defaultdict(set)
    for ward in former_wards():
        meant[ward.district_code, plain(ward.name)] |= ward.communes

    wrong = []
    for ward in former_wards():
        text = f"{ward.name}, {ward.district}, {ward.province}"
        communes = ward.communes
        if change == "NFD":
            text = unicodedata.normalize("NFD", text)
        elif change == "no commas":
            text = text.replace(",", "")
        else:
            text = change(text)
            if change is without_marks:
                communes = meant[ward.district_code, plain(ward.name)]
        problem = check_ward(text, resolve(text), communes)
        if problem:
            wrong.append(problem)

    assert wrong == []


@pytest.mark.parametrize("change", [str, without_marks])
@pytest.mark.parametrize("scope", ["former", "today"])
@pytest.mark.parametrize("form", ["with its kind", "bare"])
def test_every_former_ward_without_its_district_is_among_the_candidates(form, scope, change):
    """Where less is written more can be meant, and nothing that is meant is left out."""
    today = {row["former_code"]: row["new_code"] for row in rows("former_provinces.csv")}
    names = {row["code"]: row["name_vi"] for row in rows("provinces.csv")}
    wrong = []
    for ward in former_wards():
        province = ward.province if scope == "former" else names[today[ward.former_province_code]]
        name = ward.name if form == "with its kind" else bare(ward.name)
        text = change(f"{name}, {province}")
        found = resolve(text)
        if not ward.communes <= set(found.candidates):
            wrong.append(f"{text}: {found}")

    assert wrong == []


def test_every_former_district_finds_exactly_what_it_became():
    became: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for row in rows("former_units.csv"):
        key = (row["former_district_code"], row["former_district"], row["former_province"])
        became[key].add(row["commune_code"])

    wrong = []
    for (code, district, province), communes in became.items():
        for text in (f"{district}, {province}", without_marks(f"{district}, {province}")):
            found = resolve(text)
            status = "commune" if len(communes) == 1 else "district"
            answer = (found.status, set(found.candidates), found.former_district_code)
            if answer != (status, communes, code):
                wrong.append(f"{text}: {found}")

    assert len(became) == 696
    assert wrong == []


def test_every_commune_of_today_finds_itself_where_the_paper_is_of_today():
    provinces = {row["code"]: row["name_vi"] for row in rows("provinces.csv")}
    wrong = []
    for row in rows("communes.csv"):
        name = f"{_KIND_WORDS[row['kind']]} {row['name_vi']}"
        text = f"{name}, {provinces[row['province_code']]}"
        found = resolve(text, written_on=REFORM)
        if (found.status, found.commune_code) != ("commune", row["code"]):
            wrong.append(f"{text}: {found}")

    assert wrong == []


def test_every_commune_of_today_is_among_the_readings_of_an_undated_address():
    """And so is what a former ward of that name and kind, in that province, became."""
    provinces = {row["code"]: row["name_vi"] for row in rows("provinces.csv")}
    today = {row["former_code"]: row["new_code"] for row in rows("former_provinces.csv")}
    elsewhere: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows("former_units.csv"):
        place = today[row["former_province_code"]]
        elsewhere[place, row["former_ward"].casefold()].add(row["commune_code"])

    wrong, ambiguous = [], 0
    for row in rows("communes.csv"):
        name = f"{_KIND_WORDS[row['kind']]} {row['name_vi']}"
        text = f"{name}, {provinces[row['province_code']]}"
        found = resolve(text)
        others = elsewhere[row["province_code"], name.casefold()] - {row["code"]}
        ambiguous += found.status == "ambiguous"
        if not {row["code"], *others} <= set(found.candidates):
            wrong.append(f"{text}: {found}")

    assert wrong == []
    assert ambiguous == 216


def test_every_former_province_finds_its_present_one():
    former = rows("former_provinces.csv")
    for row in former:
        name = row["former_name_vi"].removeprefix("Thành phố ")
        for text in (
            row["former_name_vi"],
            f"tỉnh {name}",
            f"T. {without_marks(name)}",
        ):
            found = resolve(text)
            assert (found.status, found.province_code) == ("province", row["new_code"]), text
            assert find_province(text) == row["new_code"]

    assert len(former) == 63


def test_every_province_finds_itself_in_both_languages():
    for row in rows("provinces.csv"):
        for text in (row["name_vi"], row["name_en"], f"{row['name_en']} province"):
            assert find_province(text) == row["code"], text
