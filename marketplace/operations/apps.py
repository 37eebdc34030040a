from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    name = "marketplace.operations"
    label = "operations"
    verbose_name = _("Operations")

    def ready(self) -> None:
        import marketplace.checks  # noqa: F401
        from catalog.catalogue.registries import register_fixed_page

        from .urls import app_name, urlpatterns

        for pattern in urlpatterns:
            register_fixed_page(f"{app_name}:{pattern.name}")
