from oscar.apps.checkout import apps


class CheckoutConfig(apps.CheckoutConfig):
    """The checkout with addresses and views of ours (urls.py)."""

    name = "storefront.checkout"

    def ready(self) -> None:
        """Oscar's views are not loaded: ours take their place."""

    def get_urls(self):
        from .urls import urlpatterns

        return self.post_process_urls(urlpatterns)
