from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    name = "marketplace.operations"
    label = "operations"
    verbose_name = _("Operations")

    def ready(self) -> None:
        import marketplace.checks  # noqa: F401
        from catalog.catalogue.registries import register_fixed_page

        for page in ("rules", "ranking", "privacy", "returns", "contact"):
            register_fixed_page(f"pages:{page}")
