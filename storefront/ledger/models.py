"""The books: what was agreed at each sale, and double entries that only grow. Whole đồng."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.partner.models import Vendor
from marketplace.geography.models import Province
from marketplace.kernel.ids import new_public_id
from storefront.order.models import Line
from storefront.payers import Payer
from storefront.vendors.models import VendorOrder

from .accounts import Account, PostingKind, SupplyKind
from .payout_models import BankResult, Payout, PayoutItem, PayoutRun

__all__ = [
    "BankResult",
    "Entry",
    "LineBack",
    "Payout",
    "PayoutItem",
    "PayoutRun",
    "Posting",
    "Sale",
    "SaleLine",
    "TaxStatus",
]


class TaxStatus(models.Model):
    """How a vendor is taxed from a day on, as an accountant decided; the newest row counts.

    Without one a household or farm is withheld from, others declare their taxes themselves.
    """

    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="tax_statuses")
    valid_from = models.DateField(_("from"))
    declares_itself = models.BooleanField(_("declares its taxes itself"))
    supply_kind = models.CharField(
        _("what it sells, to the tax laws"),
        max_length=10,
        choices=SupplyKind,
        default=SupplyKind.GOODS,
    )
    reason = models.CharField(_("by which paper"), max_length=255)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("tax status of a vendor")
        verbose_name_plural = _("tax statuses of vendors")
        ordering = ["vendor", "-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="ledger_status_has_reason")
        ]

    def __str__(self) -> str:
        return f"{self.vendor} {self.valid_from}"


class Sale(models.Model):
    """A vendor's order that stands: its figures as they were then, never changed.

    ``delivered_at`` comes later and starts the time for claims.
    """

    vendor_order = models.OneToOneField(VendorOrder, on_delete=models.PROTECT, related_name="sale")
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="sales")
    sold_on = models.DateField(_("sold on"))
    #: At the vendor's price; of it ``discount`` is not paid by the buyer.
    goods = models.BigIntegerField(_("goods"))
    discount = models.BigIntegerField(_("discounts"), default=0)
    #: What the vendor gets for it; of it ``delivery_aid`` is not paid by the buyer.
    shipping = models.BigIntegerField(_("delivery"))
    delivery_aid = models.BigIntegerField(_("delivery paid by others"), default=0)
    commission_bp = models.PositiveSmallIntegerField(_("commission in basis points"))
    commission = models.BigIntegerField(_("commission"))
    tax = models.BigIntegerField(_("tax withheld"))
    delivered_at = models.DateTimeField(_("delivered at"), null=True)
    #: Not settled before this moment; empty until it is delivered or has ended.
    due_at = models.DateTimeField(_("may be paid out from"), null=True)

    class Meta:
        verbose_name = _("sale")
        verbose_name_plural = _("sales")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(goods__gte=0, shipping__gte=0, commission__gte=0, tax__gte=0),
                name="ledger_sale_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(
                    discount__gte=0,
                    discount__lte=F("goods"),
                    delivery_aid__gte=0,
                    delivery_aid__lte=F("shipping"),
                ),
                name="ledger_discount_of_sale",
            ),
            models.CheckConstraint(
                condition=Q(commission__lte=F("goods")), name="ledger_commission_of_goods"
            ),
        ]
        indexes = [models.Index(fields=["due_at"], name="ledger_due")]

    def __str__(self) -> str:
        return str(self.vendor_order)


class SaleLine(models.Model):
    """A line of a sale with the taxes withheld for it: rates and source as of that day."""

    sale = models.ForeignKey(Sale, on_delete=models.PROTECT, related_name="lines")
    line = models.OneToOneField(Line, on_delete=models.PROTECT, related_name="sale_line")
    goods = models.BigIntegerField(_("goods"))
    discount = models.BigIntegerField(_("discount"), default=0)
    payer = models.CharField(_("discount paid by"), max_length=8, choices=Payer, blank=True)
    province = models.ForeignKey(Province, null=True, on_delete=models.PROTECT, related_name="+")
    supply_kind = models.CharField(max_length=10, choices=SupplyKind, blank=True)
    vat_bp = models.PositiveSmallIntegerField(default=0)
    pit_bp = models.PositiveSmallIntegerField(default=0)
    vat = models.BigIntegerField(_("VAT withheld"), default=0)
    pit = models.BigIntegerField(_("income tax withheld"), default=0)
    legal_reference = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("line of a sale")
        verbose_name_plural = _("lines of sales")
        ordering = ["sale", "pk"]

    def __str__(self) -> str:
        return f"{self.sale} {self.goods}"

    @property
    def revenue(self) -> int:
        """What the vendor gets for it: the base of commission and taxes."""
        return self.goods - (self.discount if self.payer == Payer.VENDOR else 0)


class Posting(models.Model):
    """One happening in the books. ``occasion`` is unique: told twice, it is posted once."""

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    kind = models.CharField(_("kind"), max_length=12, choices=PostingKind)
    occasion = models.CharField(max_length=100, unique=True)
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="postings")
    vendor_order = models.ForeignKey(
        VendorOrder, null=True, on_delete=models.PROTECT, related_name="postings"
    )
    day = models.DateField(_("day"))
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        ordering = ["pk"]
        indexes = [models.Index(fields=["vendor", "day"], name="ledger_by_vendor_and_day")]

    def __str__(self) -> str:
        return self.occasion


class Entry(models.Model):
    """One side of a posting: debit positive, credit negative; a posting's entries sum to zero."""

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="entries")
    account = models.CharField(_("account"), max_length=14, choices=Account)
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="+")
    vendor_order = models.ForeignKey(
        VendorOrder, null=True, on_delete=models.PROTECT, related_name="entries"
    )
    amount = models.BigIntegerField(_("amount"))
    #: Whose discount it is, of the provinces' account.
    province = models.ForeignKey(Province, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="ledger_entry_of_something"),
            models.CheckConstraint(
                condition=Q(account__in=Account.values), name="ledger_known_account"
            ),
            models.CheckConstraint(
                condition=Q(account=Account.DISCOUNT_PROVINCE, province__isnull=False)
                | (~Q(account=Account.DISCOUNT_PROVINCE) & Q(province__isnull=True)),
                name="ledger_entry_names_province",
            ),
        ]
        indexes = [
            models.Index(fields=["vendor_order", "account"], name="ledger_by_order_and_account"),
            models.Index(fields=["account", "vendor"], name="ledger_by_account_and_vendor"),
            models.Index(
                fields=["province", "vendor"],
                condition=Q(province__isnull=False),
                name="ledger_by_province",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.amount}"


class LineBack(models.Model):
    """What a refund took back of a line, with the taxes that were withheld for that share."""

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="lines_back")
    sale_line = models.ForeignKey(SaleLine, on_delete=models.PROTECT, related_name="back")
    #: At the vendor's price; of it ``discount`` goes back to whoever paid it.
    goods = models.BigIntegerField(_("goods"))
    discount = models.BigIntegerField(_("discount"), default=0)
    vat = models.BigIntegerField(_("VAT withheld"))
    pit = models.BigIntegerField(_("income tax withheld"))

    class Meta:
        verbose_name = _("line given back")
        verbose_name_plural = _("lines given back")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.sale_line} −{self.goods}"
