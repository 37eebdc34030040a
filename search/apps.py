from django.db.models.signals import post_migrate
from oscar.apps.search import apps


class SearchConfig(apps.SearchConfig):
    """Oscar's search app without Haystack; lists, engines and their upkeep are ours."""

    name = "search"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Oscar's own views would import Haystack: they are not loaded."""
        from marketplace.caching.stamps import register_part

        from .finding import index_version
        from .triggers import after_migrate

        post_migrate.connect(after_migrate, sender=self)
        register_part("search", index_version)

    def get_urls(self):
        from .urls import urlpatterns

        return self.post_process_urls(urlpatterns)
