"""One mail in the morning to each person, about all that is new for their organisations."""

import datetime
from collections import defaultdict

from django.db import IntegrityError, transaction

from marketplace.accounts.models import Membership, User
from marketplace.kernel.clock import VIETNAM, now, today

from .models import Digest, News
from .selectors import ROLES
from .services import reader_of
from .tasks import send_digest

_MORNING = datetime.time(7, tzinfo=VIETNAM)


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
            send_digest.using(run_after=max(morning, now())).enqueue(digest.pk)
    except IntegrityError:
        return False  # today's is written already
    return True
