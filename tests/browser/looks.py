"""The two looks in which pages are seen: between them each language, each width, each colour scheme.

`make test` sees the pages of a list in turn, each in one of the looks, and a way through several pages
in one; `make soak` sees everything in both, and `test_axe_everywhere` each page in each combination.
"""

from typing import NamedTuple

import pytest
from playwright.sync_api import ViewportSize

from tests.browser.conftest import DESK, PHONE


class Look(NamedTuple):
    prefix: str
    viewport: ViewportSize
    scheme: str
    #: Which of every two pages of a list; None: all.
    turn: int | None = None

    def of(self, paths: list[str]) -> list[str]:
        """What of a list is seen in this look."""
        return paths if self.turn is None else paths[self.turn :: 2]

    def __str__(self) -> str:
        name = f"{self.prefix or '/vi'} {self.viewport['width']} {self.scheme}"
        return name if self.turn is None else f"{name} in turn"


ENGLISH_PHONE = Look("/en", PHONE, "dark")
VIETNAMESE_DESK = Look("", DESK, "light")
_BOTH = (ENGLISH_PHONE, VIETNAMESE_DESK)

#: For tests that look at lists of pages.
IN_TURN = [
    *[pytest.param(look._replace(turn=turn)) for turn, look in enumerate(_BOTH)],
    *[pytest.param(look, marks=pytest.mark.soak) for look in _BOTH],
]


def mostly(first: Look) -> pytest.MarkDecorator:
    """For tests that go through a few pages: in this look, and in `make soak` in the other too."""
    (other,) = [look for look in _BOTH if look is not first]
    return pytest.mark.parametrize(
        "look", [first, pytest.param(other, marks=pytest.mark.soak)], indirect=True, ids=str
    )
