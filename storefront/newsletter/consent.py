"""What somebody agrees to by asking for the newsletter: the words on the page, kept with the row."""

from django.utils.translation import gettext as _

#: Changes whenever the words change their meaning.
VERSION = "2026-11"


def consent_text() -> str:
    """In the language of the page."""
    return _(
        "You get new stories and news of the provinces by e-mail, at most once a week, until you stop it. "
        "We use the address for nothing else."
    )
