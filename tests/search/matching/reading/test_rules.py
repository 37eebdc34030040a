"""The rules of reading one by one, in wordings that no written answer uses."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.kernel.text import fold
from search.matching.reading import lunar, read
from search.matching.reading.numbers import read_number
from tests.search.matching.reading.cases import TODAY, cases


def criteria(text, today=TODAY):
    return read(text, today=today).criteria


def quantity(text):
    (line,) = criteria(text)["lines"]
    return tuple(line["quantity"].values())


@pytest.mark.parametrize(
    ("written", "vietnamese", "english"),
    [
        ("1.234", 1234, 1.234),
        ("1,5", 1.5, 1.5),
        ("1,200", 1200, 1200),
        ("2.000.000", 2_000_000, 2_000_000),
        ("3.5", 3.5, 3.5),
        ("12", 12, 12),
    ],
)
def test_points_group_in_vietnamese_and_divide_in_english(written, vietnamese, english):
    assert read_number(written, english=False) == vietnamese
    assert read_number(written, english=True) == english


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cần 3 tấn rưỡi gạo mỗi tháng", (3500, None, "kg", "month")),
        ("cần từ 2 đến 3 tạ cá lóc/ngày", (200, 300, "kg", "day")),
        ("mua không quá 5 yến tỏi một tuần", (None, 50, "kg", "week")),
        ("mua hai trăm chai nước mắm hằng quý", (200, None, "bottle", "quarter")),
        ("need about 2.5 tonnes of honey per year", (2500, None, "kg", "year")),
        ("đặt 1.500 nón lá cho lễ khai trương 5/1", (1500, None, "piece", "once")),
        ("xưởng 300 công nhân cần 40 kg rau muống hàng ngày", (40, None, "kg", "day")),
        ("mua xoài 1,2-1,5 kg/quả, 2 tấn mỗi tuần", (2000, None, "kg", "week")),
        ("mua 90 kg cá lóc 1 tuần", (90, None, "kg", "week")),
        ("lấy 1 ngày 3 tạ ngô", (300, None, "kg", "day")),
        ("mua 2 tấn 4 xoài mỗi tháng", (2400, None, "kg", "month")),
        ("mua chục ký tỏi mỗi tuần", (10, None, "kg", "week")),
        ("mua 6 tân gạo mỗi tháng", (6000, None, "kg", "month")),
        ("need 4x20ft containers of rice per year", (4, None, "container_20", "year")),
        ("need 40ft reefer x 3 of shrimp per year", (3, None, "container_40", "year")),
        ("giỏ mây, 70 giỏ mỗi tháng", (70, None, "piece", "month")),
    ],
)
def test_a_number_with_its_unit_and_period(text, expected):
    assert quantity(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gạo, giá 1tr2 một bao", (None, 1_200_000, "bag", "VND")),
        ("gạo, giá từ 18-21k/kg", (18_000, 21_000, "kg", "VND")),
        ("gạo, giá 25 triệu/tấn", (None, 25_000, "kg", "VND")),
        ("rice at no more than $1.2 per kg", (None, 1.2, "kg", "USD")),
        ("giỏ quà, mỗi giỏ tối đa nửa triệu đồng", (None, 500_000, "basket", "VND")),
        ("homestay, ngân sách 60 triệu", (None, 60_000_000, "order", "VND")),
    ],
)
def test_a_price_and_what_it_is_of(text, expected):
    assert tuple(criteria(text)["price"].values()) == expected


def test_discounts_and_freight_are_no_price():
    assert criteria("gạo, chiết khấu 15%, phí vận chuyển 30k")["price"] is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("giao trước 20/12", None, "2026-12-20"),
        ("giao ngày 5/1", "2027-01-05", "2027-01-05"),
        ("nhận hàng từ 15/12 đến 20/1", "2026-12-15", "2027-01-20"),
        ("giao cuối tháng 1", "2027-01-21", "2027-01-31"),
        ("giao tháng này", "2026-11-23", "2026-11-30"),
        ("giao tháng 2-4/2027", "2027-02-01", "2027-04-30"),
        ("giao quý 1", "2027-01-01", "2027-03-31"),
        ("giao tuần sau", "2026-11-30", "2026-12-06"),
        ("giao trong 15 ngày tới", "2026-11-23", "2026-12-08"),
        ("giao trong 3 tháng tới", "2026-11-23", "2027-02-23"),
        ("giao trước Tết", None, "2027-02-05"),
        ("giao trước Tết 10 ngày", None, "2027-01-27"),
        ("giao 26 Tết", "2027-02-02", "2027-02-02"),
        ("giao thứ tư tuần sau", "2026-12-02", "2026-12-02"),
        ("giao thứ sáu này", "2026-11-27", "2026-11-27"),
        ("giao ngày mai", "2026-11-24", "2026-11-24"),
        ("giao đầu tháng", "2026-12-01", "2026-12-10"),
        ("giao từ mùng 3 đến rằm tháng 11 âm lịch", "2026-12-11", "2026-12-23"),
        ("delivery in May-June 2027", "2027-05-01", "2027-06-30"),
        ("deliver by end of Q2 2027", None, "2027-06-30"),
        ("giao rằm tháng Chạp", "2027-01-22", "2027-01-22"),
        ("giao trước 23 tháng Chạp", None, "2027-01-30"),
        ("deliver by 5 February 2027", None, "2027-02-05"),
        ("delivery in early March", "2027-03-01", "2027-03-10"),
        ("deliver between March and May 2027", "2027-03-01", "2027-05-31"),
        ("gửi mẫu trước 1/12, giao trước 20/12", None, "2026-12-20"),
        ("thanh toán ngày 1/12", None, None),
        ("giao trước 1/12 nhưng từ 15/12", None, None),
    ],
)
def test_dates_bound_the_delivery(text, start, end):
    delivery = criteria(f"gạo, {text}")["delivery"]

    assert (delivery["start"], delivery["end"]) == (start, end)
    assert delivery["inferred"] == []


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("quà cho dịp 20/10", "2027-10-20"),
        ("hoa cho mùa Tết", "2027-02-05"),
        ("trà cho hội nghị ngày 12/12", "2026-12-12"),
    ],
)
def test_an_event_gives_an_inferred_end(text, end):
    delivery = criteria(text)["delivery"]

    assert (delivery["start"], delivery["end"]) == (None, end)
    assert "end" in delivery["inferred"]


@pytest.mark.parametrize(
    ("text", "cadence"),
    [
        ("giao hàng ngày", "daily"),
        ("giao thứ 2, 4, 6", "3/week"),
        ("giao thứ ba, tư, bảy", "3/week"),
        ("giao ngày 10 và 25 hàng tháng", "2/month"),
        ("giao từ thứ hai đến thứ bảy", "6/week"),
        ("giao mỗi tuần hai chuyến", "2/week"),
        ("giao 2 tuần/lần", "2/month"),
        ("giao mỗi tháng một lần", "monthly"),
        ("giao mỗi quý", "quarterly"),
        ("giao một lần", "once"),
        ("giao làm 3 đợt", None),
        ("deliveries every Saturday", "1/week"),
        ("delivered three times per week", "3/week"),
    ],
)
def test_a_rhythm_of_delivery(text, cadence):
    assert criteria(f"gạo, {text}")["delivery"]["cadence"] == cadence


@pytest.mark.parametrize(
    ("text", "provinces", "former"),
    [
        ("chè vùng Tân Cương, Thái Nguyên", ["thai-nguyen"], ["thai-nguyen"]),
        ("gạo ở Gia Lai", ["gia-lai"], []),
        ("cá từ Kiên Giang", ["an-giang"], ["kien-giang"]),
        ("cá hàng An Giang hoặc Kiên Giang", ["an-giang"], []),
        ("vải Lục Ngạn", ["bac-ninh"], ["bac-giang"]),
        ("thịt vùng cao", [], []),
    ],
)
def test_origin_and_the_former_province_that_narrows_it(text, provinces, former):
    found = criteria(text)["origin"]

    assert (found["required"]["provinces"], found["former"]) == (provinces, former)


@pytest.mark.parametrize(
    ("text", "required", "preferred"),
    [
        ("gạo có VietGAP hoặc hữu cơ", [["vietgap", "organic"]], []),
        ("gạo, ưu tiên VietGAP, có HACCP", [["haccp"]], [["vietgap"]]),
        ("gạo VietGAP, hữu cơ càng tốt", [["vietgap"]], [["organic"]]),
        ("gạo HACCP hoặc tương đương", [], [["haccp"]]),
        ("gạo, không cần VietGAP", [], []),
        ("rice, halal not needed", [], []),
        ("we need rice, no VietGAP needed", [], []),
        ("gạo OCOP 4 sao", [], []),
        ("gạo OCOP 3 sao, ưu tiên 5 sao", [], [["ocop_5"]]),
        ("gạo OCOP, chưa có sao cũng được", [["ocop"]], []),
    ],
)
def test_standards_needed_and_wished_for(text, required, preferred):
    assert criteria(text)["standards"] == {"required": required, "preferred": preferred}


@pytest.mark.parametrize(
    ("text", "keywords"),
    [
        ("Tìm HTX sản xuất mật ong", ["mật ong"]),
        ("Cơ sở sản xuất bánh cần mua mật ong", ["mật ong"]),
        ("không cần chè, chỉ mua cà phê bột", ["cà phê bột"]),
        ("mua gạo nếp, đậu xanh thì không lấy", ["gạo nếp"]),
        ("mua gạo nếp, đậu xanh không lấy", ["gạo nếp"]),
        ("mua xoài cát hoặc tứ quý", ["xoài cát", "xoài tứ quý"]),
        ("mua thanh long (ruột đỏ)", ["thanh long ruột đỏ"]),
        ("trà túi lọc (trà gừng, trà sen)", ["trà gừng", "trà sen"]),
        ("60 hộp quà tết", ["quà tết"]),
        ("cần 500 kg dried mango mỗi tháng", ["xoài sấy"]),
        ("mua rau muốngg và măng cục", ["rau muống", "măng cụt"]),
    ],
)
def test_what_is_wanted_and_what_is_only_named(text, keywords):
    found = [word for line in criteria(text)["lines"] for word in line["keywords"]]

    assert found == keywords


def test_without_marks_the_unit_tells_which_word_is_meant():
    assert criteria("can 20 lit dau phong moi thang")["lines"][0]["groups"] == ["B07"]
    assert quantity("can 90 bo hoa hong moi tuan") == (90, None, "bunch", "week")


def test_a_town_of_two_provinces_lies_where_the_province_beside_it_says():
    assert criteria("gạo, giao Đồng Văn Hà Nam")["delivery"]["places"] == ["ninh-binh"]
    assert criteria("gạo, giao Đồng Văn")["delivery"]["places"] == ["tuyen-quang"]


def test_a_price_in_brackets_is_of_the_product_before_it():
    assert criteria("mua 5 kg tôm (dưới 300k/kg) và 9 kg cá")["price"] is None


def test_the_stars_of_a_hotel_are_not_those_of_its_goods():
    assert criteria("Khách sạn 5 sao ở Huế cần trà sen")["min_star"] is None
    assert criteria("Khách sạn 5 sao ở Huế cần trà sen OCOP 4 sao")["min_star"] == 4


@pytest.mark.parametrize(
    ("year", "day"),
    [
        (2023, (1, 22)),
        (2024, (2, 10)),
        (2025, (1, 29)),
        (2026, (2, 17)),
        (2027, (2, 6)),
        (2028, (1, 26)),
        (2029, (2, 13)),
        (2030, (2, 2)),
    ],
)
def test_tet_is_on_the_day_that_the_calendar_prints(year, day):
    assert lunar.new_year(year) == datetime.date(year, *day)


def test_lunar_months_of_the_winter():
    assert lunar.first_of_month(11, year=2026) == datetime.date(2026, 12, 9)
    assert lunar.first_of_month(12, year=2026) == datetime.date(2027, 1, 8)


@pytest.mark.parametrize(
    "typed",
    [
        "can 2 tan ca phe moi thang, giao Hue",
        "caanf 2 taans caf phee mooix thangs, giao Huees",
        "ca62n 2 ta61n ca2 phe6 mo64i tha1ng, giao Hue61",
        "CẦN 2 TẤN CÀ PHÊ MỖI THÁNG, GIAO HUẾ",
        "cần 2 tấnn cà phêê mỗi tháng, giao Huế",
    ],
)
def test_keyboards_and_slips_do_not_change_the_meaning(typed):
    assert criteria(typed) == criteria("cần 2 tấn cà phê mỗi tháng, giao Huế")


@pytest.mark.parametrize("name", ["given", "own", "strangers"])
def test_most_sentences_mean_the_same_without_their_diacritics(name):
    marked = [case["text"] for case in cases(name) if case["lang"] == "vi"]
    same = [criteria(text)["delivery"] == criteria(fold(text))["delivery"] for text in marked]

    assert sum(same) >= 0.85 * len(same)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["gạo", "cà phê", "mật ong", "nước mắm", "hạt điều"]),
    st.integers(1, 999),
    st.sampled_from([("kg", "kg", 1), ("tấn", "kg", 1000), ("chai", "bottle", 1)]),
    st.sampled_from([("tháng", "month"), ("tuần", "week"), ("quý", "quarter")]),
    st.booleans(),
)
def test_any_number_unit_and_period_come_back(product, number, unit, period, plain):
    text = f"cần {number} {unit[0]} {product} mỗi {period[0]}"

    assert quantity(fold(text) if plain else text) == (
        number * unit[2],
        None,
        unit[1],
        period[1],
    )
