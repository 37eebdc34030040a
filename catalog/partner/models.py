"""Oscar's partner with its Vendor, and stock that cannot be sold twice."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from oscar.apps.partner.abstract_models import AbstractPartner, AbstractStockRecord

from catalog.catalogue.models import Product
from marketplace.accounts.models import Organisation
from marketplace.geography.models import Commune
from marketplace.kernel.ids import new_public_id
from marketplace.kernel.language import Words, words

from .opening import Hours, opening_rows, opens_on
from .spoken import SPOKEN


class Partner(AbstractPartner):
    """Oscar's fulfilment partner; whose it is says its Vendor."""


class Vendor(models.Model):
    """The selling side of an organisation, one to one with an Oscar partner.

    A reseller is a vendor without being a producer. Verified before it sells (E-commerce Law
    122/2025, Art. 17.1.c), with the day and the method kept.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("not yet verified")
        VERIFIED = "verified", _("verified")
        SUSPENDED = "suspended", _("suspended")

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    organisation = models.OneToOneField(
        Organisation, on_delete=models.PROTECT, related_name="vendor"
    )
    partner = models.OneToOneField(Partner, on_delete=models.PROTECT, related_name="vendor")
    name = models.CharField(_("shop name"), max_length=128)
    slug = models.SlugField(max_length=80)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    verified_on = models.DateField(_("verified on"), null=True, blank=True)
    verification_method = models.CharField(_("verified by means of"), max_length=120, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ships_from = models.ForeignKey(
        Commune,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="vendors",
        verbose_name=_("ships from"),
    )
    street = models.CharField(_("street address"), max_length=255, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    closed_from = models.DateField(_("closed from"), null=True, blank=True)
    closed_until = models.DateField(_("closed until"), null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("vendor")
        verbose_name_plural = _("vendors")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="verified") | Q(verified_on__isnull=False),
                name="partner_verified_has_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class StockRecord(AbstractStockRecord):
    """Price in whole đồng and stock of one pack size at one partner.

    The database itself refuses to allocate more than is there (truth 5).
    """

    class Meta(AbstractStockRecord.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                condition=Q(num_allocated__isnull=True)
                | (Q(num_allocated__gte=0) & Q(num_allocated__lte=F("num_in_stock"))),
                name="partner_allocated_within_stock",
            ),
            models.CheckConstraint(
                condition=Q(price__isnull=True)
                | (Q(price__gte=0) & Q(price=Cast("price", models.BigIntegerField()))),
                name="partner_price_whole_dong",
            ),
            models.CheckConstraint(condition=Q(price_currency="VND"), name="partner_price_in_vnd"),
        ]
        indexes = [models.Index(fields=["price", "id"], name="partner_by_price")]


class VisitTerms(models.Model):
    """What the host of a tourism service (criteria set B26) states to those who want to come.

    A service is agreed on, not bought: this stands in the place of packs and prices.
    """

    class PricePer(models.TextChoices):
        PERSON = "person", _("per person")
        GROUP = "group", _("per group")

    product = models.OneToOneField(Product, on_delete=models.PROTECT, related_name="visit_terms")
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="visits")
    #: opening.Week: seven entries from Monday, each "08:00", "17:00" or null where it is closed.
    hours = models.JSONField(_("opening times"))
    #: Codes of spoken.SPOKEN.
    languages = models.JSONField(_("languages spoken"), default=list)
    capacity = models.PositiveSmallIntegerField(_("people at once"))
    price_from = models.BigIntegerField(_("price from"), null=True, blank=True)
    price_per = models.CharField(
        _("price is"), max_length=8, choices=PricePer, default=PricePer.PERSON
    )
    minimum_notice = models.PositiveSmallIntegerField(_("days of notice"), default=1)
    getting_there = models.TextField(_("how to get there"))
    getting_there_en = models.TextField(_("how to get there, in English"), blank=True)
    accessibility = models.TextField(_("accessibility"))
    accessibility_en = models.TextField(_("accessibility, in English"), blank=True)
    safety = models.TextField(_("safety"), blank=True)
    safety_en = models.TextField(_("safety, in English"), blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("terms of a visit")
        verbose_name_plural = _("terms of visits")
        constraints = [
            models.CheckConstraint(condition=Q(capacity__gte=1), name="partner_visit_for_somebody"),
            models.CheckConstraint(
                condition=Q(price_from__isnull=True) | Q(price_from__gte=0),
                name="partner_visit_price_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product}: {self.vendor}"

    def is_open_on(self, day: datetime.date) -> bool:
        """By the weekday alone; the shop's closed days are apart (sale.is_open)."""
        return opens_on(self.hours, day)

    @property
    def opening_rows(self) -> list[Hours]:
        """The week in words, days of the same hours together."""
        return opening_rows(self.hours)

    @property
    def spoken(self) -> list[str]:
        """The names of the languages in the page's language."""
        return [str(SPOKEN[code]) for code in self.languages if code in SPOKEN]

    @property
    def way(self) -> Words:
        return words(self.getting_there, self.getting_there_en)

    @property
    def access(self) -> Words:
        return words(self.accessibility, self.accessibility_en)

    @property
    def care(self) -> Words:
        return words(self.safety, self.safety_en)


from oscar.apps.partner.models import *  # noqa: F403
