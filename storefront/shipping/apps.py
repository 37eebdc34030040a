from oscar.apps.shipping import apps

#: Pages tell a budget that still pays any delivery from one near its end: not each order's share.
_LAST_OF_IT = (
    'CASE WHEN {row}."amount" - {row}."committed" < 1000000'
    ' THEN {row}."amount" - {row}."committed" ELSE 1000000 END'
)


class ShippingConfig(apps.ShippingConfig):
    name = "storefront.shipping"

    def ready(self) -> None:
        super().ready()
        from catalog.catalogue.registries import register_delivery
        from marketplace.caching.watching import watch
        from storefront.order.happenings import Ended, Refunded, listen
        from storefront.order.services import hold_with_order

        from .budgets import give_back_ended, give_back_refunded, hold_again
        from .estimates import estimate
        from .models import Carrier, DeliveryBudget, FreeDelivery, Rate, RemoteCommune, Tariff

        watch(Carrier, Tariff, Rate, RemoteCommune, FreeDelivery, is_reference=True)
        watch(DeliveryBudget, only=[_LAST_OF_IT])

        register_delivery(estimate)
        listen(Refunded, give_back_refunded)
        listen(Ended, give_back_ended)
        hold_with_order(hold_again)
