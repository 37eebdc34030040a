from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CardsConfig(AppConfig):
    """Card payments through Stripe, where the operator has an account there."""

    name = "storefront.cards"
    label = "cards"
    verbose_name = _("Card payments")

    def ready(self) -> None:
        from marketplace.kernel.chores import register_chore

        from .services.reconciling import compare_books, settle_open_attempts

        register_chore("card payments that nobody told us of", settle_open_attempts, minutes=10)
        register_chore("card payments compared with the provider's books", compare_books)
