from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TradeConfig(AppConfig):
    name = "storefront.trade"
    label = "trade"
    verbose_name = _("Trade")

    def ready(self) -> None:
        from marketplace.kernel.chores import register_chore

        from .personal import forget_old_enquiries

        register_chore("enquiries that are over", forget_old_enquiries)
