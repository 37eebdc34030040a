"""Whatever the order of the columns and the wording of a cell, the same facts are read."""

import datetime
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from catalog.certification.decisions.columns import NAMES
from catalog.certification.decisions.layout import PRODUCT, read_layout
from catalog.certification.decisions.parsing.dates import read_date
from catalog.certification.decisions.parsing.scores import read_score
from catalog.certification.decisions.parsing.stars import read_star
from catalog.certification.decisions.reading import read_file

_SYLLABLES = ["Mật", "Cà", "Phê", "Trà", "Nấm", "Gạo", "Tiến", "Đức", "Hồng", "Nước", "Ðậu"]
_NAMES = st.lists(st.sampled_from(_SYLLABLES), min_size=2, max_size=4).map(" ".join)
_STARS = st.sampled_from([3, 4, 5])
_WORDS = {3: "Ba", 4: "Bốn", 5: "Năm"}
_FORMS = [
    lambda star: star,
    float,
    str,
    lambda star: f"0{star} sao",
    lambda star: f"{star}*",
    lambda star: "★" * star,
    lambda star: f"{_WORDS[star]} sao",
    lambda star: f"Hạng {star} sao",
    lambda star: f"OCOP {star} SAO",
]
_DATE_FORMS = [
    lambda day: day,
    lambda day: datetime.datetime.combine(day, datetime.time()),
    lambda day: f"{day.day}/{day.month}/{day.year}",
    lambda day: f"{day:%d-%m-%Y}",
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: day.isoformat(),
    lambda day: f"ngày {day.day} tháng {day.month} năm {day.year}",
]


@st.composite
def layouts(draw):
    """(cells of a sheet, the facts that they hold)."""
    facts = draw(st.lists(st.tuples(_NAMES, _NAMES, _STARS), min_size=1, max_size=6))
    header = {
        "index": draw(st.sampled_from(["STT", "TT", "No."])),
        "product": draw(st.sampled_from(NAMES["product"])).upper(),
        "producer": draw(st.sampled_from(NAMES["producer"])).title(),
        "star": draw(st.sampled_from(NAMES["star"])),
        "note": "Ghi chú",
    }
    order = draw(st.permutations(list(header)))
    titles = draw(st.lists(st.just(["Phụ lục"]), max_size=3))
    rows = [*titles, [header[name] for name in order]]
    for number, (product, producer, star) in enumerate(facts, start=1):
        cells = {"index": number, "product": f" {product}", "producer": producer, "note": None}
        cells["star"] = draw(st.sampled_from(_FORMS))(star)
        rows.append([cells[name] for name in order])
        if draw(st.booleans()):
            rows.append([])
    return rows, facts


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(layouts())
def test_a_list_reads_back_as_it_was_meant(layout):
    rows, facts = layout
    book = Workbook()
    for row in rows:
        book.active.append(row)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        book.save(path)
        read = [
            row for row in read_layout(read_file(path), lambda _text: None) if row.kind == PRODUCT
        ]

    assert [
        (row.fields["product"], row.fields["producer"], read_star(row.fields["star"]))
        for row in read
    ] == facts


@given(
    st.dates(datetime.date(2019, 1, 1), datetime.date(2030, 12, 31)), st.sampled_from(_DATE_FORMS)
)
def test_each_way_to_write_a_day_is_read(day, form):
    assert read_date(form(day)) == day


@given(st.decimals(0, 100, places=2))
def test_both_number_formats_are_the_same_points(points):
    assert read_score(str(points)) == read_score(str(points).replace(".", ",")) == points


@pytest.mark.parametrize(
    "text", ["", "sao", "3-4 sao", "4.5", "tiềm năng 5 sao", "3/5", "44", True]
)
def test_unclear_stars_are_not_read(text):
    with pytest.raises(Exception, match=r"."):
        read_star(text)
