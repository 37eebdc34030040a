"""Addresses as people and decisions write them."""

import datetime

import pytest

from marketplace.geography.models import Commune, Province
from marketplace.geography.resolver import find_province, resolve

pytestmark = pytest.mark.django_db


def name_of(code: str | None) -> str | None:
    return Commune.objects.get(code=code).full_name if code else None


@pytest.mark.parametrize(
    ("text", "commune"),
    [
        ("xã Ninh Gia, huyện Đức Trọng, tỉnh Lâm Đồng", "xã Ninh Gia"),
        ("Thôn 3, xã Ninh Gia - H. Đức Trọng - T. Lâm Đồng, Việt Nam", "xã Ninh Gia"),
        ("xa ninh gia huyen duc trong tinh lam dong", "xã Ninh Gia"),
        ("ninh gia duc trong lam dong", "xã Ninh Gia"),
        ("Ninh Gia, Đức Trọng, Lâm Đồng", "xã Ninh Gia"),
        ("X.Ninh Gia,H.Ðức Trọng,T.Lâm Ðồng", "xã Ninh Gia"),
        ("Ninh Gia commune, Duc Trong district, Lam Dong province, Vietnam", "xã Ninh Gia"),
        ("P. Phan Thiết, Lâm Đồng", "phường Phan Thiết"),
        ("phường Phan Thiết, TP Phan Thiết, Bình Thuận", "phường Phan Thiết"),
        ("Tân Cương, TP Thái Nguyên", "xã Tân Cương"),
        ("Tân Cương, Thái Nguyên", "xã Tân Cương"),
        ("Hoà Nghĩa, Chợ Lách, Bến Tre", "xã Chợ Lách"),
        ("12 Nguyễn Huệ, P.Bến Nghé, Q1, TP.HCM 700000", "phường Sài Gòn"),
        ("phường 1 Bảo Lộc, Lâm Đồng", "phường 1 Bảo Lộc"),
        ("Phường Xuân Hương - Đà Lạt, Lâm Đồng", "phường Xuân Hương - Đà Lạt"),
        ("phường Vĩnh Ninh, TP Huế, T.T.Huế", "phường Thuận Hoá"),
        ("xã Ea Hleo, huyện Ea H'leo, Đăk Lăk", "xã Ea H'Leo"),
        ("huyện Lý Sơn, Quảng Ngãi", "đặc khu Lý Sơn"),
        ("huyện Lí Sơn, Quảng Ngãi", "đặc khu Lý Sơn"),
        ("xã Văn Lang, Thái Nguyên", "xã Văn Lang"),
        ("xã Văn Lăng, Thái Nguyên", "xã Văn Lăng"),
        ("xã Phú Hội (cũ), huyện Đức Trọng cũ, Lâm Đồng", "xã Đức Trọng"),
        ("phường Hiệp Bình Phước", "phường Hiệp Bình"),
        ("xã Quân Chu", "xã Quân Chu"),
        ("xa quan chu", "xã Quân Chu"),
    ],
)
def test_one_commune_is_meant(text, commune):
    found = resolve(text)

    assert (found.status, name_of(found.commune_code)) == ("commune", commune)
    assert found.candidates == (found.commune_code,)


@pytest.mark.parametrize(
    ("text", "status", "province", "count"),
    [
        ("xã Hồng Hà, huyện Đan Phượng, Hà Nội", "divided", "01", 4),
        ("Q.1, TP.HCM", "district", "79", 4),
        ("Kp. 5, phường 7, quận 3, TPHCM", "district", "79", 3),
        ("Thị trấn Mộc Châu, huyện Mộc Châu, Sơn La", "district", "14", 8),
        ("xã Tân Thánh, huyện Đức Trọng, Lâm Đồng", "district", "68", 7),
        ("TP Phan Thiết, Bình Thuận", "district", "68", 7),
        ("Phan Thiết, Lâm Đồng", "ambiguous", "68", 7),
        ("xa van lang, thai nguyen", "ambiguous", "19", 2),
        ("xa Thanh An, Thành phố Hồ Chí Minh", "ambiguous", "79", 2),
        ("Phường Ngọc Hà, Hà Nội", "ambiguous", "01", 2),
        ("phường Phan Thiết", "ambiguous", None, 2),
        ("xã Phan Thiết, Lâm Đồng", "ambiguous", "68", 1),
        ("phường Thảo Điền, Quận 2, TPHCM", "ambiguous", "79", 1),
        ("xã Không Đâu, Lâm Đồng", "unknown", "68", 0),
        ("xã Không Đâu, Bình Thuận", "unknown", "68", 0),
        ("12 duong Nguyen Hue", "unknown", None, 0),
        ("Tân Cương", "unknown", None, 0),
        ("", "unknown", None, 0),
        ("★★★★ 🎁", "unknown", None, 0),
        ("tỉnh", "unknown", None, 0),
        ("Lâm Đồng", "province", "68", 0),
        ("tỉnh Bình Thuận cũ", "province", "68", 0),
    ],
)
def test_where_the_words_do_not_say_which_commune_none_is_chosen(text, status, province, count):
    found = resolve(text)

    assert (found.status, found.province_code, len(found.candidates)) == (status, province, count)
    assert found.commune_code is None


def test_the_former_units_are_kept_as_codes():
    found = resolve("xã Phú Hội, huyện Đức Trọng, tỉnh Lâm Đồng")

    assert (found.former_province_code, found.former_district_code, found.former_ward_code) == (
        "68",
        "678",
        "24982",
    )


def test_a_former_province_alone_keeps_its_code():
    found = resolve("xã Không Đâu, tỉnh Bình Thuận")

    assert found.former_province_code == "60"


def test_the_day_of_the_paper_decides_between_a_name_of_today_and_of_before():
    text = "Phường Ngọc Hà, Hà Nội"

    before = resolve(text, written_on=datetime.date(2025, 6, 30))
    after = resolve(text, written_on=datetime.date(2025, 7, 1))

    assert (before.status, before.candidates) == ("divided", ("00004", "00008"))
    assert (after.status, after.commune_code) == ("commune", "00008")


def test_a_paper_of_today_that_names_a_former_province_may_still_mean_its_wards():
    today = datetime.date(2026, 1, 1)

    of_before = resolve("phường An Lộc, Bình Phước", written_on=today)
    of_today = resolve("phường An Lộc, Đồng Nai", written_on=today)

    assert (of_before.status, of_before.candidates) == ("ambiguous", ("25326", "25333"))
    assert (of_today.status, of_today.commune_code) == ("commune", "25333")


def test_a_paper_of_before_cannot_mean_a_commune_that_began_later():
    found = resolve("phường Phan Thiết, Lâm Đồng", written_on=datetime.date(2024, 5, 1))

    assert (found.status, found.commune_code, len(found.candidates)) == ("ambiguous", None, 1)


def test_the_given_province_holds_where_the_text_names_none():
    lam_dong = Province.objects.get(code="68")

    assert name_of(resolve("xã Ninh Gia", province=lam_dong).commune_code) == "xã Ninh Gia"
    assert name_of(resolve("Ninh Gia", province=lam_dong).commune_code) == "xã Ninh Gia"
    assert resolve("xã Tân Cương, Thái Nguyên", province=lam_dong).province_code == "19"
    assert resolve("nơi nào đó", province=lam_dong).province_code == "68"


def test_a_very_long_text_is_read_from_its_end():
    found = resolve("thôn " * 100_000 + ", xã Ninh Gia, huyện Đức Trọng, Lâm Đồng")

    assert name_of(found.commune_code) == "xã Ninh Gia"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("TP.HCM", "79"),
        ("Tp Hồ Chí Minh", "79"),
        ("Sài Gòn", "79"),
        ("BR-VT", "79"),
        ("Bà Rịa – Vũng Tàu", "79"),
        ("T.T.Huế", "46"),
        ("thừa thiên huế", "46"),
        ("Hue city", "46"),
        ("Đắc Lắc", "66"),
        ("DAK LAK", "66"),
        ("tỉnh Bắc Cạn", "19"),
        ("UBND tỉnh Lâm Đồng", None),
        ("xã Lâm Đồng", None),
        ("Ninh Gia, Lâm Đồng", None),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_province_is_found_by_its_names_and_nothing_else(text, code):
    assert find_province(text) == code
