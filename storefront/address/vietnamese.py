"""An address in Vietnam: street, commune and province, and the former units that carriers use."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.geography import code_lists
from marketplace.geography.models import Commune


class VietnameseAddress(models.Model):
    """What our addresses add to Oscar's. ``first_name`` holds the whole name, ``line1`` the street.

    The names are copied as printed on the day; the code travels with its list's version.
    """

    commune = models.ForeignKey(
        Commune,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("commune"),
    )
    commune_name = models.CharField(_("commune as printed"), max_length=120, blank=True)
    province_name = models.CharField(_("province as printed"), max_length=80, blank=True)
    code_list = models.CharField(max_length=10, default=code_lists.CURRENT, editable=False)
    former_district = models.CharField(_("former district"), max_length=120, blank=True)
    former_ward = models.CharField(_("former ward"), max_length=120, blank=True)

    class Meta:
        abstract = True
