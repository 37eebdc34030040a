from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy as _


class SavedConfig(AppConfig):
    name = "storefront.saved"
    label = "saved"
    verbose_name = _("Saved products")

    def ready(self) -> None:
        from .services import adopt_after_sign_in

        user_logged_in.connect(adopt_after_sign_in, dispatch_uid="saved.adopt")
