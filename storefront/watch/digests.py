"""One mail in the morning to each person, about all that is new for their organisations."""

import datetime
from collections import defaultdict
from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from marketplace.accounts.models import Membership, User
from marketplace.kernel.clock import VIETNAM, now, today
from storefront.letters import letter, stopping

from . import tasks
from .models import Digest, News
from .selectors import ROLES, best_scores, with_names
from .services import reader_of

_MORNING = datetime.time(7, tzinfo=VIETNAM)
#: A mail names so many of each demand or supply; the page has them all.
MOST_LINES = 10


def begin_digests() -> str:
    """Write the digests of today and queue them for the morning; each news goes into one day's only.

    What somebody of the organisation has seen on the screen is not mailed.
    """
    waiting = News.objects.filter(mailed_at=None, seen_at=None)
    by_organisation: dict[int, list[int]] = defaultdict(list)
    for pk, organisation in waiting.order_by("pk").values_list("pk", "organisation"):
        by_organisation[organisation].append(pk)
    news_of_user: dict[int, list[int]] = defaultdict(list)
    members = Membership.objects.filter(organisation__in=by_organisation, role__in=ROLES)
    for user, organisation in members.values_list("user", "organisation"):
        news_of_user[user] += by_organisation[organisation]
    users = User.objects.filter(pk__in=news_of_user, is_active=True).order_by("pk")
    begun = sum(_begin(user, news_of_user[user.pk]) for user in users)
    News.objects.filter(pk__in=[pk for keys in by_organisation.values() for pk in keys]).update(
        mailed_at=now()
    )
    return f"{begun} digests"


def _begin(user: User, news: list[int]) -> bool:
    reader = reader_of(user)
    if not reader.wants_mail:
        return False
    morning = datetime.datetime.combine(today(), _MORNING)
    try:
        with transaction.atomic():
            digest = Digest.objects.create(reader=reader, day=today())
            digest.news.set(news)
            tasks.send_digest.using(run_after=max(morning, now())).enqueue(digest.pk)
    except IntegrityError:
        return False  # today's is written already
    return True


def compose(digest: Digest) -> EmailMultiAlternatives | None:
    """The mail as things stand now; None where nothing of it is true or wanted any more."""
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
