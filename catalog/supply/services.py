"""A vendor's people offer, change, pause and end supplies. docs/supply.md."""

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from catalog.catalogue.models import Product
from catalog.partner.models import Vendor
from marketplace.accounts.models import User
from marketplace.kernel import audit
from marketplace.kernel.checking import Problem, Refused
from marketplace.kernel.clock import now
from marketplace.kernel.errors import IllegalTransition

from .errors import ChangedMeanwhile, SupplyExists, SupplyRefused
from .facts import Facts, facts_of
from .models import Capacity, Supply, SupplyTier
from .permissions import require_writer
from .selectors import products_to_offer, with_figures

State = Supply.State

#: From where to where a vendor moves a supply; what has ended stays so.
MOVES: dict[str, frozenset[str]] = {
    State.ACTIVE: frozenset({State.PAUSED, State.CLOSED}),
    State.PAUSED: frozenset({State.ACTIVE, State.CLOSED}),
    State.CLOSED: frozenset(),
}
_ACTIONS = {
    State.ACTIVE: "supply.reopened",
    State.PAUSED: "supply.paused",
    State.CLOSED: "supply.closed",
}


def create_supply(
    *, vendor: Vendor, product: Product, facts: Facts, acting_user: User | None
) -> Supply:
    """A new supply, on offer at once.

    SupplyRefused with code ``product`` for what the vendor neither makes nor sells; SupplyExists
    where it offers exactly the same already: whoever sends a form twice has offered once; NotAllowed.
    """
    require_writer(acting_user, vendor)
    if not products_to_offer(vendor).filter(pk=product.pk).exists():
        raise SupplyRefused(_("This shop neither makes nor sells this product."), code="product")
    with transaction.atomic():
        Vendor.objects.select_for_update().get(pk=vendor.pk)
        same = _same(vendor, product, facts)
        if same is not None:
            raise SupplyExists(same)
        supply = Supply.objects.create(vendor=vendor, product=product, **facts.columns)
        _write_tiers(supply, facts)
        Capacity.objects.bulk_create(
            Capacity(supply=supply, month=month, quantity=units)
            for month, units in facts.capacity
            if units
        )
        audit.record(
            action="supply.created",
            target=supply,
            acting_user=acting_user,
            vendor=vendor.public_id,
            product=product.public_id,
        )
    return supply


def change_supply(
    supply: Supply, *, facts: Facts, acting_user: User | None, seen_version: int | None = None
) -> Supply:
    """State everything anew; months that ``facts`` does not name stay.

    ``seen_version`` is what the user looked at: ChangedMeanwhile where it has grown since. Refused
    (checking) with the field ``capacity[2026-12]`` where more is promised than would be there;
    SupplyRefused with code ``ended``; NotAllowed. What changed is in the audit.
    """
    require_writer(acting_user, supply.vendor)
    with transaction.atomic():
        current = Supply.objects.filter(pk=supply.pk).exclude(state=State.CLOSED)
        if seen_version is not None:
            current = current.filter(version=seen_version)
        before = _stated(supply.pk)
        if not current.update(version=F("version") + 1, changed_at=now(), **facts.columns):
            raise _why_not(supply)
        if before.tiers != facts.tiers:
            SupplyTier.objects.filter(supply=supply.pk).delete()
            _write_tiers(supply, facts)
        _write_capacity(supply, facts)
        changes = _differences(before, _stated(supply.pk))
        if changes:
            audit.record(action="supply.changed", target=supply, acting_user=acting_user, **changes)
    supply.refresh_from_db()
    return supply


def pause_supply(supply: Supply, *, acting_user: User | None) -> Supply:
    """No longer matched or shown to buyers; what is promised stays promised."""
    return _move(supply, to=State.PAUSED, acting_user=acting_user)


def reopen_supply(supply: Supply, *, acting_user: User | None) -> Supply:
    """On offer again."""
    return _move(supply, to=State.ACTIVE, acting_user=acting_user)


def close_supply(supply: Supply, *, acting_user: User | None) -> Supply:
    """Ended for good: nothing more can be promised of it; the books stay."""
    return _move(supply, to=State.CLOSED, acting_user=acting_user)


def _move(supply: Supply, *, to: str, acting_user: User | None) -> Supply:
    """From the state that the caller saw, by one guarded UPDATE. IllegalTransition, NotAllowed."""
    require_writer(acting_user, supply.vendor)
    if to not in MOVES[supply.state]:
        raise IllegalTransition(_("This cannot be done with a supply in its present state."))
    with transaction.atomic():
        moved = Supply.objects.filter(pk=supply.pk, state=supply.state).update(
            state=to, version=F("version") + 1, changed_at=now()
        )
        if not moved:
            raise IllegalTransition(
                _("Somebody has changed this supply meanwhile. Please look again.")
            )
        audit.record(action=_ACTIONS[State(to)], target=supply, acting_user=acting_user)
    supply.refresh_from_db()
    return supply


def _write_tiers(supply: Supply, facts: Facts) -> None:
    SupplyTier.objects.bulk_create(
        SupplyTier(supply=supply, from_quantity=tier.from_quantity, unit_price=tier.unit_price)
        for tier in facts.tiers
    )


def _write_capacity(supply: Supply, facts: Facts) -> None:
    """Each month by a conditional UPDATE: never below what is promised of it, whoever promises now."""
    problems = []
    present = dict(Capacity.objects.filter(supply=supply.pk).values_list("month", "quantity"))
    for month, units in facts.capacity:
        if present.get(month, 0) == units:
            continue
        if month not in present:
            Capacity.objects.create(supply_id=supply.pk, month=month, quantity=units)
            continue
        row = Capacity.objects.filter(supply=supply.pk, month=month)
        if not row.filter(committed__lte=units).update(quantity=units):
            promised = row.values_list("committed", flat=True)[0]
            message = _("%(number)s are promised in this month; its capacity cannot be less.")
            problems.append(Problem(f"capacity[{month:%Y-%m}]", message % {"number": promised}))
    if problems:
        raise Refused(problems)


def _stated(supply_id: int) -> Facts:
    supply = Supply.objects.prefetch_related("tiers", "capacities").get(pk=supply_id)
    return facts_of(
        supply, tiers=list(supply.tiers.all()), capacities=list(supply.capacities.all())
    )


def _differences(before: Facts, after: Facts) -> dict[str, Any]:
    """Field → [before, after]; of the note only that it changed, of capacity only the months that did."""
    was, becomes = before.to_json(), after.to_json()
    changes: dict[str, Any] = {
        name: [was[name], becomes[name]]
        for name in was
        if was[name] != becomes[name] and name not in {"capacity", "note"}
    }
    if was["note"] != becomes["note"]:
        changes["note"] = True
    months = {
        month: [was["capacity"].get(month, 0), becomes["capacity"].get(month, 0)]
        for month in sorted({*was["capacity"], *becomes["capacity"]})
        if was["capacity"].get(month, 0) != becomes["capacity"].get(month, 0)
    }
    if months:
        changes["capacity"] = months
    return changes


def _why_not(supply: Supply) -> ChangedMeanwhile | SupplyRefused:
    supply.refresh_from_db()
    if supply.state == State.CLOSED:
        return SupplyRefused(_("This supply has ended."), code="ended")
    return ChangedMeanwhile(
        _("This supply has changed since you opened the page. Please look and try again.")
    )


def _same(vendor: Vendor, product: Product, facts: Facts) -> Supply | None:
    """A supply that has not ended and says just this."""
    wanted = replace(facts, capacity=tuple(pair for pair in facts.capacity if pair[1]))
    for supply in with_figures(
        Supply.objects.filter(vendor=vendor, product=product, unit=facts.unit)
    ).exclude(state=State.CLOSED):
        if (
            facts_of(
                supply, tiers=list(supply.tiers.all()), capacities=list(supply.capacities.all())
            )
            == wanted
        ):
            return supply
    return None
