"""Asking for the newsletter, confirming, stopping; the issues themselves are issues.py."""

from django.db import IntegrityError, transaction

from marketplace.geography.models import Province
from marketplace.kernel.clock import now

from . import tasks
from .consent import VERSION, consent_text
from .models import Subscription

State = Subscription.State


def ask_newsletter(*, email: str, province: Province | None, language: str) -> None:
    """Asks the address whether it is its owner who wants it; asked twice is asked once.

    The answer never says whether the address has asked before.
    """
    try:
        with transaction.atomic():
            subscription = Subscription.objects.create(
                email=email.lower(),
                province=province,
                language=language,
                consent_text=consent_text(),
                consent_version=VERSION,
            )
            tasks.send_confirmation.enqueue(subscription.pk)
    except IntegrityError:
        return


def confirm_newsletter(*, subscription: Subscription) -> bool:
    """The address is theirs: the next issue comes. False where it need not be confirmed."""
    return bool(
        Subscription.objects.filter(pk=subscription.pk, state=State.UNCONFIRMED).update(
            state=State.ACTIVE, confirmed_at=now()
        )
    )


def stop_newsletter(*, subscription: Subscription) -> bool:
    """No issue to this address any more, whatever else it had asked for. False where it had ended."""
    return bool(
        Subscription.objects.filter(email=subscription.email, state__in=Subscription.OPEN).update(
            state=State.STOPPED, stopped_at=now()
        )
    )
