"""The criteria of a demand: the shape in which reader, form, programs and matching meet.

Frozen and hashable; quantities and prices are Decimals. ``from_json`` takes what anybody may have sent,
``to_json`` gives the shape of the reader. What is not said is None or ().
"""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from catalog.catalogue.reference import criteria_sets
from catalog.supply.standards import ABROAD, CADENCE, ProducerType, Standard
from catalog.supply.units import PER_ORDER, PackUnit, Period, Unit
from marketplace.geography import slugs
from marketplace.kernel.checking import Check, plain_number

MOST_LINES = 20
#: What a reader may have derived rather than read.
INFERRED = ("places", "start", "end", "cadence")
CURRENCIES = ("VND", "USD", "EUR", "CNY", "JPY", "KRW")
_STARS = (3, 4, 5)
_HALF_THE_EQUATOR = 20_000
#: The reader's own, beside the criteria: what was understood from which words.
_BESIDE = ("parts",)


@dataclass(frozen=True)
class Quantity:
    min: Decimal | None = None
    max: Decimal | None = None
    unit: str | None = None
    period: str | None = None


@dataclass(frozen=True)
class Pack:
    size: Decimal
    unit: str


@dataclass(frozen=True)
class Line:
    """Products wanted together; the quantity is their total."""

    keywords: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    quantity: Quantity = Quantity()
    pack: Pack | None = None


@dataclass(frozen=True)
class Area:
    """Alternatives; ``provinces`` and ``regions`` are slugs."""

    provinces: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Origin:
    """``former`` narrows its own current province; provinces without one count whole."""

    required: Area = Area()
    preferred: Area = Area()
    former: tuple[str, ...] = ()


@dataclass(frozen=True)
class Price:
    """``per``: a unit, or "order"; None where it is not said."""

    min: Decimal | None = None
    max: Decimal | None = None
    per: str | None = None
    currency: str = "VND"


@dataclass(frozen=True)
class Standards:
    """Inner tuples are alternatives, of the outer one all are needed."""

    required: tuple[tuple[str, ...], ...] = ()
    preferred: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class ProducerTypes:
    required: tuple[str, ...] = ()
    preferred: tuple[str, ...] = ()


@dataclass(frozen=True)
class Delivery:
    """``places``: slugs of provinces, or "abroad". ``start`` and ``end``: the days of the window."""

    places: tuple[str, ...] = ()
    start: datetime.date | None = None
    end: datetime.date | None = None
    cadence: str | None = None
    inferred: tuple[str, ...] = ()


@dataclass(frozen=True)
class Criteria:
    lines: tuple[Line, ...] = ()
    origin: Origin = Origin()
    min_star: int | None = None
    price: Price | None = None
    standards: Standards = Standards()
    producer_types: ProducerTypes = ProducerTypes()
    delivery: Delivery = Delivery()
    radius_km: int | None = None
    certificate_valid_until: datetime.date | None = None
    #: Two statements could not both hold, and the field was left empty.
    has_conflict: bool = False

    @property
    def missing(self) -> list[str]:
        """What a match would gain from, in the order of reading rule 31."""
        found = {
            "product": not any(line.keywords for line in self.lines),
            "quantity": any(_no_amount(line) for line in self.lines) or not self.lines,
            "unit": any(not _no_amount(line) and not line.quantity.unit for line in self.lines),
            "period": any(not _no_amount(line) and not line.quantity.period for line in self.lines),
            "price": self.price is None,
            "delivery.place": not self.delivery.places and not self._are_visits,
            "delivery.window": self.delivery.start is None and self.delivery.end is None,
            "conflict": self.has_conflict,
        }
        return [name for name, is_missing in found.items() if is_missing]

    @property
    def _are_visits(self) -> bool:
        groups = [code for line in self.lines for code in line.groups]
        return bool(groups) and set(groups) == {"B26"}

    def to_json(self) -> dict[str, Any]:
        """In the reader's shape: every key present, missing computed."""
        return {
            "lines": [line_to_json(line) for line in self.lines],
            "origin": {
                "required": _area_to_json(self.origin.required),
                "preferred": _area_to_json(self.origin.preferred),
                "former": list(self.origin.former),
            },
            "min_star": self.min_star,
            "price": self.price
            and {
                "min": plain_number(self.price.min),
                "max": plain_number(self.price.max),
                "per": self.price.per,
                "currency": self.price.currency,
            },
            "standards": {
                "required": [list(one) for one in self.standards.required],
                "preferred": [list(one) for one in self.standards.preferred],
            },
            "producer_types": {
                "required": list(self.producer_types.required),
                "preferred": list(self.producer_types.preferred),
            },
            "delivery": {
                "places": list(self.delivery.places),
                "start": _day(self.delivery.start),
                "end": _day(self.delivery.end),
                "cadence": self.delivery.cadence,
                "inferred": list(self.delivery.inferred),
            },
            "radius_km": self.radius_km,
            "certificate_valid_until": _day(self.certificate_valid_until),
            "missing": self.missing,
        }

    @classmethod
    def from_json(cls, data: Any, *, beside: tuple[str, ...] = ()) -> "Criteria":
        """The criteria in ``data``; absent keys are null, keys in ``beside`` somebody else's.

        checking.Refused names the wrong fields.
        """
        check = Check()
        criteria = _Reader(check).criteria(data, beside)
        check.done()
        return criteria


def line_to_json(line: Line) -> dict[str, Any]:
    return {
        "keywords": list(line.keywords),
        "groups": list(line.groups),
        "quantity": {
            "min": plain_number(line.quantity.min),
            "max": plain_number(line.quantity.max),
            "unit": line.quantity.unit,
            "period": line.quantity.period,
        },
        "pack": line.pack and {"size": plain_number(line.pack.size), "unit": line.pack.unit},
    }


def _no_amount(line: Line) -> bool:
    return line.quantity.min is None and line.quantity.max is None


def _area_to_json(area: Area) -> dict[str, list[str]]:
    return {"provinces": list(area.provinces), "regions": list(area.regions)}


def _day(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


@dataclass(frozen=True)
class _Reader:
    """One method for each part of the shape."""

    check: Check
    keys: tuple[str, ...] = field(
        default=(
            "lines",
            "origin",
            "min_star",
            "price",
            "standards",
            "producer_types",
            "delivery",
            "radius_km",
            "certificate_valid_until",
            "missing",
        )
    )

    def criteria(self, data: Any, beside: tuple[str, ...]) -> Criteria:
        check = self.check
        found = check.mapping({} if data is None else data, "", self.keys, ignored=_BESIDE + beside)
        missing = found.get("missing") or []
        star = check.whole(found.get("min_star"), "min_star", least=_STARS[0], most=_STARS[-1])
        return Criteria(
            lines=check.items(found.get("lines"), "lines", self.line, most=MOST_LINES),
            origin=self.origin(found.get("origin")),
            min_star=star,
            price=self.price(found.get("price")),
            standards=self.standards(found.get("standards")),
            producer_types=self.producer_types(found.get("producer_types")),
            delivery=self.delivery(found.get("delivery")),
            radius_km=check.whole(
                found.get("radius_km"), "radius_km", least=1, most=_HALF_THE_EQUATOR
            ),
            certificate_valid_until=check.date(
                found.get("certificate_valid_until"), "certificate_valid_until"
            ),
            has_conflict=isinstance(missing, list) and "conflict" in missing,
        )

    def line(self, data: Any, path: str) -> Line:
        check = self.check
        found = check.mapping(data, path, ("keywords", "groups", "quantity", "pack"))
        sets = criteria_sets()
        return Line(
            keywords=check.items(found.get("keywords"), f"{path}.keywords", check.text),
            groups=tuple(
                sorted(
                    check.items(
                        found.get("groups"),
                        f"{path}.groups",
                        lambda value, at: check.code(value, at, sets),
                    )
                )
            ),
            quantity=self.quantity(found.get("quantity"), f"{path}.quantity"),
            pack=self.pack(found.get("pack"), f"{path}.pack"),
        )

    def quantity(self, data: Any, path: str) -> Quantity:
        check = self.check
        found = check.mapping(data, path, ("min", "max", "unit", "period"))
        least = check.number(found.get("min"), f"{path}.min")
        most = check.number(found.get("max"), f"{path}.max")
        self._in_order(least, most, path)
        return Quantity(
            min=least,
            max=most,
            unit=check.code(found.get("unit"), f"{path}.unit", Unit.values),
            period=check.code(found.get("period"), f"{path}.period", Period.values),
        )

    def pack(self, data: Any, path: str) -> Pack | None:
        if data is None:
            return None
        found = self.check.mapping(data, path, ("size", "unit"))
        size = self.check.number(found.get("size"), f"{path}.size", most=10**6 - 1)
        unit = self.check.code(found.get("unit"), f"{path}.unit", PackUnit.values)
        if size is None or unit is None:
            self.check.wrong(path, _("A pack has a size and a unit."))
            return None
        return Pack(size, unit)

    def origin(self, data: Any) -> Origin:
        found = self.check.mapping(data, "origin", ("required", "preferred", "former"))
        return Origin(
            required=self.area(found.get("required"), "origin.required"),
            preferred=self.area(found.get("preferred"), "origin.preferred"),
            former=self.codes(found.get("former"), "origin.former", slugs.former_provinces()),
        )

    def area(self, data: Any, path: str) -> Area:
        found = self.check.mapping(data, path, ("provinces", "regions"))
        return Area(
            provinces=self.codes(found.get("provinces"), f"{path}.provinces", slugs.provinces()),
            regions=self.codes(found.get("regions"), f"{path}.regions", slugs.regions()),
        )

    def price(self, data: Any) -> Price | None:
        check = self.check
        found = check.mapping(data, "price", ("min", "max", "per", "currency"))
        least = check.number(found.get("min"), "price.min")
        most = check.number(found.get("max"), "price.max")
        self._in_order(least, most, "price")
        per = check.code(found.get("per"), "price.per", [*Unit.values, PER_ORDER])
        currency = check.code(found.get("currency"), "price.currency", CURRENCIES)
        if least is None and most is None:
            return None
        return Price(min=least, max=most, per=per, currency=currency or "VND")

    def standards(self, data: Any) -> Standards:
        found = self.check.mapping(data, "standards", ("required", "preferred"))
        return Standards(
            required=self.check.items(
                found.get("required"), "standards.required", self.alternatives
            ),
            preferred=self.check.items(
                found.get("preferred"), "standards.preferred", self.alternatives
            ),
        )

    def alternatives(self, data: Any, path: str) -> tuple[str, ...] | None:
        return self.codes(data, path, Standard.values) or None

    def producer_types(self, data: Any) -> ProducerTypes:
        found = self.check.mapping(data, "producer_types", ("required", "preferred"))
        kinds = ProducerType.values
        return ProducerTypes(
            required=self.codes(found.get("required"), "producer_types.required", kinds),
            preferred=self.codes(found.get("preferred"), "producer_types.preferred", kinds),
        )

    def delivery(self, data: Any) -> Delivery:
        check = self.check
        found = check.mapping(data, "delivery", ("places", "start", "end", "cadence", "inferred"))
        start = check.date(found.get("start"), "delivery.start")
        end = check.date(found.get("end"), "delivery.end")
        if start and end and end < start:
            check.wrong("delivery.end", _("The last day is before the first."))
        cadence = check.text(found.get("cadence"), "delivery.cadence", longest=12)
        if cadence and not CADENCE.fullmatch(cadence):
            check.wrong("delivery.cadence", _("Write daily, monthly, once or such as 3/week."))
            cadence = None
        return Delivery(
            places=self.codes(found.get("places"), "delivery.places", [*slugs.provinces(), ABROAD]),
            start=start,
            end=end,
            cadence=cadence,
            inferred=self.codes(found.get("inferred"), "delivery.inferred", INFERRED),
        )

    def codes(self, data: Any, path: str, known: Any) -> tuple[str, ...]:
        return self.check.items(data, path, lambda value, at: self.check.code(value, at, known))

    def _in_order(self, least: Decimal | None, most: Decimal | None, path: str) -> None:
        if least is not None and most is not None and most < least:
            self.check.wrong(f"{path}.max", _("The largest is below the smallest."))
