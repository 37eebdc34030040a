from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RefundsConfig(AppConfig):
    """Refunds by line: money and stock, approved by role."""

    name = "storefront.refunds"
    label = "refunds"
    verbose_name = _("Refunds")

    def ready(self) -> None:
        from storefront.order.happenings import CameBack, Ended, PaidBack, listen

        from .returning import after_coming_back
        from .settling import after_money_went_back, after_the_end

        listen(CameBack, after_coming_back)
        listen(PaidBack, after_money_went_back)
        listen(Ended, after_the_end)
