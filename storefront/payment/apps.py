from oscar.apps.payment import apps


class PaymentConfig(apps.PaymentConfig):
    name = "storefront.payment"

    def ready(self) -> None:
        from storefront.cards.provider import CardPayment
        from storefront.transfers.provider import VietQRTransfer

        from .cash_on_delivery import CashOnDelivery
        from .providers import register

        register(CashOnDelivery())
        register(VietQRTransfer())
        register(CardPayment())
