from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MatchingConfig(AppConfig):
    name = "search.matching"
    label = "matching"
    verbose_name = _("Matching")

    def ready(self) -> None:
        from marketplace.kernel.chores import register_chore
        from search.keeping import register_follower

        from .demands.services import close_expired
        from .following import follow
        from .index_recall import engine_recall
        from .recalling import register_recall
        from .services import sweep

        register_chore("demands past their deadline", close_expired)
        register_chore("matching", sweep)
        register_follower(follow)
        register_recall(engine_recall)
