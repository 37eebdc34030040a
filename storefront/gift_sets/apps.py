from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GiftSetsConfig(AppConfig):
    """Gift sets of packs, each part sent by its own seller."""

    name = "storefront.gift_sets"
    label = "gift_sets"
    verbose_name = _("Gift sets")
