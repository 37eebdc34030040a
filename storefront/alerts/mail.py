"""The two mails about an alert: whether the address is theirs; it is back. Each sent at most once."""

import logging
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import translation
from django.utils.translation import gettext as _

from marketplace.kernel.clock import now, today
from storefront.customer.models import ProductAlert
from storefront.letters import letter, stopping

from .selectors import has_come

logger = logging.getLogger(__name__)


def send_if_due(*, alert_id: int) -> str:
    """Send the one mail if what it waits for has come: "sent", "refused" by the server, "waits".

    The alert is closed by a guarded UPDATE before the mail goes out, so that of two workers one
    sends; a refusal opens it again.
    """
    alert = ProductAlert.objects.select_related("product", "user").filter(pk=alert_id).first()
    if alert is None or alert.status != ProductAlert.ACTIVE or not has_come(alert, on=today()):
        return "waits"
    claimed = ProductAlert.objects.filter(pk=alert.pk, status=ProductAlert.ACTIVE).update(
        status=ProductAlert.CLOSED, date_closed=now()
    )
    if not claimed:
        return "waits"
    try:
        back_again(alert).send()
    except (SMTPException, OSError) as error:
        ProductAlert.objects.filter(pk=alert.pk, status=ProductAlert.CLOSED).update(
            status=ProductAlert.ACTIVE, date_closed=None
        )
        logger.warning("alert %s refused (%s)", alert.pk, type(error).__name__)
        return "refused"
    return "sent"


def back_again(alert: ProductAlert) -> EmailMultiAlternatives:
    """The mail that the alert was asked for."""
    with translation.override(_language(alert)):
        in_stock = alert.kind == ProductAlert.Kind.STOCK
        subject = _("%(title)s is back in stock") if in_stock else _("%(title)s is in season again")
        return letter(
            to=alert.get_email_address(),
            subject=subject % {"title": alert.product.local_title},
            html="mail/alert_back.html",
            text="mail/alert_back.txt",
            context=_context(alert),
            headers=stopping(alert.get_cancel_url()),
        )


def confirmation(alert: ProductAlert) -> EmailMultiAlternatives:
    """Asks a guest whether the address is theirs."""
    with translation.override(_language(alert)):
        return letter(
            to=alert.get_email_address(),
            subject=_("Please confirm: tell me about %(title)s")
            % {"title": alert.product.local_title},
            html="mail/alert_confirm.html",
            text="mail/alert_confirm.txt",
            context=_context(alert),
            headers=stopping(alert.get_cancel_url()),
        )


def _language(alert: ProductAlert) -> str:
    return alert.user.language if alert.user else alert.language


def _context(alert: ProductAlert) -> dict[str, Any]:
    return {
        "alert": alert,
        "title": alert.product.local_title,
        "url": settings.SITE_URL + alert.product.get_absolute_url(),
        "confirm_url": settings.SITE_URL + alert.get_confirm_url(),
        "stop_url": settings.SITE_URL + alert.get_cancel_url(),
    }
