from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SupplyConfig(AppConfig):
    name = "catalog.supply"
    label = "supply"
    verbose_name = _("Supply")

    def ready(self) -> None:
        from marketplace.caching.watching import watch

        from .models import Capacity, Supply, SupplyTier
        from .triggers import after_migrate

        watch(Supply, SupplyTier, Capacity)
        post_migrate.connect(after_migrate, sender=self)
