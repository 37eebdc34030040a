"""What the rows above a table, and between its parts, say about the rows below them."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from marketplace.kernel.text import clean, fold

from .dates import dates_in
from .stars import star_in_title

#: A number as decisions bear it: 3981/QĐ-UBND, 12/2026/QĐ-UBND, 377/QĐ-BNN-VPĐP.
_NUMBER = re.compile(
    r"(?<![\w/])(\d{1,6}(?:\s*/\s*(?:19|20)\d{2})?\s*/\s*Q\.?[ĐD]\s*[-–]\s*[A-ZĐ&]+"
    r"(?:\s*[-–.]\s*[A-ZĐ]+)*)",
    re.IGNORECASE,
)
_PLAIN_NUMBER = re.compile(
    r"quyết định(?: công nhận)? số\s*:?\s*(\d{1,6})(?=\s*(?:ngày|,|của|$|\)))", re.IGNORECASE
)
_LAW = re.compile(r"(?:-ttg|-cp)$")
_BASIS = re.compile(r"\W*(?:can cu|xet|thuc hien)\b")
_KIND = r"(?:tinh|thanh pho|tp|huyen|quan|thi xa|tx)\b\.?"
# Looked ahead only, so that a name which runs into the next one does not hide it.
_COMMITTEE = re.compile(r"\b(?:uy ban nhan dan|ubnd)\s+(?=([^,;()\n:]+))")
_UNIT = re.compile(rf"\b(?=({_KIND}\s*[^,;()\n:]+))")
_MINISTRY = re.compile(r"\bbo (?:truong (?:bo )?)?(?:nong nghiep|nn)|\bbnnmt\b|-bnn\w*\b")
_END_OF_NAME = re.compile(
    r"\b(?:nam \d|ngay|ve viec|ve|dot|quy|cong nhan|phe duyet|ban hanh|thang|giai doan|duoc|dat"
    r"|lan|v/v|cong hoa|doc lap|so|cho|thuoc)\b.*"
)
_DATE_LINE = re.compile(r"(?:[^,]{2,40},\s*)?ngay\b")


@dataclass(frozen=True)
class Unit:
    """An administrative unit that a text names, found in today's or the former lists."""

    level: str  # "province" or "district"
    province_code: str


#: Finds the unit that "tỉnh Đồng Tháp", "huyện Cao Lãnh", "TP. Huế" names; None where none.
FindUnit = Callable[[str], Unit | None]


@dataclass(frozen=True)
class Heading:
    """What is known about the decision, its authority and the place at some row."""

    number: str = ""
    issued_on: datetime.date | None = None
    #: A day that stands alone ("Lâm Đồng, ngày 12 tháng 5 năm 2026"): used where no other is known.
    dated: datetime.date | None = None
    level: str = ""
    authority: str = ""
    province_code: str = ""
    star: int | None = None
    #: The unit that a section's title names, for rows whose address leaves it out.
    place: str = ""

    @property
    def day(self) -> datetime.date | None:
        return self.issued_on or self.dated

    def then(self, later: "Heading") -> "Heading":
        """This, with what a later row says put over it."""
        heading = self
        if later.number and later.number != self.number:
            heading = replace(heading, number=later.number, issued_on=later.issued_on)
            heading = replace(heading, dated=None if self.number else heading.dated)
        if later.issued_on:
            heading = replace(heading, issued_on=later.issued_on)
        if later.dated:
            heading = replace(heading, dated=later.dated)
        if later.level and (later.authority or not heading.level):
            heading = replace(
                heading,
                level=later.level,
                authority=later.authority,
                province_code=later.province_code or heading.province_code,
            )
        return replace(heading, star=later.star or heading.star, place=later.place or heading.place)


@lru_cache(maxsize=4096)
def read_heading(text: str, find_unit: FindUnit) -> Heading:
    """What one title cell says; an empty Heading where it says nothing about these.

    A text that cites its legal basis ("Căn cứ Quyết định số 26/2026/QĐ-TTg …") names no decision.
    """
    text = clean(text)
    folded = fold(text)
    if _BASIS.match(folded):
        return Heading()
    number = number_in(text)
    level, authority, province_code = _authority(text, folded, find_unit)
    days = dates_in(text)
    return Heading(
        number=number,
        issued_on=_beside(text, number) if number else None,
        dated=days[0] if days and not number and _DATE_LINE.match(folded) else None,
        level=level,
        authority=authority,
        province_code=province_code,
        star=star_in_title(text),
    )


def number_in(text: str) -> str:
    """The number of a recognition decision in a text, as printed, or ""; laws are passed over."""
    text = clean(text)
    for match in _NUMBER.finditer(text):
        number = _number(match)
        if not _LAW.search(fold(number)):
            return number
    plain = _PLAIN_NUMBER.search(text)
    return plain[1] if plain else ""


def _number(match: re.Match[str]) -> str:
    return re.sub(r"\s+", "", match[1]).replace("–", "-").upper()


def _beside(text: str, number: str) -> datetime.date | None:
    """The first day named after the number; one before it only where it is the only one."""
    for match in _NUMBER.finditer(text):
        if _number(match) == number and (after := dates_in(text[match.end() :])):
            return after[0]
    days = set(dates_in(text))
    return days.pop() if len(days) == 1 else None


def _authority(text: str, folded: str, find_unit: FindUnit) -> tuple[str, str, str]:
    """Level, name as printed and province; the name is empty where only a unit is named."""
    for match in _COMMITTEE.finditer(folded):
        printed, unit = _unit(text, folded, match, find_unit)
        if unit:
            return (unit.level, f"UBND {printed}", unit.province_code)
    if _MINISTRY.search(folded):
        return ("ministry", _ministry(text, folded), "")
    for match in _UNIT.finditer(folded):
        _printed, unit = _unit(text, folded, match, find_unit)
        if unit:
            return (unit.level, "", unit.province_code)
    return ("", "", "")


def _ministry(text: str, folded: str) -> str:
    named = re.search(r"\bbo nong nghiep va (?:moi truong|phat trien nong thon|ptnt)\b", folded)
    if named and len(text) == len(folded):
        return text[named.start() : named.end()]
    return "Bộ Nông nghiệp và Môi trường"


def _unit(
    text: str, folded: str, match: re.Match[str], find_unit: FindUnit
) -> tuple[str, Unit | None]:
    name = _END_OF_NAME.sub("", match[1]).strip(" .-–/\"'*")
    start = match.start(1)
    printed = clean(text[start : start + len(name)]) if len(text) == len(folded) else name
    found = find_unit(printed)
    if found is None and text[start + len(name) :].lstrip().startswith(","):
        found = find_unit(_END_OF_NAME.sub("", folded[start:]).strip(" .-–/\"'*()"))
    return (printed, found)
