from oscar.apps.order import apps


class OrderConfig(apps.OrderConfig):
    """The orders of buyers, with addresses of ours (urls.py)."""

    name = "storefront.order"
    namespace = "order"

    def ready(self) -> None:
        super().ready()
        from marketplace.kernel.chores import register_chore

        from .services import expire_orders

        register_chore("orders nobody paid", expire_orders, minutes=10)

    def get_urls(self):
        from .urls import urlpatterns

        return self.post_process_urls(urlpatterns)
