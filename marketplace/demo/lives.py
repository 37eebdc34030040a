"""Which life the certificate of each demonstration product has had, relative to today."""

import datetime
from dataclasses import dataclass

from catalog.certification.terms import VALIDITY_MONTHS, months_after

from .rows import Row
from .words import draw

#: Life → its share of a hundred; the rest is plainly valid.
_SHARES = (
    ("renewal_open", 6),
    ("renewal_late", 5),
    ("ending", 4),
    ("extended", 3),
    ("expired", 4),
    ("suspended", 2),
    ("revoked", 2),
    ("renewed", 4),
)
#: Where a province has fewer products in the sources, all of them are plainly valid.
_ENOUGH = 4
#: Life → its last day lies this many days from today, drawn per decision.
_ENDS_IN = {
    "renewal_open": (130, 170),
    "renewal_late": (40, 110),
    "ending": (3, 28),
    "extended": (-60, -10),
    "expired": (-300, -20),
    "renewed": (30, 90),
}
_MERGED = datetime.date(2025, 7, 1)
_MINISTRY_RENAMED = datetime.date(2025, 3, 1)
_CITIES_THEN = frozenset({"Hà Nội", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Hồ Chí Minh"})


@dataclass(frozen=True, order=True)
class Paper:
    """The decision that a certificate hangs on; products of one authority and life share it."""

    issued_on: datetime.date
    level: str
    authority: str
    province_slug: str


def lives_of(rows: list[Row]) -> dict[str, str]:
    """Each starred row's seed → its life."""
    count: dict[str, int] = {}
    for row in rows:
        count[row.province_slug] = count.get(row.province_slug, 0) + 1
    return {
        row.seed: _life(row) if count[row.province_slug] >= _ENOUGH else "valid"
        for row in rows
        if row.star
    }


def first_paper(row: Row, life: str, *, today: datetime.date) -> Paper:
    """The decision by which the product was recognised first."""
    dice = draw("paper", row.former_province, str(row.star == 5), life)  # noqa: PLR2004
    if life in _ENDS_IN:
        last_day = today + datetime.timedelta(days=dice.randint(*_ENDS_IN[life]))
        return _paper(row, months_after(last_day, -VALIDITY_MONTHS))
    return _paper(row, today - datetime.timedelta(days=dice.randint(60, 500)))


def second_paper(row: Row, *, today: datetime.date) -> Paper:
    """The decision by which a renewed product was recognised again."""
    dice = draw("again", row.province_slug)
    return _paper(row, today - datetime.timedelta(days=dice.randint(12, 28)))


def _life(row: Row) -> str:
    share = draw("life", row.seed).randrange(100)
    for life, size in _SHARES:
        if share < size:
            return life
        share -= size
    return "valid"


def _paper(row: Row, issued_on: datetime.date) -> Paper:
    """Five stars are the ministry's; the others the province's, by its name on that day."""
    if row.star == 5:  # noqa: PLR2004
        new = issued_on >= _MINISTRY_RENAMED
        name = "Nông nghiệp và Môi trường" if new else "Nông nghiệp và Phát triển nông thôn"
        return Paper(issued_on, "ministry", f"Bộ {name}", "")
    return Paper(issued_on, "province", _committee(row, issued_on), row.province_slug)


def _committee(row: Row, issued_on: datetime.date) -> str:
    if issued_on >= _MERGED:
        return ""  # the province of today, by its own name
    kind = "thành phố" if row.former_province in _CITIES_THEN else "tỉnh"
    return f"Ủy ban nhân dân {kind} {row.former_province}"
