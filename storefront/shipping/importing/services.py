"""Take a file of rates: whole or not at all; the same file twice changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.partner.models import Vendor
from marketplace.geography.models import Commune, Province
from marketplace.kernel import audit
from marketplace.kernel.clock import today

from ..carriers import service_names
from ..models import Carrier, FreeDelivery, Rate, RemoteCommune, Tariff
from ..tariffs import forget, look_again
from .plan import NewFree, NewTariff, plan_of
from .tables import Problem, RatesRefused, read_tables


@dataclass
class Imported:
    """How many tariffs and free deliveries were new, and how many were there already."""

    tariffs: int = 0
    free: int = 0
    same: int = 0


def import_rates(*paths: Path, acting_user: Any = None) -> Imported:
    """All tables of these files. A tariff that has begun stays as it is: a new one is a new day.

    Raises UnreadableFile, RatesRefused with every problem; then nothing has changed.
    """
    tables = [table for path in paths for table in read_tables(path)]
    plan = plan_of(tables, services=service_names())
    if plan.problems:
        raise RatesRefused(plan.problems)
    source = ", ".join(path.name for path in paths)[:120]
    done = Imported()
    with transaction.atomic():
        for tariff in plan.tariffs.values():
            if take_tariff(tariff, source=source, acting_user=acting_user) is None:
                done.same += 1
            else:
                done.tariffs += 1
        for free in plan.free:
            _take_free(free, done, acting_user=acting_user)
    read_again()
    return done


def read_again() -> None:
    """What was written counts from now on in this process."""
    forget()
    look_again()


def take_tariff(new: NewTariff, *, source: str, acting_user: Any) -> Tariff | None:
    """A new tariff, in place of one to come of the same day; None where it is there already.

    In a transaction of the caller's, who then has it read again. RatesRefused where one has begun.
    """
    head = new.head
    carrier, _created = Carrier.objects.update_or_create(
        code=head.carrier,
        defaults={
            "name": head.name,
            "name_en": head.name_en,
            "service": head.service,
            "tracking_address": head.tracking,
        },
    )
    there = Tariff.objects.filter(carrier=carrier, valid_from=head.valid_from).first()
    if there is not None and there.digest == new.digest:
        return None
    if there is not None:
        if there.valid_from <= today():
            words = _("The tariff of %(carrier)s of %(day)s has begun and stays as it is.")
            raise RatesRefused(
                [
                    Problem(
                        1, words % {"carrier": head.carrier, "day": f"{head.valid_from:%d/%m/%Y}"}
                    )
                ]
            )
        there.delete()
    tariff = Tariff.objects.create(
        carrier=carrier,
        valid_from=head.valid_from,
        divisor=head.divisor,
        units=head.units,
        remote_surcharge=head.remote_surcharge,
        is_illustrative=head.is_illustrative,
        digest=new.digest,
        source=source,
    )
    _write_rates(tariff, new)
    audit.record(
        action="tariff.imported", target=tariff, acting_user=acting_user, carrier=head.carrier
    )
    return tariff


def _write_rates(tariff: Tariff, new: NewTariff) -> None:
    Rate.objects.bulk_create(
        Rate(
            tariff=tariff,
            zone=zone,
            parcel_class=parcel_class,
            steps=[list(step) for step in rate.steps],
            each_further_kilogram=rate.each_further_kilogram,
            first_day=rate.days[0],
            last_day=rate.days[1],
        )
        for (zone, parcel_class), rate in new.rates.items()
    )
    communes = list(Commune.objects.filter(code__in=new.remote))
    if missing := sorted(new.remote - {one.code for one in communes}):
        raise RatesRefused([_unknown(", ".join(missing[:20]))])
    RemoteCommune.objects.bulk_create(
        RemoteCommune(tariff=tariff, commune=commune) for commune in communes
    )


def _take_free(new: NewFree, done: Imported, *, acting_user: Any) -> None:
    vendor = _one(Vendor.objects.filter(public_id=new.vendor), new.vendor, new.row)
    province = _one(Province.objects.filter(slug=new.province), new.province, new.row)
    there = FreeDelivery.objects.filter(
        payer=new.payer, vendor=vendor, province=province, valid_from=new.valid_from
    ).first()
    values = {"free_from": new.free_from, "valid_until": new.valid_until}
    if there is None:
        there = FreeDelivery.objects.create(
            payer=new.payer, vendor=vendor, province=province, valid_from=new.valid_from, **values
        )
    elif (there.free_from, there.valid_until) == (new.free_from, new.valid_until):
        done.same += 1
        return
    elif there.free_from != new.free_from and there.valid_from <= today():
        raise RatesRefused(
            [Problem(new.row, _("It has begun: its amount stays, only its last day may change."))]
        )
    else:
        FreeDelivery.objects.filter(pk=there.pk).update(**values)
    audit.record(action="free_delivery.imported", target=there, acting_user=acting_user)
    done.free += 1


def _one(found: Any, named: str, row: int) -> Any:
    if not named:
        return None
    there: Sequence[Any] = list(found[:1])
    if not there:
        raise RatesRefused([_unknown(named, row)])
    return there[0]


def _unknown(named: str, row: int = 1) -> Problem:
    return Problem(row, _("Nothing is known by “%(named)s”.") % {"named": named[:200]})
