"""The two-level Vietnam of today and the three-level one before 1 July 2025.

Codes are those of Decision 19/2025/QĐ-TTg (list of July 2026); the same digits can name another
unit in the older list, hence every stored code travels with its list's version (code_lists.py).
"""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Region(models.Model):
    """One of the six socio-economic regions (Resolution 306/NQ-CP of 2025)."""

    slug = models.SlugField(unique=True)
    name_vi = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" else self.name_vi


class Province(models.Model):
    """One of the 34 provinces and centrally-run cities (tỉnh, thành phố) since 1 July 2025."""

    class Kind(models.TextChoices):
        PROVINCE = "province", _("province")
        CITY = "city", _("centrally-run city")

    code = models.CharField(max_length=2, unique=True)
    slug = models.SlugField(unique=True)
    name_vi = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=Kind)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="provinces")
    latitude = models.FloatField()
    longitude = models.FloatField()
    admin_center = models.CharField(max_length=80, blank=True)

    class Meta:
        verbose_name = _("province")
        verbose_name_plural = _("provinces")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" else self.name_vi


class Commune(models.Model):
    """One of the 3 321 communes, wards and special zones (xã, phường, đặc khu) of today."""

    class Kind(models.TextChoices):
        COMMUNE = "xa", _("commune")
        WARD = "phuong", _("ward")
        SPECIAL_ZONE = "dac-khu", _("special zone")

    code = models.CharField(max_length=5, unique=True)
    name_vi = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=Kind)
    folded_name = models.CharField(max_length=80, db_index=True)
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="communes")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        verbose_name = _("commune")
        verbose_name_plural = _("communes")
        ordering = ["folded_name", "code"]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """With its kind as an address prints it: "phường Phan Thiết"."""
        return f"{KIND_WORDS[self.kind]} {self.name_vi}"


KIND_WORDS = {"xa": "xã", "phuong": "phường", "dac-khu": "đặc khu"}


class FormerProvince(models.Model):
    """One of the 63 provinces before 1 July 2025."""

    code = models.CharField(max_length=2, unique=True)
    slug = models.SlugField(unique=True)
    name_vi = models.CharField(max_length=80)
    folded_name = models.CharField(max_length=80, db_index=True)
    province = models.ForeignKey(
        Province, on_delete=models.PROTECT, related_name="former_provinces"
    )

    class Meta:
        verbose_name = _("former province")
        verbose_name_plural = _("former provinces")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_vi


class FormerDistrict(models.Model):
    """One of the 696 districts, towns and provincial cities that ended on 1 July 2025."""

    code = models.CharField(max_length=3, unique=True)
    name_vi = models.CharField(max_length=80, help_text=_("With its kind, as printed then."))
    folded_name = models.CharField(max_length=80, db_index=True)
    former_province = models.ForeignKey(
        FormerProvince, on_delete=models.PROTECT, related_name="districts"
    )

    class Meta:
        verbose_name = _("former district")
        verbose_name_plural = _("former districts")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_vi


class FormerWard(models.Model):
    """A commune, ward or township before 1 July 2025."""

    code = models.CharField(max_length=5, unique=True)
    name_vi = models.CharField(max_length=80, help_text=_("With its kind, as printed then."))
    folded_name = models.CharField(max_length=80, db_index=True)
    district = models.ForeignKey(FormerDistrict, on_delete=models.PROTECT, related_name="wards")

    class Meta:
        verbose_name = _("former ward")
        verbose_name_plural = _("former wards")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name_vi


class Succession(models.Model):
    """Which commune a former ward became; several rows where it was divided.

    ``ward`` is empty for the five island districts that had none.
    """

    district = models.ForeignKey(
        FormerDistrict, on_delete=models.PROTECT, related_name="successions"
    )
    ward = models.ForeignKey(
        FormerWard, null=True, on_delete=models.PROTECT, related_name="successions"
    )
    commune = models.ForeignKey(Commune, on_delete=models.PROTECT, related_name="predecessors")

    class Meta:
        verbose_name = _("succession of units")
        verbose_name_plural = _("successions of units")
        constraints = [
            models.UniqueConstraint(
                fields=["district", "ward", "commune"],
                name="geography_succession_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.ward or self.district} → {self.commune}"
