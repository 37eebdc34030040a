"""How a sheet writes days. A date that can be read in two ways is not read."""

import datetime
import re

from django.utils.translation import gettext as _
from openpyxl.utils.datetime import from_excel

from marketplace.kernel.text import fold

from ... import terms
from ..reading import Cell, Formula
from .unclear import Unclear

#: The programme began in 2018, its forerunner in Quảng Ninh in 2013.
EARLIEST = datetime.date(2013, 1, 1)
LATEST = datetime.date(2100, 1, 1)
_IN_WORDS = r"ngay\s*(\d{1,2})\s*thang\s*(\d{1,2})\s*,?\s*nam\s*(\d{4})(?!\d)"
_IN_FIGURES = r"(?<![\d/.-])(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4})(?!\d)"
_ISO = r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(?!\d)"
_MONTHS = re.compile(
    r"(?:thoi han|co gia tri)?\s*:?\s*(\d{1,3})\s*(?:\([a-z\s]*\))?\s*(thang|nam|months?|years?)\b.*"
)
_SERIALS = range(41_275, 73_051)  # 2013 to 2099 in Excel's count of days


def read_date(cell: Cell) -> datetime.date:
    """The day that a cell states; raises Unclear (code ``date``).

    Excel dates, serial numbers, day-month-year with / - or ., "ngày 12 tháng 5 năm 2026", ISO.
    Two-digit years, months without a day and month-first dates are not read.
    """
    day = _as_date(cell)
    if day is None or not EARLIEST <= day < LATEST:
        message = _(
            "The date cannot be read: “%(cell)s”. Write it as day/month/year, such as 05/03/2026."
        )
        raise Unclear("date", message % {"cell": f"{day:%d/%m/%Y}" if day else cell})
    return day


def _as_date(cell: Cell) -> datetime.date | None:
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, datetime.date):
        return cell
    if isinstance(cell, bool | Formula) or cell is None:
        return None
    text = str(cell).strip()
    if re.fullmatch(r"\d{5}(\.0+)?", text) and int(float(text)) in _SERIALS:
        return from_excel(int(float(text))).date()
    days = dates_in(text)
    return days[0] if len(set(days)) == 1 else None


def dates_in(text: str) -> list[datetime.date]:
    """Every day that a text names, in the order of its writing."""
    folded = fold(text)
    found: list[tuple[int, datetime.date]] = []
    for match in re.finditer(_IN_WORDS, folded):
        _add(found, match.start(), match[3], match[2], match[1])
    for match in re.finditer(_IN_FIGURES, folded):
        _add(found, match.start(), match[4], match[3], match[1])
    for match in re.finditer(_ISO, folded.upper()):
        _add(found, match.start(), match[1], match[2], match[3])
    return [day for _start, day in sorted(found)]


def _add(
    found: list[tuple[int, datetime.date]], start: int, year: str, month: str, day: str
) -> None:
    try:
        found.append((start, datetime.date(int(year), int(month), int(day))))
    except ValueError:
        return


def read_last_day(cell: Cell, *, issued_on: datetime.date) -> datetime.date:
    """The last day of validity: a date, or a term ("36 tháng", "3 năm") counted from the issue."""
    term = _MONTHS.fullmatch(fold(str(cell))) if isinstance(cell, str) else None
    if term is not None and not dates_in(str(cell)):
        months = int(term[1]) * (12 if term[2] in {"nam", "year", "years"} else 1)
        return _after(issued_on, months)
    last_day = read_date(cell)
    if last_day < issued_on:
        raise Unclear("date", _("The last day lies before the day of issue."))
    if last_day > terms.months_after(issued_on, terms.LONGEST_PRINTED_MONTHS):
        raise Unclear("date", _("The last day lies too long after the issue."))
    return last_day


def _after(day: datetime.date, months: int) -> datetime.date:
    if not 1 <= months <= terms.LONGEST_PRINTED_MONTHS:
        raise Unclear("date", _("A term of %(months)s months is not known.") % {"months": months})
    return terms.months_after(day, months)
