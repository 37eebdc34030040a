from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GeographyConfig(AppConfig):
    name = "marketplace.geography"
    label = "geography"
    verbose_name = _("Geography")

    def ready(self) -> None:
        from marketplace.caching.watching import watch

        watch(*self.get_models(), is_reference=True)
