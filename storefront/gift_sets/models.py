"""Gift sets: which packs, how many of each, and whose discount there is on it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from catalog.catalogue.models import Product
from catalog.partner.models import StockRecord, Vendor
from marketplace.geography.models import Province
from marketplace.kernel.addresses import address
from marketplace.kernel.ids import new_public_id
from marketplace.kernel.text import slugify
from storefront.payers import Payer
from storefront.vouchers.models import Campaign


class GiftSet(models.Model):
    """Put together by a province, the marketplace or a seller, who may change it.

    The price is the sum of its parts less what ``campaign`` gives for each set, while its budget
    reaches. No stock of its own: as many as its parts make up.
    """

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    title = models.CharField(_("name"), max_length=80)
    title_en = models.CharField(_("name in English"), max_length=80, blank=True)
    description = models.TextField(_("description"), max_length=1000, blank=True)
    description_en = models.TextField(_("description in English"), max_length=1000, blank=True)
    #: Who put it together; the same who pays its discount.
    curator = models.CharField(_("put together by"), max_length=8, choices=Payer)
    province = models.ForeignKey(
        Province, null=True, blank=True, on_delete=models.PROTECT, related_name="gift_sets"
    )
    vendor = models.ForeignKey(
        Vendor, null=True, blank=True, on_delete=models.PROTECT, related_name="gift_sets"
    )
    campaign = models.OneToOneField(
        Campaign, null=True, blank=True, on_delete=models.PROTECT, related_name="gift_set"
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("gift set")
        verbose_name_plural = _("gift sets")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(curator=Payer.VENDOR, vendor__isnull=False, province__isnull=True)
                | Q(curator=Payer.PROVINCE, vendor__isnull=True, province__isnull=False)
                | Q(curator=Payer.PLATFORM, vendor__isnull=True, province__isnull=True),
                name="gift_sets_curator_named",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address("gift_sets:detail", slugify(self.title) or "set", self.public_id)

    @property
    def local_title(self) -> str:
        return self.title_en if get_language() == "en" and self.title_en else self.title

    @property
    def local_description(self) -> str:
        english = self.description_en if get_language() == "en" else ""
        return english or self.description

    @property
    def curator_name(self) -> str:
        if self.province is not None:
            return str(self.province.name)
        if self.vendor is not None:
            return str(self.vendor.name)
        return str(Payer.PLATFORM.label)


class GiftSetPart(models.Model):
    """So many of a pack, from one seller."""

    gift_set = models.ForeignKey(GiftSet, on_delete=models.PROTECT, related_name="parts")
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="+")
    stockrecord = models.ForeignKey(StockRecord, on_delete=models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField(_("quantity"))

    class Meta:
        verbose_name = _("part of a gift set")
        verbose_name_plural = _("parts of gift sets")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["gift_set", "stockrecord"], name="gift_sets_part_once"),
            models.CheckConstraint(condition=Q(quantity__gte=1), name="gift_sets_part_counts"),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} × {self.product_id}"
