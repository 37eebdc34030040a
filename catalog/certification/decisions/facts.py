"""A product row → the facts that it states, or the reasons why it states none. Pure but for places."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from marketplace.kernel.text import clean, fold, key

from .. import codes
from ..authority import DISTRICT, MINISTRY, PROVINCE, who_may_certify
from .layout import ReadRow
from .names import legal_form
from .parsing.dates import dates_in, read_date, read_last_day
from .parsing.scores import check_score, read_score
from .parsing.stars import read_star
from .parsing.titles import number_in, read_heading
from .parsing.unclear import Unclear
from .places import Place, Places, find_unit
from .reading import Cell, Formula

_LONGEST = 255
#: What Excel leaves where a formula failed.
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#ERROR!"})
_ADDRESS = ("village", "address", "commune", "district", "province")
#: Columns of which a row takes a fact that nothing else can give: no formula is let through.
_NEEDED = (
    "product",
    "producer",
    "star",
    "decision_number",
    "decision_date",
    "issued_on",
    "last_day",
)
_SET = re.compile(r"\bb\s*0?(\d{1,2})\b")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row is not simply taken. ``column`` is a field of columns.NAMES."""

    code: str
    column: str
    message: str

    def as_dict(self) -> dict[str, str]:
        return {"code": self.code, "column": self.column, "message": self.message}


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    number: str
    level: str
    authority: str
    province_code: str
    issued_on: datetime.date
    #: Number, authority and day in the forms in which two decisions are one.
    key: tuple[str, str, datetime.date]


@dataclass(slots=True)
class Facts:
    """What a row says, as printed and as read."""

    decision: DecisionFacts
    product: str
    producer: str
    star: int
    address: str = ""
    province_code: str = ""
    place: Place = field(default_factory=Place)
    issued_on: datetime.date | None = None
    last_day: datetime.date | None = None
    score: Decimal | None = None
    scope: str = ""
    official_code: str = ""
    group: str = ""
    legal_form: str = "unknown"
    #: Rules that a person must look at: the row goes to the worklist.
    doubts: list[Reason] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """For keeping beside the input row and for deciding later from the worklist."""
        return {
            "decision_number": self.decision.number,
            "authority_level": self.decision.level,
            "authority": self.decision.authority,
            "decision_province": self.decision.province_code,
            "decision_date": self.decision.issued_on.isoformat(),
            "product": self.product,
            "producer": self.producer,
            "star": self.star,
            "address": self.address,
            "province": self.province_code,
            "commune": self.place.commune_code,
            "issued_on": self.issued_on.isoformat() if self.issued_on else "",
            "last_day": self.last_day.isoformat() if self.last_day else "",
            "score": str(self.score) if self.score is not None else "",
            "scope": self.scope,
            "official_code": self.official_code,
            "group": self.group,
            "legal_form": self.legal_form,
        }


class FactReader:
    """Reads the product rows of one file.

    ``province_code`` is the one that the person who imports has named: it goes before what the
    file says about its authority.
    """

    def __init__(self, places: Places, *, province_code: str, today: datetime.date) -> None:
        self._places = places
        self._province_code = province_code
        self._today = today

    def read(self, row: ReadRow) -> Facts | list[Reason]:
        """The facts, or every reason why the row is rejected."""
        reasons: list[Reason] = []

        def attempt(column: str, reading: Callable[[], Any]) -> Any:
            try:
                return reading()
            except Unclear as unclear:
                reasons.append(Reason(unclear.code, unclear.column or column, unclear.message))
                return None

        fields = {name: cell for name, cell in row.fields.items() if _is_stated(cell)}
        for name in _NEEDED:
            if isinstance(fields.get(name), Formula):
                reasons.append(
                    Reason(
                        "formula",
                        name,
                        _formula(),
                    )
                )
                fields.pop(name)
        refused = {reason.column for reason in reasons}
        names = {
            name: attempt(name, partial(_name, fields, name))
            for name in ("product", "producer")
            if name not in refused
        }
        star: Any = None if "star" in refused else attempt("star", lambda: _star(row, fields))
        score = attempt("score", lambda: _score(fields, star))
        address = attempt("address", lambda: self._address(row, fields))
        decision = None
        if not refused & {"decision_number", "decision_date"}:
            decision = attempt(
                "decision_number", lambda: self._decision(row, fields, address or "")
            )
        issued_on, last_day = self._days(decision, fields, attempt)
        if reasons or decision is None:
            return _once(reasons)
        facts = Facts(
            decision=decision,
            product=names["product"],
            producer=names["producer"],
            star=star,
            address=address,
            issued_on=issued_on,
            last_day=last_day,
            score=score,
            scope=_text(fields, "scope")[:_LONGEST],
            official_code=_official_code(fields),
            group=_group(_text(fields, "group")),
            legal_form=_legal_form(_text(fields, "legal_form"), names["producer"]),
        )
        return self._settle(facts) or facts

    def _days(
        self, decision: DecisionFacts | None, fields: dict[str, Cell], attempt: Callable[..., Any]
    ) -> tuple[datetime.date | None, datetime.date | None]:
        if decision is None:
            return (None, None)
        issued_on = attempt("issued_on", lambda: self._past(fields.get("issued_on")))
        first = issued_on or decision.issued_on
        last_day = attempt("last_day", lambda: _last_day(fields.get("last_day"), first))
        return (issued_on, last_day)

    def _past(self, cell: Cell, column: str = "issued_on") -> datetime.date | None:
        if cell is None:
            return None
        try:
            day = read_date(cell)
        except Unclear as unclear:
            raise Unclear(unclear.code, unclear.message, column) from unclear
        if day > self._today:
            message = _("This day lies in the future: %(day)s.") % {"day": f"{day:%d/%m/%Y}"}
            raise Unclear("date", message, column)
        return day

    def _address(self, row: ReadRow, fields: dict[str, Cell]) -> str:
        parts: list[str] = []
        for name in _ADDRESS:
            cell = fields.get(name)
            if isinstance(cell, Formula):
                if self._has_authority(row):
                    continue
                raise Unclear("formula", _formula())
            text = _with_kind(name, _text(fields, name))
            if text and fold(text) not in fold(", ".join(parts)):
                parts.append(text)
        address = ", ".join(parts)
        place = row.heading.place
        if place and key(place) not in key(address) and find_unit(place) is not None:
            address = f"{address}, {place}" if address else place
        return address[:_LONGEST]

    def _has_authority(self, row: ReadRow) -> bool:
        return bool(
            self._province_code or row.heading.province_code or row.heading.level == MINISTRY
        )

    def _decision(self, row: ReadRow, fields: dict[str, Cell], address: str) -> DecisionFacts:
        stated = fields.get("decision_number")
        heading = row.heading
        if stated is not None:
            number, day = _number_and_day(stated)
            day = day or (heading.day if number == heading.number else None)
        else:
            number, day = heading.number, heading.day
        if fields.get("decision_date") is not None:
            day = self._past(fields["decision_date"], "decision_date")
        day = day or (self._past(fields.get("issued_on")) if "issued_on" in fields else None)
        day = day or (heading.day if stated is not None else None)
        if not codes.number_key(number):
            raise Unclear(
                "missing",
                _(
                    "The number of the decision is not stated."
                    " Write it above the list or in a column, such as 412/QĐ-UBND."
                ),
            )
        if day is None:
            raise Unclear(
                "missing",
                _(
                    "The day of the decision is not stated."
                    " Write it above the list or in a column, such as 05/03/2026."
                ),
                "decision_date",
            )
        self._past(day, "decision_date")
        return self._of_authority(row, fields, number, day, address)

    def _of_authority(
        self, row: ReadRow, fields: dict[str, Cell], number: str, day: datetime.date, address: str
    ) -> DecisionFacts:
        """--province, else the titles, else the row's address; the words for its rank as printed."""
        heading = row.heading
        named = read_heading(_text(fields, "authority"), find_unit)
        if named.level:
            heading = heading.then(named)
        level, printed, province_code = heading.level, heading.authority, heading.province_code
        if read_heading(number, find_unit).level == MINISTRY and level != MINISTRY:
            level, printed = MINISTRY, ""
        if self._province_code:
            if level == MINISTRY or province_code not in ("", self._province_code):
                level, printed = PROVINCE, ""
            province_code = self._province_code
        elif level == MINISTRY:
            return self._facts_of_decision(number, level, printed, "", day)
        if not province_code:
            province_code = self._places.place(address, "", day).province_code
        if not province_code:
            message = _(
                "Neither the titles nor the address say which province this is."
                " Name the authority above the list, or choose the province."
            )
            raise Unclear("province", message, "address")
        is_loose = not printed or bool(self._province_code)
        if level == DISTRICT and is_loose and DISTRICT not in who_may_certify(3, day):
            level, printed = PROVINCE, ""
        return self._facts_of_decision(number, level or PROVINCE, printed, province_code, day)

    def _facts_of_decision(
        self, number: str, level: str, printed: str, province_code: str, day: datetime.date
    ) -> DecisionFacts:
        province = self._places.province(province_code)
        if not printed:
            printed = f"UBND {province.name_vi}" if province else "Bộ Nông nghiệp và Môi trường"
        authority = codes.authority_key(
            level, province_code, province.name_vi if province else "", printed
        )
        return DecisionFacts(
            number=clean(number)[:80],
            level=level,
            authority=clean(printed)[:160],
            province_code=province_code,
            issued_on=day,
            key=(codes.number_key(number), authority, day),
        )

    def _settle(self, facts: Facts) -> list[Reason]:
        """Where the producer is, and whether the authority could give this star."""
        decision = facts.decision
        place = self._places.place(facts.address, decision.province_code, decision.issued_on)
        facts.province_code = place.province_code or decision.province_code
        facts.place = place
        if not facts.province_code:
            message = _("The address does not say which province the producer is in.")
            return [Reason("province", "address", message)]
        if decision.province_code and facts.province_code != decision.province_code:
            facts.doubts.append(
                Reason(
                    "authority",
                    "address",
                    _("The address lies in another province than the authority."),
                )
            )
        by_ministry = read_heading(decision.number, find_unit).level == MINISTRY
        levels = who_may_certify(facts.star, facts.issued_on or decision.issued_on)
        if decision.level not in levels or (by_ministry and decision.level != MINISTRY):
            facts.doubts.append(
                Reason(
                    "authority",
                    "star",
                    _("This authority could not certify %(star)s stars on that day.")
                    % {"star": facts.star},
                )
            )
        return []


def _formula() -> str:
    return _("This cell holds a formula. Write the value in its place.")


def _once(reasons: list[Reason]) -> list[Reason]:
    return list(dict.fromkeys(reasons))


def _is_stated(cell: Cell) -> bool:
    return cell is not None and not (isinstance(cell, str) and cell.strip().upper() in _ERRORS)


def _text(fields: dict[str, Cell], name: str) -> str:
    cell = fields.get(name)
    return "" if cell is None or isinstance(cell, Formula) else clean(str(cell))


def _name(fields: dict[str, Cell], name: str) -> str:
    text = _text(fields, name)
    if not key(text):
        words = {
            "product": _("The product is not named."),
            "producer": _("The producer is not named."),
        }
        raise Unclear("missing", words[name])
    if len(text) > _LONGEST:
        raise Unclear("too_long", _("The name has more than 255 characters."))
    return text


def _star(row: ReadRow, fields: dict[str, Cell]) -> int:
    if "star" in fields:
        return read_star(fields["star"])
    if row.heading.star is not None and not row.has_star_column:
        return read_star(row.heading.star)
    raise Unclear("missing", _("The stars are not stated."))


def _score(fields: dict[str, Cell], star: int | None) -> Decimal | None:
    score = read_score(fields.get("score"))
    if star is not None:
        check_score(score, star)
    return score


def _last_day(cell: Cell, issued_on: datetime.date) -> datetime.date | None:
    return None if cell is None else read_last_day(cell, issued_on=issued_on)


def _number_and_day(cell: Cell) -> tuple[str, datetime.date | None]:
    """ "3981/QĐ-UBND ngày 12/05/2026", "3981/QĐ-UBND" or a bare number."""
    text = clean(str(cell))
    days = dates_in(text)
    number = number_in(text)
    if not number:
        number = re.sub(
            r"(?i)^quyết định\b|^qđ\b|\bsố\b:?", " ", re.split(r"(?i),|\bngày\b", text)[0]
        )
    return (clean(number), days[0] if len(set(days)) == 1 else None)


def _official_code(fields: dict[str, Cell]) -> str:
    text = _text(fields, "official_code")
    return text if codes.official_key(text) else ""


def _with_kind(name: str, text: str) -> str:
    """A unit of its own column with the word for its kind where it is left out."""
    words = {"district": "huyện", "province": "tỉnh"}
    if name not in words or not text:
        return text
    known = find_unit(text)
    return text if known or name == "province" else f"{words[name]} {text}"


def _group(text: str) -> str:
    """A criteria set's code where the text holds one, else the text."""
    match = _SET.search(fold(text))
    return f"B{int(match[1]):02d}" if match else text[:_LONGEST]


def _legal_form(stated: str, name: str) -> str:
    by_column = legal_form(f"{stated} x") if stated else "unknown"
    return legal_form(name) if by_column == "unknown" else by_column
