from oscar.apps.basket import apps


class BasketConfig(apps.BasketConfig):
    """The basket with addresses and views of ours (urls.py)."""

    name = "storefront.basket"

    def ready(self) -> None:
        """Oscar's views are not loaded: ours take their place."""

    def get_urls(self):
        from .urls import urlpatterns

        return self.post_process_urls(urlpatterns)
