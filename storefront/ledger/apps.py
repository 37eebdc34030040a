from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    """The books: sales, money, commission, taxes withheld, and what is paid out to vendors."""

    name = "storefront.ledger"
    label = "ledger"
    verbose_name = _("Books")

    def ready(self) -> None:
        from storefront.order.happenings import (
            Borne,
            Confirmed,
            Delivered,
            Ended,
            PaidBack,
            Received,
            Refunded,
            Returned,
            listen,
        )

        from .services.losses import record_borne
        from .services.moneys import record_paid_back, record_received
        from .services.selling import (
            record_delivery,
            record_end,
            record_refund,
            record_return,
            record_sale,
        )
        from .triggers import after_migrate

        post_migrate.connect(after_migrate, sender=self)
        listen(Confirmed, record_sale)
        listen(Received, record_received)
        listen(Delivered, record_delivery)
        listen(Returned, record_return)
        listen(Ended, record_end)
        listen(Refunded, record_refund)
        listen(PaidBack, record_paid_back)
        listen(Borne, record_borne)
