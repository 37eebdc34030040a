from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperatingConfig(AppConfig):
    """The operators' office: the frame around every page of theirs."""

    name = "storefront.operating"
    label = "operating"
    verbose_name = _("Operators' office")
