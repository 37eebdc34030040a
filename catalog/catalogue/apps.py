from oscar.apps.catalogue import apps


class CatalogueConfig(apps.CatalogueConfig):
    """The catalogue with addresses and views of ours (urls.py)."""

    name = "catalog.catalogue"

    def ready(self) -> None:
        from oscar.apps.catalogue import receivers  # noqa: F401

        from marketplace.caching.watching import watch

        watch(*self.get_models(include_auto_created=True))

    def get_urls(self):
        from .urls import urlpatterns

        return self.post_process_urls(urlpatterns)
