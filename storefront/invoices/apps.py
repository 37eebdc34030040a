from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InvoicesConfig(AppConfig):
    name = "storefront.invoices"
    label = "invoices"
    verbose_name = _("Invoices")

    def ready(self) -> None:
        from .manual import Manual
        from .providers import register

        register(Manual())
