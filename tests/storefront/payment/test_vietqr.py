"""The payload against published and worked vectors, and against a parser written here."""

import io
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from storefront.payment.vietqr import (
    BANKS,
    Payee,
    PayloadRefused,
    as_png,
    as_svg,
    bank_of,
    crc16,
    payload,
    purpose_of,
)

VIETCOMBANK = Payee("970436", "0123456789")


def fields(text: str) -> dict[str, str]:
    """Number → value; a text that does not divide evenly is an error."""
    found: dict[str, str] = {}
    at = 0
    while at < len(text):
        number, length = text[at : at + 2], int(text[at + 2 : at + 4])
        value = text[at + 4 : at + 4 + length]
        assert len(value) == length
        assert number not in found
        found[number] = value
        at += 4 + length
    return found


def parse(text: str) -> dict[str, str]:
    """What a bank's app would take from the code; fails where the check sum disagrees."""
    assert text[-8:-4] == "6304"
    assert text[-4:] == f"{crc16(text[:-4].encode()):04X}"
    whole = fields(text)
    napas = fields(whole["38"])
    return {
        "version": whole["00"],
        "kind": whole["01"],
        "napas": napas["00"],
        "service": napas["02"],
        "bank": fields(napas["01"])["00"],
        "account": fields(napas["01"])["01"],
        "currency": whole["53"],
        "amount": whole.get("54", ""),
        "country": whole["58"],
        "purpose": fields(whole["62"])["08"] if "62" in whole else "",
    }


def test_the_check_sum_is_the_standards():
    assert crc16(b"123456789") == 0x29B1
    assert crc16(b"") == 0xFFFF


def test_the_worked_vector_with_an_amount():
    assert payload(VIETCOMBANK, amount=150_000, purpose="DH000123") == (
        "00020101021238540010A00000072701240006970436011001234567890208QRIBFTTA"
        "530370454061500005802VN62120808DH0001236304B160"
    )


def test_the_worked_vector_without_an_amount():
    assert payload(VIETCOMBANK) == (
        "00020101021138540010A00000072701240006970436011001234567890208QRIBFTTA"
        "53037045802VN63046A15"
    )


def test_the_sample_published_with_the_layout():
    assert payload(Payee("970403", "0011012345678")) == (
        "00020101021138570010A00000072701270006970403011300110123456780208QRIBFTTA"
        "53037045802VN63049E6F"
    )


_CAPITALS = string.ascii_uppercase + string.digits
purposes = st.text(_CAPITALS + " ", max_size=25).filter(lambda text: text[:1] != " ")


@given(
    bank=st.text(string.digits, min_size=6, max_size=6),
    account=st.text(_CAPITALS, min_size=4, max_size=19),
    amount=st.none() | st.integers(1, 10**13 - 1),
    purpose=purposes,
)
def test_what_is_written_is_what_an_app_reads(bank, account, amount, purpose):
    read = parse(payload(Payee(bank, account), amount=amount, purpose=purpose))

    assert read == {
        "version": "01",
        "kind": "11" if amount is None else "12",
        "napas": "A000000727",
        "service": "QRIBFTTA",
        "bank": bank,
        "account": account,
        "currency": "704",
        "amount": "" if amount is None else str(amount),
        "country": "VN",
        "purpose": purpose,
    }


@given(st.text(max_size=60))
def test_any_text_becomes_a_purpose_that_is_accepted(text):
    purpose = purpose_of(text)

    assert len(purpose) <= 25
    assert parse(payload(VIETCOMBANK, amount=1, purpose=purpose))["purpose"] == purpose


def test_a_purpose_keeps_its_words_without_their_marks():
    assert purpose_of("Đơn hàng: OC26-7KQM2X, cảm ơn!") == "DON HANG OC26 7KQM2X CAM"


@pytest.mark.parametrize(
    ("payee", "values", "code"),
    [
        (Payee("97043", "0123456789"), {}, "bank"),
        (Payee("٩٧٠٤٣٦", "0123456789"), {}, "bank"),
        (Payee("970436", "012"), {}, "account"),
        (Payee("970436", "0123 456 789"), {}, "account"),
        (Payee("970436", "0" * 20), {}, "account"),
        (VIETCOMBANK, {"amount": 0}, "amount"),
        (VIETCOMBANK, {"amount": -1}, "amount"),
        (VIETCOMBANK, {"amount": 10**13}, "amount"),
        (VIETCOMBANK, {"purpose": "A" * 26}, "purpose"),
        (VIETCOMBANK, {"purpose": "cam on"}, "purpose"),
        (VIETCOMBANK, {"purpose": "CẢM ƠN"}, "purpose"),
    ],
)
def test_what_no_app_would_read_is_refused(payee, values, code):
    with pytest.raises(PayloadRefused) as refusal:
        payload(payee, **values)

    assert refusal.value.code == code


def test_banks_have_a_number_each():
    assert len(BANKS) >= 35
    assert all(len(number) == 6 and number.isdigit() for number in BANKS)
    assert bank_of("970405").name == "Agribank"


def test_the_picture_stands_on_white_with_its_quiet_zone():
    text = payload(VIETCOMBANK, amount=150_000, purpose="DH000123")

    picture = Image.open(io.BytesIO(as_png(text))).convert("L")

    quiet = 4 * 10
    assert picture.size[0] == picture.size[1] > 2 * quiet
    frame = [picture.getpixel((x, y)) for x in range(picture.width) for y in range(quiet)]
    assert set(frame) == {255}
    assert picture.getpixel((quiet, quiet)) == 0


def test_the_drawing_scales_and_carries_no_style():
    drawing = as_svg(payload(VIETCOMBANK)).decode()

    assert "viewBox" in drawing
    assert "style=" not in drawing
    assert 'fill="#fff"' in drawing
