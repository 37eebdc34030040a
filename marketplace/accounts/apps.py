from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "marketplace.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from marketplace.caching.private import register_private_part
        from marketplace.caching.watching import watch

        from .models import Organisation
        from .second_factor import refuse_session
        from .selectors import own_name

        user_logged_in.connect(refuse_session, dispatch_uid="accounts.refuse_session")
        watch(Organisation)
        register_private_part("account", say=own_name)
