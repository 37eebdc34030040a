from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SupplyConfig(AppConfig):
    name = "catalog.supply"
    label = "supply"
    verbose_name = _("Supply")

    def ready(self) -> None:
        from .triggers import after_migrate

        post_migrate.connect(after_migrate, sender=self)
