from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SourcingConfig(AppConfig):
    name = "storefront.sourcing"
    label = "sourcing"
    verbose_name = _("Sourcing")

    def ready(self) -> None:
        from marketplace.kernel.chores import register_chore

        from .tasks import catch_up

        register_chore("tables of suppliers", catch_up)
