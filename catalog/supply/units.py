"""The codes by which supplies and demands are measured, in words, and how amounts convert.

One list for models, forms, spreadsheets, the reader of demands, matching and the index. Weights are
kilograms and volumes litres in the books; yến, tạ and tấn are only ways of writing them.
"""

from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext_lazy, pgettext_lazy
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    """What an amount of goods is counted in."""

    KG = "kg", _("kg")
    LITRE = "litre", _("litre")
    PIECE = "piece", pgettext_lazy("unit", "piece")
    BAG = "bag", pgettext_lazy("unit", "bag")
    BOX = "box", pgettext_lazy("unit", "box")
    CARTON = "carton", pgettext_lazy("unit", "carton")
    BOTTLE = "bottle", pgettext_lazy("unit", "bottle")
    JAR = "jar", pgettext_lazy("unit", "jar")
    CAN = "can", pgettext_lazy("unit", "can")
    SET = "set", pgettext_lazy("unit", "set")
    BASKET = "basket", pgettext_lazy("unit", "gift basket")
    GIFT = "gift", pgettext_lazy("unit", "gift")
    PLANT = "plant", pgettext_lazy("unit", "plant")
    STEM = "stem", pgettext_lazy("unit", "stem")
    BUNCH = "bunch", pgettext_lazy("unit", "bunch")
    ANIMAL = "animal", pgettext_lazy("unit", "animal")
    METRE = "metre", pgettext_lazy("unit", "metre")
    PAIR = "pair", pgettext_lazy("unit", "pair")
    PERSON = "person", pgettext_lazy("unit", "visitor")
    SKU = "sku", pgettext_lazy("unit", "kind of product")
    CONTAINER_20 = "container_20", pgettext_lazy("unit", "20-foot container")
    CONTAINER_40 = "container_40", pgettext_lazy("unit", "40-foot container")


class PackUnit(models.TextChoices):
    """What the content of one sales unit is written in: as a unit, or grams and millilitres."""

    G = "g", _("g")
    ML = "ml", _("ml")
    KG = "kg", _("kg")
    LITRE = "litre", _("litre")
    PIECE = "piece", pgettext_lazy("unit", "piece")
    BAG = "bag", pgettext_lazy("unit", "bag")
    BOX = "box", pgettext_lazy("unit", "box")
    BOTTLE = "bottle", pgettext_lazy("unit", "bottle")
    JAR = "jar", pgettext_lazy("unit", "jar")
    CAN = "can", pgettext_lazy("unit", "can")
    METRE = "metre", pgettext_lazy("unit", "metre")


class Period(models.TextChoices):
    """How often a quantity is wanted; ``once`` is a total."""

    ONCE = "once", pgettext_lazy("period", "once")
    DAY = "day", pgettext_lazy("period", "a day")
    WEEK = "week", pgettext_lazy("period", "a week")
    MONTH = "month", pgettext_lazy("period", "a month")
    QUARTER = "quarter", pgettext_lazy("period", "a quarter")
    YEAR = "year", pgettext_lazy("period", "a year")


#: What a price is for where it is not for a unit: the whole order.
PER_ORDER = "order"

#: In how many of these units something is written, by the name it is written with.
WRITTEN: MappingProxyType[str, tuple[str, Decimal]] = MappingProxyType(
    {
        "g": (Unit.KG, Decimal("0.001")),
        "gam": (Unit.KG, Decimal("0.001")),
        "kg": (Unit.KG, Decimal(1)),
        "kí": (Unit.KG, Decimal(1)),
        "ký": (Unit.KG, Decimal(1)),
        "cân": (Unit.KG, Decimal(1)),
        "yến": (Unit.KG, Decimal(10)),
        "tạ": (Unit.KG, Decimal(100)),
        "tấn": (Unit.KG, Decimal(1000)),
        "ton": (Unit.KG, Decimal(1000)),
        "tonne": (Unit.KG, Decimal(1000)),
        "mt": (Unit.KG, Decimal(1000)),
        "ml": (Unit.LITRE, Decimal("0.001")),
        "l": (Unit.LITRE, Decimal(1)),
        "lít": (Unit.LITRE, Decimal(1)),
        "litre": (Unit.LITRE, Decimal(1)),
    }
)
#: Weights and volumes of a content, as kilograms or litres.
_CONTENT: dict[str, tuple[str, Decimal]] = {
    PackUnit.G: (Unit.KG, Decimal("0.001")),
    PackUnit.KG: (Unit.KG, Decimal(1)),
    PackUnit.ML: (Unit.LITRE, Decimal("0.001")),
    PackUnit.LITRE: (Unit.LITRE, Decimal(1)),
}
_COUNTED: dict[str, Promise] = {
    Unit.PIECE: ngettext_lazy("%(number)s piece", "%(number)s pieces", "count"),
    Unit.BAG: ngettext_lazy("%(number)s bag", "%(number)s bags", "count"),
    Unit.BOX: ngettext_lazy("%(number)s box", "%(number)s boxes", "count"),
    Unit.CARTON: ngettext_lazy("%(number)s carton", "%(number)s cartons", "count"),
    Unit.BOTTLE: ngettext_lazy("%(number)s bottle", "%(number)s bottles", "count"),
    Unit.JAR: ngettext_lazy("%(number)s jar", "%(number)s jars", "count"),
    Unit.CAN: ngettext_lazy("%(number)s can", "%(number)s cans", "count"),
    Unit.SET: ngettext_lazy("%(number)s set", "%(number)s sets", "count"),
    Unit.BASKET: ngettext_lazy("%(number)s gift basket", "%(number)s gift baskets", "count"),
    Unit.GIFT: ngettext_lazy("%(number)s gift", "%(number)s gifts", "count"),
    Unit.PLANT: ngettext_lazy("%(number)s plant", "%(number)s plants", "count"),
    Unit.STEM: ngettext_lazy("%(number)s stem", "%(number)s stems", "count"),
    Unit.BUNCH: ngettext_lazy("%(number)s bunch", "%(number)s bunches", "count"),
    Unit.ANIMAL: ngettext_lazy("%(number)s animal", "%(number)s animals", "count"),
    Unit.METRE: ngettext_lazy("%(number)s metre", "%(number)s metres", "count"),
    Unit.PAIR: ngettext_lazy("%(number)s pair", "%(number)s pairs", "count"),
    Unit.PERSON: ngettext_lazy("%(number)s visitor", "%(number)s visitors", "count"),
    Unit.SKU: ngettext_lazy("%(number)s kind of product", "%(number)s kinds of product", "count"),
    Unit.CONTAINER_20: ngettext_lazy(
        "%(number)s 20-foot container", "%(number)s 20-foot containers", "count"
    ),
    Unit.CONTAINER_40: ngettext_lazy(
        "%(number)s 40-foot container", "%(number)s 40-foot containers", "count"
    ),
}
_TONNE = 1000
_VIETNAMESE = str.maketrans(",.", ".,")


@dataclass(frozen=True)
class Content:
    """What one ``unit`` of a supply holds, where that is known."""

    unit: str
    kg: Decimal | None = None
    litre: Decimal | None = None
    pieces: Decimal | None = None


def content_of(
    unit: str, *, kg: Decimal | None, pack_size: Decimal | None, pack_unit: str | None
) -> Content:
    """The content of one ``unit``: itself, or what is stated, or what its pack says.

    The pack of goods sold by weight or volume (kg in bags of 10 kg) says nothing of the unit.
    """
    if unit == Unit.KG:
        return Content(unit, kg=Decimal(1))
    if unit == Unit.LITRE:
        return Content(unit, kg=kg, litre=Decimal(1))
    if unit == Unit.PIECE:
        return Content(unit, kg=kg, pieces=Decimal(1))
    if not pack_size or not pack_unit:
        return Content(unit, kg=kg)
    if pack_unit == PackUnit.PIECE:
        return Content(unit, kg=kg, pieces=pack_size)
    measure, factor = _CONTENT.get(pack_unit, ("", Decimal(0)))
    size = pack_size * factor
    return Content(
        unit,
        kg=kg or (size if measure == Unit.KG else None),
        litre=size if measure == Unit.LITRE else None,
    )


def convert(amount: Decimal, source: str, target: str, content: Content) -> Decimal | None:
    """``amount`` of unit ``source`` in unit ``target``; None where the content does not tell.

    One of the two is the supply's own unit, of which ``content`` speaks; the other may be kg,
    litres or pieces. Not rounded: a need is rounded up to whole units, what is there down.
    """
    if source == target:
        return amount
    held: dict[str, Decimal | None] = {
        Unit.KG: content.kg,
        Unit.LITRE: content.litre,
        Unit.PIECE: content.pieces,
    }
    into, out_of = held.get(target), held.get(source)
    if source == content.unit and into:
        return amount * into
    if target == content.unit and out_of:
        return amount / out_of
    return None


def amount_words(amount: Decimal | int | float, unit: str | None) -> str:
    """ "2,5 tấn", "800 kg", "12 hộp" in the page's language; the bare number without a unit."""
    number = Decimal(str(amount))
    if unit == Unit.KG and number >= _TONNE and number % 10 == 0:
        return str(_("%(number)s tonnes")) % {"number": _figure(number / _TONNE)}
    if unit == Unit.KG:
        return f"{_figure(number)} kg"
    if unit == Unit.LITRE:
        return str(_("%(number)s litres")) % {"number": _figure(number)}
    words = _COUNTED.get(unit or "")
    if words is None:
        return _figure(number)
    return str(words % {"number": _figure(number), "count": 1 if number == 1 else 2})


def pack_words(size: Decimal | int | float, unit: str) -> str:
    """The content of a pack: "5 kg", "70 ml", "10 quả"."""
    if unit in {PackUnit.G, PackUnit.ML, PackUnit.KG}:
        return f"{_figure(Decimal(str(size)))} {unit}"
    return amount_words(size, unit)


def unit_label(code: str | None) -> str:
    """The name of a unit, of a pack's unit or of "order"; empty for null."""
    if code == PER_ORDER:
        return str(pgettext_lazy("price", "the whole order"))
    labels = [*Unit.choices, *PackUnit.choices]
    return next((str(label) for value, label in labels if value == code), "")


def _figure(number: Decimal) -> str:
    """At most three decimals, none that are zero, grouped and marked as the language does."""
    figure = f"{round(number, 3):,f}"
    if "." in figure:
        figure = figure.rstrip("0").rstrip(".")
    return figure if get_language() == "en" else figure.translate(_VIETNAMESE)
