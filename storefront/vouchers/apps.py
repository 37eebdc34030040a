from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VouchersConfig(AppConfig):
    """Vouchers: campaigns of provinces, sellers and the marketplace, their codes and uses."""

    name = "storefront.vouchers"
    label = "vouchers"
    verbose_name = _("Vouchers")

    def ready(self) -> None:
        from storefront.order.happenings import Ended, Refunded, listen
        from storefront.order.services import hold_with_order

        from .services.using import give_back_ended, give_back_refunded, hold_again

        listen(Refunded, give_back_refunded)
        listen(Ended, give_back_ended)
        hold_with_order(hold_again)
