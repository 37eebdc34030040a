from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TransfersConfig(AppConfig):
    """Bank transfers to the vendors' own accounts; the platform holds no money."""

    name = "storefront.transfers"
    label = "transfers"
    verbose_name = _("Bank transfers")

    def ready(self) -> None:
        from marketplace.kernel.chores import register_chore

        from .services.forgetting import drop_abandoned_statements
        from .services.reminding import remind_buyers

        register_chore("transfers due soon", remind_buyers, minutes=10)
        register_chore("statements nobody took", drop_abandoned_statements)
