from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    name = "marketplace.demo"
    label = "demo"
    verbose_name = _("Demo")

    def ready(self) -> None:
        from django.conf import settings

        from marketplace.kernel.defaults import register_default

        from .people import default_buyer, default_vendor

        if settings.DEMO:
            register_default("buyer", default_buyer)
            register_default("vendor", default_vendor)
