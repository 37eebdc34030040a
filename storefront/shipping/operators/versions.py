"""A tariff with a new day, made from one that is there: what it says, and what would change."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.catalogue.parcels import ParcelClass
from marketplace.accounts.models import User
from marketplace.kernel.clock import today

from ..importing.plan import Head, NewTariff
from ..importing.services import read_again, take_tariff
from ..models import Tariff
from ..tariff import Rate, charge
from ..templatetags.weights import weight
from ..zones import Units, Zone
from .services import TariffRefused, require_operator


@dataclass(frozen=True)
class Change:
    """One thing that differs; amounts in đồng where ``is_money``, None where there is none."""

    what: str
    before: int | str | None
    after: int | str | None
    is_money: bool = False

    @property
    def difference(self) -> int | None:
        """How much more, or less; None where it is no question of money on both sides."""
        if not isinstance(self.before, int) or not isinstance(self.after, int):
            return None
        return self.after - self.before if self.is_money else None


def said_of(tariff: Tariff) -> NewTariff:
    """What a tariff says, as an import would have read it."""
    carrier = tariff.carrier
    return NewTariff(
        Head(
            carrier=carrier.code,
            name=carrier.name,
            name_en=carrier.name_en,
            service=carrier.service,
            tracking=carrier.tracking_address,
            valid_from=tariff.valid_from,
            divisor=tariff.divisor,
            units=tariff.units,
            remote_surcharge=tariff.remote_surcharge,
            is_illustrative=tariff.is_illustrative,
        ),
        {
            (rate.zone, rate.parcel_class): Rate(
                steps=tuple((grams, amount) for grams, amount in rate.steps),
                each_further_kilogram=rate.each_further_kilogram,
                days=(rate.first_day, rate.last_day),
            )
            for rate in tariff.rates.all()
        },
        set(tariff.remote_communes.values_list("commune__code", flat=True)),
    )


def changes(old: NewTariff, new: NewTariff) -> list[Change]:
    """All but the day, from the general to each zone, class and weight."""
    return [one for one in _all(old, new) if one.before != one.after]


def make_version(*, base: Tariff, new: NewTariff, acting_user: User) -> Tariff:
    """The carrier's next tariff, from its day on; one to come of the same day is replaced.

    NotAllowed. TariffRefused with code ``valid_from`` where the day is not to come, ``same`` where
    it says what ``base`` says; RatesRefused where a commune is not known. Then nothing has changed.
    """
    require_operator(acting_user)
    if new.head.valid_from <= today():
        raise TariffRefused(
            _("Choose a day to come: what has begun stays as it is."), code="valid_from"
        )
    if not changes(said_of(base), new):
        raise TariffRefused(_("It says what the tariff before it says."), code="same")
    with transaction.atomic():
        made = take_tariff(new, source="", acting_user=acting_user)
    read_again()
    return made or Tariff.objects.get(
        carrier=base.carrier, valid_from=new.head.valid_from
    )  # there already: pressed twice


def _all(old: NewTariff, new: NewTariff) -> Iterator[Change]:
    was, will = old.head, new.head
    yield Change(_("cm³ that count as one kilogram"), was.divisor, will.divisor)
    yield Change(_("zones by"), str(Units(was.units).label), str(Units(will.units).label))
    yield Change(
        _("surcharge for remote communes"),
        was.remote_surcharge,
        will.remote_surcharge,
        is_money=True,
    )
    yield Change(
        _("remote communes that come to it"), "", ", ".join(sorted(new.remote - old.remote))
    )
    yield Change(_("remote communes no more"), ", ".join(sorted(old.remote - new.remote)), "")
    yield Change(_("illustrative"), _yes_no(was.is_illustrative), _yes_no(will.is_illustrative))
    for parcel_class in ParcelClass.values:
        for zone in Zone.values:
            key = (zone, parcel_class)
            place = f"{ParcelClass(parcel_class).label}, {Zone(zone).label}"
            yield from _of_rate(place, old.rates.get(key), new.rates.get(key))


def _of_rate(place: str, old: Rate | None, new: Rate | None) -> Iterator[Change]:
    limits = {grams for rate in (old, new) if rate for grams, _amount in rate.steps}
    for grams in sorted(limits):
        yield Change(
            _("%(place)s, up to %(weight)s") % {"place": place, "weight": weight(grams)},
            charge(old, grams) if old else None,
            charge(new, grams) if new else None,
            is_money=True,
        )
    yield Change(
        _("%(place)s, each further kilogram") % {"place": place},
        old.each_further_kilogram if old else None,
        new.each_further_kilogram if new else None,
        is_money=True,
    )
    yield Change(
        _("%(place)s, days") % {"place": place},
        _days(old) if old else None,
        _days(new) if new else None,
    )


def _days(rate: Rate) -> str:
    first, last = rate.days
    return str(first) if first == last else f"{first}–{last}"


def _yes_no(value: bool) -> str:
    return _("yes") if value else _("no")
