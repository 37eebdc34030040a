from oscar.apps.shipping import apps


class ShippingConfig(apps.ShippingConfig):
    name = "storefront.shipping"

    def ready(self) -> None:
        super().ready()
        from catalog.catalogue.registries import register_delivery
        from marketplace.caching.watching import watch

        from .estimates import estimate
        from .models import Carrier, FreeDelivery, Rate, RemoteCommune, Tariff

        watch(Carrier, Tariff, Rate, RemoteCommune, FreeDelivery, is_reference=True)

        register_delivery(estimate)
