"""Numbers and codes meet however they were typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.certification.codes import authority_key, number_key, official_key


@pytest.mark.parametrize(
    "typed",
    [
        "123/QĐ-UBND",
        "Số: 123/QĐ-UBND",
        "Quyết định số 0123/QĐ - UBND",
        "123/QÐ-UBND",
        "123 /qđ–ubnd",
        "123/QD-UBND",
    ],
)
def test_one_number_in_many_spellings(typed):
    assert number_key(typed) == "123/qdubnd"


def test_digits_stay_apart():
    assert number_key("1/23/QĐ-UBND") != number_key("12/3/QĐ-UBND")


@pytest.mark.parametrize(
    ("level", "name", "expected"),
    [
        ("province", "", "province|87|"),
        ("province", "ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP", "province|87|"),
        ("province", "UBND tỉnh Đồng Tháp", "province|87|"),
        ("province", "Chủ tịch UBND tỉnh Tiền Giang", "province|87|tien giang"),
        ("district", "UBND huyện Cao Lãnh", "district|87|huyen cao lanh"),
        ("district", "UBND TP. Cao Lãnh, tỉnh Đồng Tháp", "district|87|thanh pho cao lanh"),
        ("district", "UBND huyện Cao Lãnh tỉnh Đồng Tháp", "district|87|huyen cao lanh"),
        ("ministry", "Bộ Nông nghiệp và Môi trường", "ministry||"),
    ],
)
def test_one_authority_under_its_names(level, name, expected):
    assert authority_key(level, "87", "Đồng Tháp", name) == expected


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("83-829-28780-3-2022", "83-829-28780-3-2022"),
        ("83–829–28780 – 03–2022", "83-829-28780-3-2022"),
        (" 01 - 00004 - 3 - 2026 ", "1-4-3-2026"),
        ("87.29935.12.2026", "87-29935-12-2026"),
        ("12-2026", ""),
        ("1-2-3-4-5-6", ""),
        ("123/QĐ-UBND", ""),
        ("7KQM-2X9DT", ""),
        ("", ""),
    ],
)
def test_an_official_code_without_its_variants(typed, key):
    assert official_key(typed) == key


@given(st.text(max_size=60))
def test_anything_typed_is_read_without_harm_and_reading_is_stable(typed):
    key = official_key(typed)

    assert official_key(key) == key
