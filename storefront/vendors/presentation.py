"""What the workspace's pages show beside the rows themselves: tabs, buttons, forms."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.catalogue.listing import ListingState
from catalog.catalogue.models import Product
from catalog.partner.models import StockRecord

from .batches import BATCH_MOVES
from .forms import OfferForm
from .selectors import OrderPage, Pack, PackPage
from .statuses import VendorOrderStatus, moves_by_hand


@dataclass(frozen=True)
class Tab:
    status: str
    label: str
    count: int
    is_current: bool


def tabs(page: OrderPage, current: str) -> list[Tab]:
    """All, then each status that occurs or is being looked at."""
    every = Tab("", _("All"), sum(page.counts.values()), not current)
    return [every] + [
        Tab(status, str(label), page.counts.get(status, 0), status == current)
        for status, label in VendorOrderStatus.choices
        if page.counts.get(status) or status == current
    ]


@dataclass(frozen=True)
class BatchButton:
    to: str
    verb: str | Promise


_BATCH_VERBS = {
    VendorOrderStatus.ACCEPTED: gettext_lazy("Accept"),
    VendorOrderStatus.PACKED: gettext_lazy("Packed"),
    VendorOrderStatus.SHIPPED: gettext_lazy("Hand over"),
    VendorOrderStatus.DELIVERED: gettext_lazy("Delivered"),
}


def batch_buttons(page: OrderPage) -> list[BatchButton]:
    """The moves that some order of the page may make."""
    possible = {to for order in page.orders for to in moves_by_hand(order.status)}
    return [BatchButton(to, _BATCH_VERBS[to]) for to in BATCH_MOVES if to in possible]


@dataclass(frozen=True)
class Step:
    """A button: where it leads, its words, and what the note beside it is for, if there is one."""

    to: str
    verb: str | Promise
    note: str | Promise = ""
    is_loss: bool = False


_STEPS = {
    VendorOrderStatus.ACCEPTED: Step("accepted", gettext_lazy("Accept")),
    VendorOrderStatus.PACKED: Step("packed", gettext_lazy("Packed")),
    VendorOrderStatus.SHIPPED: Step(
        "shipped", gettext_lazy("Handed to the carrier"), gettext_lazy("Carrier, tracking number")
    ),
    VendorOrderStatus.DELIVERED: Step("delivered", gettext_lazy("Delivered")),
    VendorOrderStatus.CANCELLED: Step(
        "cancelled",
        gettext_lazy("Cancel the order"),
        gettext_lazy("Reason, as the buyer will read it"),
        is_loss=True,
    ),
}


def order_steps(status: str) -> list[Step]:
    """The moves that the vendor's people may make now, forward first."""
    return [_STEPS[to] for to in moves_by_hand(status)]


@dataclass(frozen=True)
class OfferRow:
    pack: Pack
    form: OfferForm | None
    opens_product: bool

    @property
    def product(self) -> Product:
        parent: Product = self.pack.product.parent
        return parent

    @property
    def listing_label(self) -> str:
        return str(ListingState(self.product.listing_state).label)

    @property
    def may_submit(self) -> bool:
        waiting = {ListingState.DRAFT, ListingState.REJECTED}
        return self.pack.is_own and self.product.listing_state in waiting


def offer_rows(page: PackPage, *, typed: Mapping[str, OfferForm] | None = None) -> list[OfferRow]:
    """A row per pack with its form, if the role may set offers; ``typed``: those refused, by pack."""
    rows: list[OfferRow] = []
    previous = None
    for pack in page.packs:
        form = _form(pack, typed or {}) if page.desk.sets_offers else None
        parent = pack.product.parent_id
        rows.append(OfferRow(pack=pack, form=form, opens_product=parent != previous))
        previous = parent
    return rows


def retry(form: OfferForm, stockrecord: StockRecord, refusal: str) -> OfferForm:
    """The form once more: what was typed stays, what the user sees is now the present state."""
    seen = {form.add_prefix(f"seen_{name}"): value for name, value in _present(stockrecord).items()}
    typed = {name: form.data.get(name) for name in map(form.add_prefix, ("price", "stock"))}
    again = OfferForm(typed | seen, prefix=form.prefix)
    again.add_error(None, refusal)
    return again


def _present(stockrecord: StockRecord) -> dict[str, int | None]:
    price = stockrecord.price
    return {
        "price": None if price is None else int(price),
        "stock": stockrecord.num_in_stock or 0,
    }


def _form(pack: Pack, typed: Mapping[str, OfferForm]) -> OfferForm:
    if pack.product.public_id in typed:
        return typed[pack.product.public_id]
    present = _present(pack.stockrecord)
    seen = {f"seen_{name}": value for name, value in present.items()}
    return OfferForm(prefix=pack.product.public_id, initial=present | seen)
