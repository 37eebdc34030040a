"""A statement as a PDF to file and to print; the only module that imports reportlab."""

import functools
import io
from pathlib import Path

from django.utils.translation import gettext as _
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

import marketplace.pictures
from marketplace.kernel.money import dong

from .positions import COLUMNS
from .selectors import Statement
from .words import COLUMN_WORDS

_TYPE = Path(marketplace.pictures.__file__).parent / "type"
_TEXT, _STRONG = "NotoSans", "NotoSans-Bold"
_INK, _LINE = HexColor("#222222"), HexColor("#999999")


@functools.cache
def _register_type() -> None:
    pdfmetrics.registerFont(TTFont(_TEXT, str(_TYPE / "NotoSans-Regular.ttf")))
    pdfmetrics.registerFont(TTFont(_STRONG, str(_TYPE / "NotoSans-Bold.ttf")))


def _money(amount: int) -> str:
    """Without the sign of the đồng, which the page says once."""
    return dong(amount).split("\u202f")[0] if amount else ""


def as_pdf(statement: Statement) -> io.BytesIO:
    """The whole month on A4, its header repeated on each page."""
    _register_type()
    vendor = statement.desk.vendor
    text = ParagraphStyle("text", fontName=_TEXT, fontSize=9, leading=13, textColor=_INK)
    head = ParagraphStyle("head", parent=text, fontName=_STRONG, fontSize=14, leading=20)
    small = ParagraphStyle("small", parent=text, fontSize=7, leading=9)
    title = _("Statement for %(month)s") % {"month": f"{statement.month.first:%m/%Y}"}
    file = io.BytesIO()
    document = SimpleDocTemplate(
        file,
        pagesize=landscape(A4),
        title=f"{title} · {vendor.name}",
        leftMargin=12 * mm,
        rightMargin=12 * mm,
        topMargin=12 * mm,
        bottomMargin=14 * mm,
    )
    organisation = vendor.organisation
    who = [vendor.name, organisation.name]
    if organisation.tax_code:
        who.append(_("Tax code %(code)s") % {"code": organisation.tax_code})
    document.build(
        [
            Paragraph(_plain(title), head),
            Paragraph(_plain(" · ".join(dict.fromkeys(who))), text),
            Paragraph(_plain(_("Amounts in đồng, VAT included.")), text),
            Spacer(1, 4 * mm),
            _table(statement, small),
        ]
    )
    file.seek(0)
    return file


def _plain(words: str) -> str:
    """Text for a paragraph, which would read markup."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _table(statement: Statement, small: ParagraphStyle) -> Table:
    titles = [_("Day"), _("Order and what happened"), *map(str, COLUMN_WORDS.values()), _("Total")]
    blank = [""] * len(COLUMNS)
    rows: list[list[Paragraph | str]] = [[Paragraph(_plain(words), small) for words in titles]]
    rows.append(["", _("Balance before"), *blank, _money(statement.month.opening) or "0"])
    rows += [
        [
            f"{row.day:%d/%m}",
            Paragraph(_plain(f"{row.number} {row.label}".strip()), small),
            *(_money(row.figures[column]) for column in COLUMNS),
            _money(row.total) or "0",
        ]
        for row in statement.rows
    ]
    month = statement.month
    rows.append(
        [
            "",
            _("Sum"),
            *(_money(month.figures[c]) for c in COLUMNS),
            _money(month.closing - month.opening) or "0",
        ]
    )
    rows.append(["", _("Balance after"), *blank, _money(month.closing) or "0"])
    last = len(rows) - 1
    return Table(
        rows,
        repeatRows=1,
        colWidths=[14 * mm, 50 * mm, *[20 * mm] * len(COLUMNS), 24 * mm],
        style=TableStyle(
            [
                ("FONT", (0, 0), (-1, -1), _TEXT, 8),
                ("FONT", (0, last - 1), (-1, last), _STRONG, 8),
                ("TEXTCOLOR", (0, 0), (-1, -1), _INK),
                ("ALIGN", (2, 1), (-1, -1), "RIGHT"),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEBELOW", (0, 0), (-1, 0), 0.8, _INK),
                ("LINEBELOW", (0, 1), (-1, -1), 0.25, _LINE),
                ("LINEABOVE", (0, last - 1), (-1, last - 1), 0.8, _INK),
            ]
        ),
    )
