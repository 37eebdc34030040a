"""One pack in a basket, as of a day. Amounts are whole đồng including VAT."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.catalogue.models import Product
from catalog.catalogue.pictures import picture_for
from catalog.certification.selectors import CurrentCertificate
from catalog.partner.models import Vendor
from catalog.partner.sale import Obstacle, words_of
from marketplace.pictures.shapes import SQUARE
from marketplace.pictures.values import Picture
from storefront.gift_sets.models import GiftSet
from storefront.payers import Payer

from .advice import Advice, advice


@dataclass(frozen=True)
class ContentLine:
    """One pack in the basket. Amounts are whole đồng including VAT."""

    line: Any
    pack: Product
    recognised: Product
    vendor: Vendor | None
    quantity: int
    unit_price: int
    left: int
    certificate: CurrentCertificate | None
    problem: Obstacle | None
    #: Why nobody carries it to where it shall go; empty where somebody does, or it is not known.
    not_carried: str = ""
    #: What somebody else than the buyer pays of it, and who.
    discount: int = 0
    discount_payer: str = ""
    discount_province_id: int | None = None
    #: The gift set that it is a part of.
    gift_set: GiftSet | None = None

    @property
    def gift_set_id(self) -> int | None:
        found: int | None = getattr(self.line, "gift_set_id", None)
        return found

    @property
    def pk(self) -> int:
        return self.line.pk

    @property
    def total(self) -> int:
        return self.unit_price * self.quantity

    @property
    def to_pay(self) -> int:
        return self.total - self.discount

    @property
    def revenue(self) -> int:
        """What the vendor gets for it, from whomever (docs/vouchers.md)."""
        return self.to_pay if self.discount_payer == Payer.VENDOR else self.total

    @property
    def is_short(self) -> bool:
        return self.problem is None and self.quantity > self.left

    @property
    def can_be_ordered(self) -> bool:
        return self.problem is None and not self.is_short and not self.not_carried

    @property
    def title(self) -> str:
        return self.recognised.local_title

    @property
    def full_title(self) -> str:
        return f"{self.title} · {self.pack.local_title}"

    @property
    def url(self) -> str:
        return self.recognised.get_absolute_url()

    @property
    def words(self) -> str:
        """Why it cannot be ordered, or an empty text."""
        if self.problem is not None:
            return words_of(self.problem, self.vendor)
        if self.is_short:
            return ngettext("Only %(left)d is left.", "Only %(left)d are left.", self.left) % {
                "left": self.left
            }
        return self.not_carried

    @property
    def advice(self) -> Advice | None:
        """What the buyer can do about it, or None where it can be ordered."""
        if self.problem is not None:
            return advice(self.problem, self.recognised)
        return None

    @property
    def picture(self) -> Picture:
        return picture_for(self.pack, shape=SQUARE)

    @property
    def price_words(self) -> str:
        """What happened to the price since the pack was put in, or an empty text."""
        before = int(self.line.price_incl_tax or 0)
        if not before or not self.unit_price or before == self.unit_price:
            return ""
        if before < self.unit_price:
            return _("The price has gone up since you put it in.")
        return _("The price has come down since you put it in.")
