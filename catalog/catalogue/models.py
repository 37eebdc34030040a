"""Oscar's catalogue with what a recognised product needs; Category is the official taxonomy.

A recognised product is an Oscar parent; its pack sizes are the children that are bought.
"""

import hashlib
from typing import Any, BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.abstract_models import (
    AbstractCategory,
    AbstractProduct,
    AbstractProductImage,
)
from PIL import Image

from catalog.producers.models import Producer
from marketplace.kernel.addresses import address
from marketplace.kernel.clock import now
from marketplace.kernel.ids import new_public_id
from marketplace.kernel.uploads import Readable, UploadRefused, clean_image
from marketplace.pictures.renditions import Focus, folder_of

from .addresses import product_address
from .listing import ListingState
from .managers import ProductQuerySet
from .parcels import ParcelClass
from .photographs.states import PhotographState
from .units import content
from .vat import VatClass


class Category(AbstractCategory):
    """A sector S1–S6, a group S1.1 … or a criteria set B01–B26 (26/2026/QĐ-TTg, Appendix I)."""

    class Level(models.TextChoices):
        SECTOR = "sector", _("sector")
        GROUP = "group", pgettext_lazy("taxonomy", "group")
        SET = "set", _("criteria set")

    name_en = models.CharField(_("name in English"), max_length=255, blank=True)
    level = models.CharField(_("level"), max_length=10, choices=Level, blank=True)

    @property
    def local_name(self) -> str:
        return (self.name_en if get_language() == "en" else "") or self.name

    def get_absolute_url(self) -> str:
        return address("catalogue:category", str(self.code))


class Product(AbstractProduct):
    """A recognised product (sản phẩm được công nhận), or one of its pack sizes.

    Whether it shows stars, is listed or sold is never stored here: see
    certification.Certificate.objects.live and ProductQuerySet.
    """

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    title_en = models.CharField(_("title in English"), max_length=255, blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    folded_title = models.CharField(max_length=255, db_index=True, editable=False, default="")

    # What only the recognised product (the parent) carries.
    producer = models.ForeignKey(
        Producer, null=True, blank=True, on_delete=models.PROTECT, related_name="products"
    )
    criteria_set = models.ForeignKey(
        Category,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="recognised_products",
        verbose_name=_("criteria set"),
    )
    scope = models.CharField(_("scope as recognised"), max_length=255, blank=True)
    season_months = models.PositiveSmallIntegerField(
        _("months in season"),
        default=0,
        help_text=_("Bit n-1 is set where month n is in season; 0 means all year round."),
    )
    raw_material_zone = models.CharField(_("raw-material zone"), max_length=255, blank=True)
    geographical_indication = models.CharField(
        _("geographical indication"), max_length=255, blank=True
    )
    vat_class = models.CharField(
        _("VAT class"), max_length=12, choices=VatClass, default=VatClass.STANDARD
    )
    listing_state = models.CharField(
        _("listing"), max_length=10, choices=ListingState, default=ListingState.DRAFT
    )
    listing_reason = models.TextField(_("reason"), blank=True)
    listing_changed_at = models.DateTimeField(null=True, blank=True, editable=False)
    listing_changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    is_illustrative = models.BooleanField(_("illustrative"), default=False)
    #: What pages show, in order: list[pictures.photographs.Entry], derived from the images.
    photographs = models.JSONField(default=list, blank=True, editable=False)

    # What only a pack size (a child) carries.
    net_quantity = models.DecimalField(
        _("net quantity"), max_digits=9, decimal_places=3, null=True, blank=True
    )
    net_unit = models.CharField(
        _("unit"),
        max_length=8,
        blank=True,
        choices=[("g", _("g")), ("ml", _("ml")), ("piece", _("pieces")), ("person", _("persons"))],
    )
    gross_weight = models.PositiveIntegerField(
        _("gross weight in grams"), null=True, blank=True, help_text=_("For the carrier.")
    )
    parcel_length = models.PositiveSmallIntegerField(_("length in cm"), null=True, blank=True)
    parcel_width = models.PositiveSmallIntegerField(_("width in cm"), null=True, blank=True)
    parcel_height = models.PositiveSmallIntegerField(_("height in cm"), null=True, blank=True)
    parcel_class = models.CharField(
        _("how it travels"), max_length=8, choices=ParcelClass, default=ParcelClass.ORDINARY
    )

    objects = ProductQuerySet.as_manager()

    class Meta(AbstractProduct.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                condition=Q(season_months__lt=4096), name="catalogue_twelve_months"
            ),
        ]
        indexes = [
            models.Index(fields=["producer", "folded_title"], name="catalogue_identity"),
            models.Index(fields=["listing_state", "criteria_set", "-id"], name="catalogue_listing"),
            models.Index(fields=["listing_state", "-id"], name="catalogue_newest"),
        ]

    @property
    def local_title(self) -> str:
        """In English a pack without an English title is called by what it holds."""
        if get_language() != "en":
            return self.get_title()
        holds = content(self.net_quantity, self.net_unit) if self.is_child else ""
        return self.title_en or holds or self.get_title()

    def get_absolute_url(self) -> str:
        product = self.parent if self.is_child else self
        return product_address(product.slug, product.public_id)


class StandardHeld(models.Model):
    """A standard that a product holds (VietGAP, HACCP …): a dated record, as a star is."""

    class Code(models.TextChoices):
        VIETGAP = "vietgap", "VietGAP"
        GLOBALGAP = "globalgap", "GlobalG.A.P."
        ORGANIC = "organic", _("organic")
        HACCP = "haccp", "HACCP"
        ISO22000 = "iso22000", "ISO 22000"
        FSSC22000 = "fssc22000", "FSSC 22000"
        BRC = "brc", "BRCGS"
        GMP = "gmp", "GMP"
        HALAL = "halal", "Halal"
        FDA = "fda", _("FDA registration")
        ATTP = "attp", _("food-safety certificate")
        GI = "gi", _("right to a geographical indication")

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="standards_held")
    code = models.CharField(_("standard"), max_length=20, choices=Code)
    number = models.CharField(_("number"), max_length=80, blank=True)
    issued_by = models.CharField(_("issued by"), max_length=160, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    class Meta:
        verbose_name = _("standard held")
        verbose_name_plural = _("standards held")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.get_code_display()


class ProductImage(AbstractProductImage):
    """A photograph of a product; what was uploaded is made anew before it is kept.

    Pages read ``Product.photographs``, derived from the approved rows with renditions.
    """

    #: Below this (pixels, the shorter side) it looks soft on the product page.
    GOOD_SIDE = 800

    original: Any

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    alt = models.CharField(_("description"), max_length=160, blank=True)
    alt_en = models.CharField(_("description in English"), max_length=160, blank=True)
    focal_x = models.PositiveSmallIntegerField(_("focal point from the left, %"), default=50)
    focal_y = models.PositiveSmallIntegerField(_("focal point from the top, %"), default=50)
    state = models.CharField(
        _("state"), max_length=10, choices=PhotographState, default=PhotographState.DRAFT
    )
    reason = models.TextField(_("reason"), blank=True)
    state_changed_at = models.DateTimeField(default=now, editable=False)
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    #: Of the kept original: SHA-256 and pixels.
    digest = models.CharField(max_length=64, blank=True, editable=False)
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    #: Where its renditions are; empty until they are all there.
    folder = models.CharField(max_length=64, blank=True, editable=False)
    tone = models.CharField(max_length=12, blank=True, editable=False)

    class Meta(AbstractProductImage.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                condition=Q(focal_x__lte=100, focal_y__lte=100), name="catalogue_focus_in_picture"
            ),
            models.CheckConstraint(
                condition=~Q(state=PhotographState.APPROVED, alt=""),
                name="catalogue_shown_picture_is_described",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "state_changed_at"], name="catalogue_photograph_review"),
        ]

    @property
    def focus(self) -> Focus:
        return Focus(self.focal_x, self.focal_y)

    @property
    def wanted_folder(self) -> str:
        """Where the renditions of the present focal point belong."""
        return folder_of(key=self.public_id, digest=self.digest, focus=self.focus)

    @property
    def is_small(self) -> bool:
        return min(self.width, self.height) < self.GOOD_SIDE

    def take(self, file: Readable | BinaryIO) -> None:
        """Hold an uploaded file, made anew. UploadRefused for what is no honest picture."""
        fresh = clean_image(file)
        self.digest = hashlib.sha256(fresh.read()).hexdigest()
        fresh.seek(0)
        with Image.open(fresh) as picture:
            self.width, self.height = picture.size
        self.original = fresh

    def clean(self) -> None:
        super().clean()
        if self.original and not self.original._committed:
            try:
                self.take(self.original.file)
            except UploadRefused as refusal:
                raise ValidationError({"original": str(refusal)}) from refusal


from oscar.apps.catalogue.models import *  # noqa: F403
