"""Declines in words that say what to do; Stripe's codes stay inside."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: https://docs.stripe.com/declines/codes, those that a buyer can do something about.
_WORDS: dict[str, Promise] = {
    "insufficient_funds": _("The card does not have enough money for this order."),
    "expired_card": _("The card has expired. Please use another one."),
    "incorrect_cvc": _("The security code is not right. Please check the back of the card."),
    "incorrect_number": _("The card number is not right. Please check it."),
    "processing_error": _("The bank could not be reached. Please try again in a minute."),
    "payment_intent_authentication_failure": _(
        "Your bank could not confirm that it is you. Please try again or use another card."
    ),
    "authentication_required": _(
        "Your bank asks you to confirm this payment. Please try again and follow its steps."
    ),
    "card_not_supported": _("This card cannot pay in đồng. Please use another one."),
    "currency_not_supported": _("This card cannot pay in đồng. Please use another one."),
    "card_velocity_exceeded": _("The card's limit is reached. Please use another one."),
}
_OTHER = _("The bank declined the card. Please use another one, or ask your bank.")


def problem_words(code: str) -> str:
    """What the buyer reads about a decline; empty where there was none."""
    return str(_WORDS.get(code, _OTHER)) if code else ""
