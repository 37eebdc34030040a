from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AlertsConfig(AppConfig):
    name = "storefront.alerts"
    label = "alerts"
    verbose_name = _("Alerts")

    def ready(self) -> None:
        from catalog.partner.signals import stock_added
        from marketplace.kernel.chores import register_chore

        from .tasks import after_stock_was_added, forget_old_alerts, send_waiting_alerts

        register_chore("alerts", send_waiting_alerts)
        register_chore("alerts that are over", forget_old_alerts)
        stock_added.connect(after_stock_was_added, dispatch_uid="alerts.stock")
