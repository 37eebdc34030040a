"""Who pays a discount, or a delivery that costs the buyer nothing: never the books by themselves."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Payer(models.TextChoices):
    VENDOR = "vendor", _("the seller")
    PROVINCE = "province", _("the province")
    PLATFORM = "platform", _("the marketplace")
