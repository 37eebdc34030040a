"""A mail to one person, as text and HTML, in the language that is active."""

import logging
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from .retrying import retry

logger = logging.getLogger(__name__)

#: Minutes until the next attempt, after the first, second … refusal; then the letter is given up.
RETRY_AFTER_MINUTES = (1, 5, 30, 120, 720)


def letter(
    *,
    to: str,
    subject: str,
    html: str,
    text: str,
    context: dict[str, Any],
    headers: dict[str, str] | None = None,
) -> EmailMultiAlternatives:
    """``html`` and ``text`` name templates; nothing is sent yet."""
    context = {
        **context,
        "site_name": settings.OSCAR_SHOP_NAME,
        "language": translation.get_language(),
    }
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=render_to_string(text, context),
        to=[to],
        headers={"Auto-Submitted": "auto-generated", **(headers or {})},
    )
    message.attach_alternative(render_to_string(html, context), "text/html")
    return message


def stopping(path: str) -> dict[str, str]:
    """Headers by which one click in the mail reader stops more of them (RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{settings.SITE_URL}{path}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def send_or_retry(message: EmailMultiAlternatives, task: Any, row_id: int, attempt: int) -> str:
    """``sent``; or ``refused`` by the server, and ``task(row_id, attempt)`` comes again later."""
    try:
        message.send()
    except (SMTPException, OSError) as error:
        logger.warning("%s %s refused (%s)", task.module_path, row_id, type(error).__name__)
        retry(task, row_id, attempt=attempt, minutes=RETRY_AFTER_MINUTES)
        return "refused"
    return "sent"
