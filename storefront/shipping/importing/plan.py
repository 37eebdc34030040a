"""What the tables say, checked and put together: tariffs with their rates, free deliveries."""

import datetime
import hashlib
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from django.utils.translation import gettext as _

from catalog.catalogue.parcels import MOST_GRAMS, ParcelClass
from catalog.certification.decisions.parsing.unclear import Unclear

from ..models import FreeDelivery
from ..tariff import Rate
from ..zones import Units, Zone
from .tables import MOST_DONG, NamedRow, Problem, Table

_STEP = re.compile(r"up_to_(\d{1,6})")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,19}")
_TRACKING = re.compile(r"https://[^\s<>\"']{3,190}")
CLASSES = [one for one in ParcelClass.values if one != ParcelClass.PICK_UP]
LONGEST_WAY_DAYS = 60


@dataclass(frozen=True)
class Head:
    """What all rows of one tariff agree on."""

    carrier: str
    name: str
    name_en: str
    service: str
    tracking: str
    valid_from: datetime.date
    divisor: int
    units: str
    remote_surcharge: int
    is_illustrative: bool


@dataclass
class NewTariff:
    head: Head
    rates: dict[tuple[str, str], Rate] = field(default_factory=dict)
    remote: set[str] = field(default_factory=set)

    @property
    def digest(self) -> str:
        """Of all that it says: the same tariff again has the same one."""
        said = (
            asdict(self.head),
            sorted((key, asdict(rate)) for key, rate in self.rates.items()),
            sorted(self.remote),
        )
        return hashlib.sha256(repr(said).encode()).hexdigest()


@dataclass(frozen=True)
class NewFree:
    row: int
    payer: str
    vendor: str
    province: str
    free_from: int
    valid_from: datetime.date
    valid_until: datetime.date | None


@dataclass
class Plan:
    tariffs: dict[tuple[str, datetime.date], NewTariff] = field(default_factory=dict)
    free: list[NewFree] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def plan_of(tables: Iterable[Table], *, services: Iterable[str]) -> Plan:
    """Rates first, then the remote communes of these tariffs; every problem of every row."""
    plan, known = Plan(), tuple(services)
    order = {"rates": 0, "remote": 1, "free": 2}
    for table in sorted(tables, key=lambda one: order[one.kind]):
        for row in table.rows:
            try:
                if table.kind == "rates":
                    _add_rate(plan, row, table.titles, known)
                elif table.kind == "remote":
                    _add_remote(plan, row)
                else:
                    plan.free.append(_free(row))
            except Unclear as unclear:
                plan.problems.append(Problem(row.number, str(unclear)))
    return plan


def _add_rate(plan: Plan, row: NamedRow, titles: list[str], services: tuple[str, ...]) -> None:
    head = _head(row, services)
    tariff = plan.tariffs.setdefault((head.carrier, head.valid_from), NewTariff(head))
    if tariff.head != head:
        raise Unclear("head", _("It says something else of its tariff than the rows above."))
    key = (row.one_of("zone", Zone.values), row.one_of("class", CLASSES))
    if key in tariff.rates:
        raise Unclear("twice", _("This zone and class stand there twice."))
    tariff.rates[key] = _rate(row, titles)


def _head(row: NamedRow, services: tuple[str, ...]) -> Head:
    carrier, tracking = row.text("carrier"), row.text("tracking")
    if not _SLUG.fullmatch(carrier):
        raise Unclear("carrier", _("A carrier's code is made of small letters, digits and dashes."))
    if tracking and not _TRACKING.fullmatch(tracking):
        raise Unclear("tracking", _("A tracking address begins with https://."))
    return Head(
        carrier=carrier,
        name=row.text("name", longest=80, default=carrier),
        name_en=row.text("name_en", longest=80),
        service=row.one_of("service", services, default="manual"),
        tracking=tracking,
        valid_from=row.day("valid_from"),
        divisor=row.whole("divisor", least=1_000, most=10_000, default=5_000),
        units=row.one_of("units", Units.values, default=Units.TODAY),
        remote_surcharge=row.whole("remote_surcharge", least=0, most=MOST_DONG, default=0),
        is_illustrative=row.yes("illustrative"),
    )


def _rate(row: NamedRow, titles: list[str]) -> Rate:
    limits = sorted((int(match[1]), title) for title in titles if (match := _STEP.fullmatch(title)))
    steps = tuple(
        (grams, row.whole(title, least=0, most=MOST_DONG))
        for grams, title in limits
        if row.has(title) and 0 < grams <= MOST_GRAMS
    )
    days = (
        row.whole("first_day", least=0, most=LONGEST_WAY_DAYS),
        row.whole("last_day", least=0, most=LONGEST_WAY_DAYS),
    )
    return checked_rate(steps, row.whole("further_kilogram", least=0, most=MOST_DONG), days)


def checked_rate(steps: tuple[tuple[int, int], ...], further: int, days: tuple[int, int]) -> Rate:
    """``steps`` rise by weight. Unclear with code ``steps`` or ``days`` where it is no rate."""
    charges = [amount for _grams, amount in steps]
    if not steps or charges != sorted(charges):
        raise Unclear(
            "steps", _("A heavier parcel may not cost less; at least one step is needed.")
        )
    if days[0] > days[1]:
        raise Unclear("days", _("The last day lies before the first."))
    return Rate(steps=steps, each_further_kilogram=further, days=days)


def _add_remote(plan: Plan, row: NamedRow) -> None:
    tariff = plan.tariffs.get((row.text("carrier"), row.day("valid_from")))
    if tariff is None:
        raise Unclear("tariff", _("Its tariff is not among those of this import."))
    tariff.remote.add(row.text("commune").zfill(5))


def _free(row: NamedRow) -> NewFree:
    payer = row.one_of("payer", FreeDelivery.Payer.values)
    vendor, province = row.text("vendor"), row.text("province")
    named = {
        FreeDelivery.Payer.VENDOR: bool(vendor) and not province,
        FreeDelivery.Payer.PROVINCE: bool(province) and not vendor,
        FreeDelivery.Payer.PLATFORM: not vendor and not province,
    }
    if not named[FreeDelivery.Payer(payer)]:
        raise Unclear("payer", _("Name the vendor or the province that pays, and nobody else."))
    first, last = row.day("valid_from"), row.day_or_none("valid_until")
    if last is not None and last < first:
        raise Unclear("days", _("The last day lies before the first."))
    free_from = row.whole("free_from", least=1, most=MOST_DONG)
    return NewFree(row.number, payer, vendor, province, free_from, first, last)
