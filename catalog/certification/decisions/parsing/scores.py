"""Points of the assessment council, 0 to 100."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from ..reading import Cell, Formula
from .unclear import Unclear

#: Points below which a star cannot be given (26/2026/QĐ-TTg, Art. 3; the same since 2019). More
#: points do not oblige to a star: a product may fail one of its minimum criteria.
AT_LEAST = {3: Decimal(50), 4: Decimal(70), 5: Decimal(90)}
_MOST = Decimal(100)
_WRITTEN = re.compile(r"(\d{1,3})(?:[.,](\d{1,4}))?(?:\s*/\s*100)?(?:\s*(?:điểm|đ|points?))?")
_NOTHING = frozenset({"-", "–", "—", "x", "/", "không", ""})


def read_score(cell: Cell) -> Decimal | None:
    """The points to two decimals, None where nothing is stated; raises Unclear (code ``score``).

    Both "85,5" and "85.5". A formula is passed over: no certificate needs its points.
    """
    if cell is None or isinstance(cell, Formula):
        return None
    text = str(cell).strip().lower()
    if text in _NOTHING:
        return None
    match = None if isinstance(cell, bool) else _WRITTEN.fullmatch(_short(cell, text))
    points = Decimal(f"{match[1]}.{match[2] or 0}") if match else None
    if points is None or points > _MOST:
        raise Unclear("score", _("The points cannot be read: “%(cell)s”.") % {"cell": cell})
    return points.quantize(Decimal("0.01"))


def _short(cell: Cell, text: str) -> str:
    return f"{cell:.4f}" if isinstance(cell, float) and 0 <= cell <= _MOST else text


def check_score(score: Decimal | None, star: int) -> None:
    """Points that are too few for the stars mean that one of the two is wrong."""
    if score is not None and score < AT_LEAST[star]:
        raise Unclear(
            "score",
            _("%(score)s points are fewer than %(star)s stars need.")
            % {"score": score, "star": star},
        )
