"""A mail to one person, as text and HTML, in the language that is active."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

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
