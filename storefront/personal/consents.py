"""Consent, purpose by purpose: off until given, as easily taken back, every word kept."""

from django.db import transaction

from marketplace.accounts.models import User

from .models import CONSENT_VERSION, Consent, Purpose


def consents_of(user: User) -> dict[str, bool]:
    """By purpose, whether the person agrees now; one query. Ask before each use, keep no copy."""
    latest: dict[str, bool] = dict.fromkeys(Purpose.values, False)
    for purpose, is_given in (
        Consent.objects.filter(user=user).order_by("pk").values_list("purpose", "is_given")
    ):
        latest[purpose] = is_given
    return latest


def state_consents(*, user: User, given: set[str]) -> list[Consent]:
    """The person agrees to these purposes and no others; what changed is written down."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        now_given = consents_of(user)
        changed = [one for one in Purpose if now_given[one] != (one.value in given)]
        return [
            Consent.objects.create(
                user=user,
                purpose=one,
                is_given=one.value in given,
                version=CONSENT_VERSION,
                text=str(one.label),
            )
            for one in changed
        ]
