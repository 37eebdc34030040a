"""VietQR: what a buyer's bank app reads from a picture. Pure functions; no models, no network."""

from .banks import BANKS, Bank, bank_of
from .payload import Payee, PayloadRefused, crc16, payload, purpose_of
from .picture import as_png, as_svg

__all__ = [
    "BANKS",
    "Bank",
    "Payee",
    "PayloadRefused",
    "as_png",
    "as_svg",
    "bank_of",
    "crc16",
    "payload",
    "purpose_of",
]
