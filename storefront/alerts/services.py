"""Asking to be told, confirming, stopping. What is sent, and when, is mail.py and tasks.py."""

import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from catalog.catalogue.models import Product
from catalog.catalogue.season import ALL_YEAR, season_begins
from marketplace.accounts.models import User
from marketplace.kernel.clock import VIETNAM, now, today
from marketplace.kernel.errors import MarketplaceError
from storefront.customer.models import ProductAlert

from . import tasks

MAX_ALERTS = 100
#: In the morning of the day on which a season begins.
_MORNING = datetime.time(8, tzinfo=VIETNAM)


class AlertRefused(MarketplaceError):
    code = "alert_refused"


def ask_alert(*, user: Any, email: str, product: Product, kind: str, language: str) -> None:
    """Tell this person once when ``product`` is back; asked twice is asked once.

    A member's waits at once (``email`` is not needed); a guest's waits for the link in the mail
    that is sent to ``email``. Refused for a season of a product that has none, and beyond
    MAX_ALERTS of one person. The answer never says whether the address has asked before.
    """
    if kind not in ProductAlert.Kind.values:
        raise AlertRefused(_("Choose what we should tell you."), code="kind")
    if kind == ProductAlert.Kind.SEASON and product.season_months == ALL_YEAR:
        raise AlertRefused(_("This product has no season; it is there all year."), code="season")
    member = user if isinstance(user, User) else None
    owner = {"user": member} if member else {"user__isnull": True, "email": email.lower()}
    waiting = ProductAlert.objects.filter(status__in=ProductAlert.OPEN, **owner)
    if waiting.count() >= MAX_ALERTS:
        raise AlertRefused(_("You have many alerts already. Stop some first."), code="full")
    try:
        with transaction.atomic():
            alert = ProductAlert.objects.create(
                user=member,
                email="" if member else email.lower(),
                product=product,
                kind=kind,
                language=member.language if member else language,
            )
            if member is None:
                tasks.send_confirmation.enqueue(alert.pk)
            else:
                _await(alert)
    except IntegrityError:
        return


def confirm_alert(*, alert: ProductAlert) -> bool:
    """The address is theirs: the alert waits from now on. False where it need not."""
    with transaction.atomic():
        moved = ProductAlert.objects.filter(pk=alert.pk, status=ProductAlert.UNCONFIRMED).update(
            status=ProductAlert.ACTIVE, date_confirmed=now()
        )
        if moved:
            _await(alert)
    return bool(moved)


def stop_alert(*, alert: ProductAlert) -> bool:
    """No mail about it any more. False where it had ended already."""
    return bool(
        ProductAlert.objects.filter(pk=alert.pk, status__in=ProductAlert.OPEN).update(
            status=ProductAlert.CANCELLED, date_cancelled=now()
        )
    )


def _await(alert: ProductAlert) -> None:
    """It may be back already; a season's alert is also woken on the morning when it begins."""
    tasks.send_alert.enqueue(alert.pk)
    if alert.kind == ProductAlert.Kind.SEASON:
        begins = season_begins(alert.product.season_months, after=today())
        if begins is not None:
            morning = datetime.datetime.combine(begins, _MORNING)
            tasks.send_alert.using(run_after=morning).enqueue(alert.pk)
