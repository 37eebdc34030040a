"""Campaigns with their codes and budgets, and what orders have used of them. Whole đồng."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from catalog.partner.models import Vendor
from marketplace.geography.models import Province
from marketplace.kernel.ids import new_public_id
from storefront.order.models import Line, Order
from storefront.payers import Payer

#: Of the price of the goods; Decree 81/2018/NĐ-CP, Art. 6 and 7, amended by 128/2024/NĐ-CP.
MOST_PERCENT = 50
#: In a concentrated programme decided by an authority (the same articles allow all of it). What the
#: buyer pays covers the VAT at least, so that no invoice falls below zero.
MOST_PERCENT_CONCENTRATED = 90
#: What is certified has three stars at least.
LEAST_STAR = 3


class Campaign(models.Model):
    """What is given on which goods, from when until when, out of which budget.

    ``committed`` and ``uses`` grow by one guarded UPDATE alone (services/using.py); the constraints
    are the last defence: a budget is never overspent.
    """

    class Kind(models.TextChoices):
        AMOUNT = "amount", _("so many đồng")
        PERCENT = "percent", _("per cent of the price")

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80, blank=True)
    payer = models.CharField(_("paid by"), max_length=8, choices=Payer)
    province = models.ForeignKey(
        Province, null=True, blank=True, on_delete=models.PROTECT, related_name="campaigns"
    )
    vendor = models.ForeignKey(
        Vendor, null=True, blank=True, on_delete=models.PROTECT, related_name="campaigns"
    )
    #: The paper by which the money was granted, or under which the promotion was notified.
    reference = models.CharField(_("decision or notification"), max_length=120, blank=True)
    is_concentrated = models.BooleanField(
        _("part of a concentrated promotion programme of an authority"), default=False
    )
    budget = models.BigIntegerField(_("budget"))
    committed = models.BigIntegerField(default=0, editable=False)
    kind = models.CharField(_("what it gives"), max_length=7, choices=Kind)
    amount = models.BigIntegerField(_("amount"), default=0)
    percent = models.PositiveSmallIntegerField(_("per cent"), default=0)
    #: Of a percentage: at most so much for an order; 0: no limit but the budget.
    most = models.BigIntegerField(_("at most for an order"), default=0)
    minimum = models.BigIntegerField(_("from goods worth"), default=0)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    #: 0: as often as the budget reaches.
    uses_each = models.PositiveIntegerField(_("uses for each buyer"), default=1)
    uses_all = models.PositiveIntegerField(_("uses in all"), default=0)
    uses = models.PositiveIntegerField(default=0, editable=False)
    star = models.PositiveSmallIntegerField(_("star level at least"), default=LEAST_STAR)
    #: Codes of criteria sets; empty: all.
    sets = models.JSONField(_("criteria sets"), default=list, blank=True)
    stopped_at = models.DateTimeField(null=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("voucher campaign")
        verbose_name_plural = _("voucher campaigns")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(payer=Payer.VENDOR, vendor__isnull=False, province__isnull=True)
                | Q(payer=Payer.PROVINCE, vendor__isnull=True, province__isnull=False)
                | Q(payer=Payer.PLATFORM, vendor__isnull=True, province__isnull=True),
                name="vouchers_payer_named",
            ),
            models.CheckConstraint(
                condition=Q(budget__gt=0, committed__gte=0, committed__lte=F("budget")),
                name="vouchers_budget_never_overspent",
            ),
            models.CheckConstraint(
                condition=Q(uses_all=0) | Q(uses__lte=F("uses_all")), name="vouchers_uses_in_all"
            ),
            models.CheckConstraint(
                condition=Q(kind="amount", amount__gt=0, percent=0, most=0)
                | Q(
                    kind="percent",
                    amount=0,
                    percent__gte=1,
                    percent__lte=MOST_PERCENT_CONCENTRATED,
                    most__gte=0,
                ),
                name="vouchers_gives_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(is_concentrated=True) | Q(percent__lte=MOST_PERCENT),
                name="vouchers_half_at_most",
            ),
            models.CheckConstraint(
                condition=Q(first_day__lte=F("last_day")), name="vouchers_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(minimum__gte=0, star__gte=LEAST_STAR, star__lte=5),
                name="vouchers_least",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def local_name(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.name

    @property
    def left(self) -> int:
        """What of the budget is neither used nor reserved."""
        return self.budget - self.committed

    @property
    def payer_name(self) -> str:
        """Who pays, by name."""
        if self.province is not None:
            return str(self.province.name)
        if self.vendor is not None:
            return str(self.vendor.name)
        return str(Payer.PLATFORM.label)

    @property
    def cap_percent(self) -> int:
        """How much of the price may be given at most."""
        return MOST_PERCENT_CONCENTRATED if self.is_concentrated else MOST_PERCENT


class Code(models.Model):
    """What a buyer types: capital letters and digits. One for all, or one for each printed sheet."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="codes")
    code = models.CharField(_("code"), max_length=20, unique=True)
    #: 0: as often as the campaign allows.
    uses_all = models.PositiveIntegerField(_("uses in all"), default=0)
    uses = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("voucher code")
        verbose_name_plural = _("voucher codes")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(uses_all=0) | Q(uses__lte=F("uses_all")), name="vouchers_uses_of_code"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class BuyerCount(models.Model):
    """How often a buyer has used a campaign; ``buyer`` is a keyed digest of e-mail or phone."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="buyers")
    buyer = models.CharField(max_length=40)
    uses = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("buyer's uses of a campaign")
        verbose_name_plural = _("buyers' uses of campaigns")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "buyer"], name="vouchers_buyer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.uses}"


class Use(models.Model):
    """What one order got of a campaign. ``is_counted``: it counts as a use; not once all ended."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="used")
    #: None: the campaign of a gift set, which needs none.
    code = models.ForeignKey(Code, null=True, on_delete=models.PROTECT, related_name="used")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="voucher_uses")
    amount = models.BigIntegerField(_("amount"))
    #: Digests of the buyer (BuyerCount).
    buyers = models.JSONField(default=list)
    is_counted = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("use of a voucher")
        verbose_name_plural = _("uses of vouchers")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["order", "campaign"], name="vouchers_once_per_order"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="vouchers_use_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.order} −{self.amount}"


class UseLine(models.Model):
    """A line's share; ``back`` of it went back to the budget."""

    use = models.ForeignKey(Use, on_delete=models.PROTECT, related_name="lines")
    line = models.OneToOneField(Line, on_delete=models.PROTECT, related_name="voucher")
    amount = models.BigIntegerField(_("amount"))
    back = models.BigIntegerField(_("given back"), default=0)

    class Meta:
        verbose_name = _("line of a use")
        verbose_name_plural = _("lines of uses")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, back__gte=0, back__lte=F("amount")),
                name="vouchers_never_more_back",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.use_id} −{self.amount}"
