from oscar.apps.order import apps


class OrderConfig(apps.OrderConfig):
    """The orders of buyers, with addresses of ours (urls.py)."""

    name = "storefront.order"
    namespace = "order"

    def get_urls(self):
        from .urls import urlpatterns

        return self.post_process_urls(urlpatterns)
