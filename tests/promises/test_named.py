"""docs/promises.md names tests that exist."""

import re

from tests.database import ROOT


def test_every_test_that_the_page_names_exists():
    page = (ROOT / "docs" / "promises.md").read_text()
    named = re.findall(r"`(tests/[\w/.]+?)(?:::(\w+))?`", page)

    missing = [
        (path, name)
        for path, name in named
        if not (ROOT / path).exists()
        or (name and f"\ndef {name}(" not in (ROOT / path).read_text())
    ]

    assert len(named) > 50
    assert missing == []
