from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MatchesConfig(AppConfig):
    """What matching found, for buyers and vendors; found and kept by search.matching."""

    name = "storefront.matches"
    label = "matches"
    verbose_name = _("Matches")
