from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InsightConfig(AppConfig):
    name = "cms.insight"
    label = "insight"
    verbose_name = _("Reads")

    def ready(self) -> None:
        from marketplace.caching.visits import register_witness

        from .counting import witness

        register_witness(witness)
