from oscar.apps.order import apps


class OrderConfig(apps.OrderConfig):
    """The orders of buyers, with addresses of ours (urls.py)."""

    name = "storefront.order"
    namespace = "order"

    def ready(self) -> None:
        super().ready()
        from marketplace.kernel.chores import register_chore
        from marketplace.kernel.queue import worker_died

        from .services import expire_orders
        from .tasks import wait_again

        register_chore("orders nobody paid", expire_orders, minutes=10)
        worker_died.connect(wait_again)

    def get_urls(self):
        from .urls import urlpatterns

        return self.post_process_urls(urlpatterns)
