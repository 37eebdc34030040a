from oscar.apps.shipping import apps


class ShippingConfig(apps.ShippingConfig):
    name = "storefront.shipping"

    def ready(self) -> None:
        super().ready()
        from catalog.catalogue.registries import register_delivery

        from .estimates import estimate

        register_delivery(estimate)
