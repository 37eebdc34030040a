from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsletterConfig(AppConfig):
    name = "storefront.newsletter"
    label = "newsletter"
    verbose_name = _("Newsletter")

    def ready(self) -> None:
        from marketplace.kernel.chores import register_chore

        from .issues import make_issue_if_due
        from .tasks import forget_old_rows, send_what_waits

        register_chore("newsletter", make_issue_if_due)
        register_chore("newsletter's letters", send_what_waits)
        register_chore("newsletter's rows that are over", forget_old_rows)
