"""docs/urls.md and the resolver say the same."""

import re

from tests.architecture.addresses import addresses
from tests.database import ROOT

_ROW = re.compile(r"^\| `(/[^`]*)` \|", re.M)


def _rows() -> list[str]:
    return _ROW.findall((ROOT / "docs" / "urls.md").read_text())


def _covers(row: str, address: str) -> bool:
    return address.startswith(row[:-1]) if row.endswith("…") else address == row


def test_every_address_has_its_row():
    rows = [row for row in _rows() if row != "/…"]

    missing = [
        address
        for address in addresses()
        if not any(_covers(row, address) for row in rows) and not _is_wagtails_catch_all(address)
    ]

    assert missing == []


def test_every_row_has_its_address():
    known = addresses()

    assert [row for row in _rows() if not any(_covers(row, one) for one in known)] == []


def _is_wagtails_catch_all(address: str) -> bool:
    return address.startswith("/((?:")
