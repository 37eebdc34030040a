from oscar.apps.basket import apps


class BasketConfig(apps.BasketConfig):
    """The basket with addresses and views of ours (urls.py)."""

    name = "storefront.basket"

    def ready(self) -> None:
        """Oscar's views are not loaded: ours take their place."""
        from marketplace.caching.private import register_private_part

        from .private import count_packs, own_lines

        register_private_part("basket", say=count_packs, rows=own_lines)

    def get_urls(self):
        from .urls import urlpatterns

        return self.post_process_urls(urlpatterns)
