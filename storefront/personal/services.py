"""What a person asks about their own data; the work itself is exports.py and erasures.py."""

import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from marketplace.accounts.models import User
from marketplace.kernel import audit
from marketplace.kernel.clock import now
from marketplace.kernel.errors import MarketplaceError

from . import tasks
from .erasures import organisations_to_hand_over, waiting_erasure
from .models import DataExport, Erasure

DAYS_OF_THOUGHT = 7


class ErasureRefused(MarketplaceError):
    code = "erasure_refused"


def ask_export(*, user: User) -> bool:
    """A copy is made by the queue and announced by mail; False where one is on its way already."""
    try:
        with transaction.atomic():
            export = DataExport.objects.create(user=user)
            audit.record(action="personal.export_asked", target=user, acting_user=user)
            tasks.prepare_export.enqueue(export.pk)
    except IntegrityError:
        return False
    return True


def ask_erasure(*, user: User, password: str) -> Erasure:
    """In seven days everything goes; until then the link in the mail calls it off.

    Refused with codes ``password``, ``last_owner`` (see organisations_to_hand_over), ``staff``;
    asked twice is the one that waits.
    """
    if not user.check_password(password):
        raise ErasureRefused(_("This is not the password of the account."), code="password")
    if user.is_staff or user.is_superuser:
        raise ErasureRefused(_("Operators are taken off by another operator."), code="staff")
    if organisations_to_hand_over(user).exists():
        raise ErasureRefused(
            _("You are the only owner of an organisation. Make somebody else an owner first."),
            code="last_owner",
        )
    due = now() + datetime.timedelta(days=DAYS_OF_THOUGHT)
    try:
        with transaction.atomic():
            erasure = Erasure.objects.create(user=user, due_at=due, language=user.language)
            audit.record(action="personal.erasure_asked", target=user, acting_user=user)
            tasks.announce_erasure.enqueue(erasure.pk)
            tasks.carry_out_erasure.using(run_after=due).enqueue(erasure.pk)
    except IntegrityError:
        found = waiting_erasure(user)
        if found is None:
            raise
        return found
    return erasure
