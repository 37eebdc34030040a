from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy as _


class SavedConfig(AppConfig):
    name = "storefront.saved"
    label = "saved"
    verbose_name = _("Saved products")

    def ready(self) -> None:
        from marketplace.caching.private import register_private_part

        from .private import own_rows, public_ids
        from .services import adopt_after_sign_in

        user_logged_in.connect(adopt_after_sign_in, dispatch_uid="saved.adopt")
        register_private_part("saved", say=public_ids, rows=own_rows)
