from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProducersConfig(AppConfig):
    name = "catalog.producers"
    label = "producers"
    verbose_name = _("Producers")

    def ready(self) -> None:
        from marketplace.caching.watching import watch

        watch(*self.get_models())
