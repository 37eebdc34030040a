"""Reads JSON that anybody may have sent: each value with its path, each problem told at once."""

import datetime
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from .errors import MarketplaceError
from .text import clean

T = TypeVar("T")

#: Nothing that people write is longer.
LONGEST_TEXT = 120
MOST_ITEMS = 60
MOST = Decimal(10) ** 12
_YEARS = range(2000, 2101)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Problem:
    """``field`` is a path such as ``lines[0].quantity.min``."""

    field: str
    message: str


class Refused(MarketplaceError):
    """What was sent is not in the shape; ``problems`` says where, one a field."""

    code = "invalid"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{one.field}: {one.message}" for one in problems))


@dataclass
class Check:
    """Collects problems; what is wrong reads as missing, so that the rest is checked too."""

    problems: list[Problem] = field(default_factory=list)

    def wrong(self, path: str, message: str | Promise) -> None:
        self.problems.append(Problem(path, str(message)))

    def done(self) -> None:
        """Raises Refused where anything was wrong."""
        if self.problems:
            raise Refused(self.problems)

    def mapping(
        self, value: Any, path: str, known: Collection[str], *, ignored: Collection[str] = ()
    ) -> Mapping[str, Any]:
        """An object with these keys alone; {} for null."""
        if value is None:
            return {}
        if not isinstance(value, Mapping):
            self.wrong(path, _("This must be an object."))
            return {}
        for name in value:
            if name not in known and name not in ignored:
                shown = clean(str(name))[:40]
                self.wrong(f"{path}.{shown}" if path else shown, _("There is no such field."))
        return value

    def items(
        self, value: Any, path: str, read: Callable[[Any, str], T | None], *, most: int = MOST_ITEMS
    ) -> tuple[T, ...]:
        """A list, each item read by ``read``, none twice; () for null."""
        if value is None:
            return ()
        if not isinstance(value, list | tuple):
            self.wrong(path, _("This must be a list."))
            return ()
        if len(value) > most:
            self.wrong(path, _("At most %(number)s entries.") % {"number": most})
            return ()
        found = (read(item, f"{path}[{index}]") for index, item in enumerate(value))
        return tuple(dict.fromkeys(item for item in found if item is not None))

    def text(self, value: Any, path: str, *, longest: int = LONGEST_TEXT) -> str | None:
        """Words in one line, cleaned; None for null and for nothing."""
        if value is None:
            return None
        if not isinstance(value, str):
            self.wrong(path, _("This must be a text."))
            return None
        cleaned = clean(value)
        if len(cleaned) > longest:
            self.wrong(path, _("At most %(number)s characters.") % {"number": longest})
            return None
        return cleaned or None

    def code(self, value: Any, path: str, known: Collection[str]) -> str | None:
        """One of these codes."""
        if value is None:
            return None
        if not isinstance(value, str) or value not in known:
            shown = ", ".join(sorted(known)) if len(known) <= 40 else ""  # noqa: PLR2004
            problem = _("There is no such code.")
            self.wrong(path, f"{problem} {shown}".strip())
            return None
        return value

    def number(
        self, value: Any, path: str, *, least: int = 0, most: Decimal | int = MOST
    ) -> Decimal | None:
        """A number above zero (or from ``least``) with at most three decimals."""
        if value is None:
            return None
        number = _decimal(value)
        if number is None:
            self.wrong(path, _("This must be a number."))
            return None
        if not least <= number <= most or (least == 0 and number == 0):
            self.wrong(path, _("This number is out of range."))
            return None
        if number != round(number, 3):
            self.wrong(path, _("At most three decimals."))
            return None
        return number

    def whole(self, value: Any, path: str, *, least: int = 0, most: int = 10**12) -> int | None:
        """A whole number; ``least`` 0 admits zero."""
        if value is None:
            return None
        number = _decimal(value)
        if number is None or number != number.to_integral_value():
            self.wrong(path, _("This must be a whole number."))
            return None
        if not least <= number <= most:
            self.wrong(path, _("This number is out of range."))
            return None
        return int(number)

    def boolean(self, value: Any, path: str) -> bool | None:
        if value is not None and not isinstance(value, bool):
            self.wrong(path, _("This must be true or false."))
            return None
        return value

    def date(self, value: Any, path: str) -> datetime.date | None:
        """A day as YYYY-MM-DD."""
        if value is None or (isinstance(value, datetime.date) and value.year in _YEARS):
            return value
        try:
            day = datetime.date.fromisoformat(value) if _DATE.fullmatch(value) else None
        except (TypeError, ValueError):
            day = None
        if day is None or day.year not in _YEARS:
            self.wrong(path, _("Write a day as YYYY-MM-DD."))
            return None
        return day


def _decimal(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) <= MOST else None


def plain_number(number: Decimal | None) -> int | float | None:
    """As JSON shows it: without a fraction where there is none."""
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)
