"""The mail of a digest, as things stand when it is sent."""

from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from storefront.letters import letter, stopping

from .models import Digest, News
from .selectors import best_scores, with_names

#: It names so many of each demand or supply; the page has them all.
MOST_LINES = 10


def compose(digest: Digest) -> EmailMultiAlternatives | None:
    """None where nothing of it is true or wanted any more."""
    reader = digest.reader
    if not reader.wants_mail or not reader.user.is_active:
        return None
    news = list(with_names(digest.news.all()).order_by("side", "demand", "supply"))
    scores = best_scores(news)
    news = [one for one in news if one.pk in scores]
    if not news:
        return None
    with translation.override(reader.user.language):
        subject = ngettext(
            "%(count)d new match for you", "%(count)d new matches for you", len(news)
        ) % {"count": len(news)}
        stop = reverse("watch:stop", kwargs={"token": reader.token})
        context = {
            "reader": reader,
            "demands": _groups(news, News.Side.BUYER, "demand", scores),
            "supplies": _groups(news, News.Side.VENDOR, "supply", scores),
            "url": settings.SITE_URL + reverse("watch:news"),
            "stop_url": settings.SITE_URL + stop,
        }
        return letter(
            to=reader.user.email,
            subject=subject,
            html="mail/watch_digest.html",
            text="mail/watch_digest.txt",
            context=context,
            headers=stopping(stop),
        )


def _groups(
    news: list[News], side: News.Side, of: str, scores: dict[int, int]
) -> list[dict[str, Any]]:
    """By demand for a buyer, by supply for a vendor, the best first."""
    mine = sorted((one for one in news if one.side == side), key=lambda one: getattr(one, of).pk)
    groups = []
    for _key, found in groupby(mine, key=lambda one: getattr(one, of).pk):
        rows = sorted(found, key=lambda one: -scores[one.pk])
        groups.append(
            {
                "of": getattr(rows[0], of),
                "lines": [(one, scores[one.pk]) for one in rows[:MOST_LINES]],
                "more": max(0, len(rows) - MOST_LINES),
            }
        )
    return groups
