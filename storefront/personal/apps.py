from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PersonalConfig(AppConfig):
    name = "storefront.personal"
    label = "personal"
    verbose_name = _("Personal data")

    def ready(self) -> None:
        from marketplace.kernel.chores import register_chore

        from .tasks import catch_up
        from .triggers import after_migrate

        post_migrate.connect(after_migrate, sender=self)
        register_chore("personal data", catch_up)
