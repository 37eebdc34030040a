"""The two mails: whether the address is theirs; an issue. Each sent at most once."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import translation
from django.utils.translation import gettext as _

from storefront.letters import letter, stopping

from .contents import stories_for, subscriptions_of
from .models import Delivery, Subscription


def confirmation(subscription: Subscription) -> EmailMultiAlternatives:
    """Asks whether the address is theirs, with the words that they agree to."""
    with translation.override(subscription.language):
        return letter(
            to=subscription.email,
            subject=_("Please confirm: stories of the provinces by e-mail"),
            html="mail/newsletter_confirm.html",
            text="mail/newsletter_confirm.txt",
            context={
                "subscription": subscription,
                "confirm_url": settings.SITE_URL + subscription.get_confirm_url(),
                "stop_url": settings.SITE_URL + subscription.get_stop_url(),
            },
            headers=stopping(subscription.get_stop_url()),
        )


def issue_for(delivery: Delivery) -> EmailMultiAlternatives | None:
    """The letter; None where the address has stopped it meanwhile, or its stories are gone."""
    wanted = subscriptions_of(delivery.email)
    stories = stories_for(wanted, delivery.issue)
    if not stories:
        return None
    own = wanted[-1]
    with translation.override(own.language):
        return letter(
            to=own.email,
            subject=_("New from the provinces: %(title)s") % {"title": stories[0].title},
            html="mail/newsletter_issue.html",
            text="mail/newsletter_issue.txt",
            context={
                "stories": stories,
                "consent": own,
                "stop_url": settings.SITE_URL + own.get_stop_url(),
            },
            headers=stopping(own.get_stop_url()),
        )
