"""The index follows the database: drain the outbox, build anew, compare and repair.

All three hold the engine's writer lock, so that one waits for another. Whatever dies half-way is
done again: an outbox row goes only after the index has it, and writing an entry twice is the same
as once. What changes while it is being read has left a later row.
"""

import logging
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import chain

from django.db.models import Max, Q
from oscar.core.loading import get_model

from catalog.partner.models import Vendor
from catalog.producers.models import Producer
from catalog.supply.models import Supply

from . import producers, products
from .documents import in_chunks
from .engine.protocol import Engine, Entry
from .engine.sharing import Making
from .matching import entries as recalled
from .models import Change
from .products import Facts
from .suppliers import documents as suppliers

logger = logging.getLogger(__name__)

#: Rows of one commit. A commit takes some 20 ms, whatever it holds.
BATCH = 2000
Kind = Change.Kind
#: Kind of document → its entries, of these numbers or (None) of all.
SOURCES: dict[str, Callable[[Collection[int] | None], Iterator[Entry]]] = {
    products.KIND: products.product_entries,
    suppliers.KIND: suppliers.supplier_entries,
    producers.KIND: producers.producer_entries,
    recalled.SUPPLY: recalled.supply_entries,
    recalled.NEED: recalled.need_entries,
}


@dataclass(frozen=True)
class Repaired:
    """What ``verify`` found and put right."""

    entries: int
    removed: int


Changed = set[tuple[str, int]]
_followers: list[Callable[[Changed], None]] = []


def register_follower(follow: Callable[[Changed], None]) -> None:
    """``follow(changed)`` hears of kinds and numbers once the index has them; it bears hearing twice."""
    if follow not in _followers:
        _followers.append(follow)


def _tell(changed: Changed) -> None:
    """What a follower cannot do now must not keep changes from the index."""
    for follow in _followers:
        try:
            follow(changed)
        except Exception:
            logger.exception("changes were not followed by %s", follow.__module__)


def drain(engine: Engine) -> int:
    """Bring one batch of the outbox into the index; how many rows it took, 0 when all is done."""
    if not Change.objects.exists():
        return 0
    with engine.exclusively():
        rows = list(Change.objects.order_by("pk").values_list("pk", "kind", "number")[:BATCH])
        if not rows:
            return 0
        changed = {(kind, number) for _pk, kind, number in rows}
        engine.upsert(_entries(changed))
        _tell(changed)
        _done([pk for pk, _kind, _number in rows])
    return len(rows)


def drain_all(engine: Engine) -> int:
    """Batch after batch until what waits now is done; how many rows.

    Not until the outbox is empty: where products change all the time it never is.
    """
    newest = Change.objects.aggregate(newest=Max("pk"))["newest"] or 0
    total = 0
    while Change.objects.filter(pk__lte=newest).exists():
        total += drain(engine)
    return total


def rebuild(engine: Engine, *, only_missing: bool = False) -> int:
    """A fresh generation from the database; how many documents. Readers see the old one meanwhile.

    ``only_missing``: several workers find that there is none, the first one builds it.
    """
    with engine.exclusively():
        if only_missing and engine.health().state == "ok":
            return 0
        covered = list(Change.objects.values_list("pk", "kind", "number"))
        count = engine.rebuild(Making(_to_be_made(), _made))
        _tell({(kind, number) for _pk, kind, number in covered})
        _done([pk for pk, _kind, _number in covered])
    return count


def verify(engine: Engine) -> Repaired:
    """Compare every entry with the database and put right what differs.

    What the outbox still holds is no difference: it is drained first.
    """
    drain_all(engine)
    with engine.exclusively():
        found = engine.verify(all_entries())
        if found:
            keys = {*found.wrong, *found.surplus}
            entries = {entry.key: entry for entry in _by_keys(keys)}
            engine.upsert(entries.get(key) or Entry(key) for key in keys)
    return Repaired(entries=len(found.wrong), removed=len(found.surplus))


def waiting() -> int:
    """How many changes the index does not show yet."""
    return Change.objects.count()


def all_entries() -> Iterator[Entry]:
    return chain.from_iterable(entries(None) for entries in SOURCES.values())


def _to_be_made() -> Iterator[Facts | Entry]:
    """All that the index holds: of products what they are made of, the rest as entries."""
    yield from products.all_facts()
    for kind, entries in SOURCES.items():
        if kind != products.KIND:
            yield from entries(None)


def _made(one: Facts | Entry) -> Entry:
    return products.product_entry(one) if isinstance(one, Facts) else one


def _done(pks: Collection[int]) -> None:
    for chunk in in_chunks(pks, BATCH):
        Change.objects.filter(pk__in=chunk).delete()


def _entries(changed: Collection[tuple[str, int]]) -> Iterator[Entry]:
    """What has to be written anew, as it is now."""
    product_ids = {number for kind, number in changed if kind == Kind.PRODUCT}
    producer_ids = {number for kind, number in changed if kind == Kind.PRODUCER}
    organisations = [number for kind, number in changed if kind == Kind.ORGANISATION]
    partners = [number for kind, number in changed if kind == Kind.PARTNER]
    supply_ids = {number for kind, number in changed if kind == Kind.SUPPLY}
    vendor_ids = _vendors(Q(partner__in=partners) | Q(organisation__in=organisations))
    catalogue = get_model("catalogue", "Product").objects
    if organisations:
        producer_ids |= set(
            Producer.objects.filter(organisation__in=organisations).values_list("pk", flat=True)
        )
    if partners:
        stock = get_model("partner", "StockRecord").objects.filter(partner__in=partners)
        sold = stock.exclude(product__parent=None).values_list("product__parent_id", flat=True)
        product_ids |= set(sold)
        offered = Supply.objects.filter(vendor__in=vendor_ids)
        product_ids |= set(offered.values_list("product_id", flat=True))
    for chunk in in_chunks(sorted(supply_ids), BATCH):
        for vendor_id, product_id in Supply.objects.filter(pk__in=chunk).values_list(
            "vendor_id", "product_id"
        ):
            vendor_ids.add(vendor_id)
            product_ids.add(product_id)
    for chunk in in_chunks(sorted(producer_ids), BATCH):
        of_producers = catalogue.filter(producer__in=chunk)
        product_ids |= set(of_producers.values_list("pk", flat=True))
    for chunk in in_chunks(sorted(product_ids), BATCH):
        makers = catalogue.filter(pk__in=chunk).exclude(producer=None)
        producer_ids |= set(makers.values_list("producer_id", flat=True))
        vendor_ids |= _vendors(Q(supplies__product__in=chunk))
        supply_ids |= set(Supply.objects.filter(product__in=chunk).values_list("pk", flat=True))
    for chunk in in_chunks(sorted(producer_ids), BATCH):
        vendor_ids |= _vendors(Q(organisation__producer__in=chunk))
    return chain(
        products.product_entries(product_ids),
        suppliers.supplier_entries(vendor_ids),
        producers.producer_entries(producer_ids),
        recalled.supply_entries(supply_ids),
        recalled.need_entries({number for kind, number in changed if kind == Kind.DEMAND}),
    )


def _vendors(where: Q) -> set[int]:
    return set(Vendor.objects.filter(where).values_list("pk", flat=True))


def _by_keys(keys: Collection[str]) -> Iterator[Entry]:
    numbers: dict[str, set[int]] = {kind: set() for kind in SOURCES}
    for key in keys:
        kind, _colon, number = key.partition(":")
        if kind in numbers and number.isdecimal():
            numbers[kind].add(int(number))
    return chain.from_iterable(SOURCES[kind](found) for kind, found in numbers.items())
