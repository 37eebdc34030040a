"""The text behind a VietQR picture: EMVCo's merchant-presented code as NAPAS 247 fills it in.

Fields are two digits of number, two of length, then the value; some hold fields themselves. The
layout and its check vectors are written down in docs/payments.md.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.text import fold

#: NAPAS's application identifier, and its service "transfer to an account".
_NAPAS = "A000000727"
_TO_ACCOUNT = "QRIBFTTA"
_VND = "704"
#: EMVCo's room for an amount.
MOST_DIGITS = 13
LONGEST_PURPOSE = 25
_BIN = re.compile(r"[0-9]{6}")
_ACCOUNT = re.compile(r"[0-9A-Z]{4,19}")
_PURPOSE = re.compile(r"[A-Z0-9][A-Z0-9 ]*")


class PayloadRefused(MarketplaceError):
    """A value that no bank app would read: code ``bank``, ``account``, ``amount`` or ``purpose``."""

    code = "payload"


@dataclass(frozen=True)
class Payee:
    """An account: the bank's number with NAPAS (BIN, six digits) and the account's at that bank."""

    bank_bin: str
    account: str


def payload(payee: Payee, *, amount: int | None = None, purpose: str = "") -> str:
    """The code for a transfer to ``payee``; of ``amount`` đồng, or as much as the payer types.

    ``purpose`` is what the payer's bank writes into both statements: at most 25 upper-case letters,
    digits and spaces. Raises PayloadRefused.
    """
    _check(payee, amount, purpose)
    fields = [
        _field("00", "01"),
        _field("01", "11" if amount is None else "12"),
        _field("38", _account_information(payee)),
        _field("53", _VND),
        _field("54", str(amount)) if amount is not None else "",
        _field("58", "VN"),
        _field("62", _field("08", purpose)) if purpose else "",
        "6304",
    ]
    text = "".join(fields)
    return f"{text}{crc16(text.encode('ascii')):04X}"


def purpose_of(text: str) -> str:
    """``text`` as a purpose: without diacritics and signs, upper case, cut at 25 characters."""
    plain = re.sub(r"[^a-z0-9]+", " ", fold(text)).strip().upper()
    return plain[:LONGEST_PURPOSE].rstrip()


def crc16(data: bytes) -> int:
    """CRC-16/CCITT-FALSE: polynomial 0x1021, from 0xFFFF, neither reflected nor inverted."""
    register = 0xFFFF
    for byte in data:
        register ^= byte << 8
        for _bit in range(8):
            register = (register << 1) ^ (0x1021 if register & 0x8000 else 0)
        register &= 0xFFFF
    return register


def _account_information(payee: Payee) -> str:
    beneficiary = _field("00", payee.bank_bin) + _field("01", payee.account)
    return _field("00", _NAPAS) + _field("01", beneficiary) + _field("02", _TO_ACCOUNT)


def _field(number: str, value: str) -> str:
    return f"{number}{len(value):02d}{value}"


def _check(payee: Payee, amount: int | None, purpose: str) -> None:
    if not _BIN.fullmatch(payee.bank_bin):
        raise PayloadRefused(_("A bank's number has six digits."), code="bank")
    if not _ACCOUNT.fullmatch(payee.account):
        raise PayloadRefused(
            _("An account number has 4 to 19 digits or capital letters."), code="account"
        )
    if amount is not None and not 0 < amount < 10**MOST_DIGITS:
        raise PayloadRefused(_("This amount cannot be transferred."), code="amount")
    if purpose and (len(purpose) > LONGEST_PURPOSE or not _PURPOSE.fullmatch(purpose)):
        raise PayloadRefused(
            _("A purpose has at most 25 capital letters, digits and spaces."), code="purpose"
        )
