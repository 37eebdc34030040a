from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VendorsConfig(AppConfig):
    name = "storefront.vendors"
    label = "vendors"
    verbose_name = _("Vendors")

    def ready(self) -> None:
        from search.matching.record import register_record

        from .reliability import records_of_vendors

        register_record(records_of_vendors)
