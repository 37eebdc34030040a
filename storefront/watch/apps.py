from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WatchConfig(AppConfig):
    name = "storefront.watch"
    label = "watch"
    verbose_name = _("Standing watch")

    def ready(self) -> None:
        from marketplace.kernel.chores import register_chore

        from .digests import begin_digests
        from .services import forget_old_news, notice_matches

        register_chore("matches that nobody was told of", notice_matches, minutes=5)
        register_chore("digests of matches", begin_digests)
        register_chore("news of matches that are old", forget_old_news)
