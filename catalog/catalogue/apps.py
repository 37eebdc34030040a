from oscar.apps.catalogue import apps


class CatalogueConfig(apps.CatalogueConfig):
    """The catalogue with addresses and views of ours (urls.py)."""

    name = "catalog.catalogue"

    def ready(self) -> None:
        from oscar.apps.catalogue import receivers  # noqa: F401

        from catalog.catalogue.photographs.tending import tend_photographs
        from marketplace.caching.watching import watch
        from marketplace.kernel.chores import register_chore

        register_chore("photographs", tend_photographs)
        watch(*self.get_models(include_auto_created=True))
        watch(self.get_model("Category"), is_reference=True)

    def get_urls(self):
        from .urls import urlpatterns

        return self.post_process_urls(urlpatterns)
