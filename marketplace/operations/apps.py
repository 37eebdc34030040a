from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    name = "marketplace.operations"
    label = "operations"
    verbose_name = _("Operations")

    def ready(self) -> None:
        import marketplace.checks  # noqa: F401
        from catalog.catalogue.registries import register_fixed_page
        from marketplace.kernel.chores import register_chore
        from marketplace.kernel.queue import take_up_abandoned

        from .clearing import clear_sessions, clear_task_results

        for page in ("rules", "ranking", "privacy", "returns", "contact"):
            register_fixed_page(f"pages:{page}")
        register_chore("sessions that are over", clear_sessions)
        register_chore("tasks that are done", clear_task_results)
        register_chore("tasks whose worker died", take_up_abandoned, minutes=5)
