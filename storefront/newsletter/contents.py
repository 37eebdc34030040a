"""What an address reads of an issue: the stories of what it is subscribed to."""

from collections.abc import Iterable

from catalog.catalogue.registries import Story, stories

from .models import Issue, Subscription

#: In one letter; the newest come first.
MOST = 12


def stories_for(subscriptions: Iterable[Subscription], issue: Issue) -> list[Story]:
    """What an address reads of an issue, in the language in which it asked last."""
    wanted = list(subscriptions)
    if not wanted:
        return []
    language = wanted[-1].language
    found = stories(language=language, since=issue.since, until=issue.until)
    return chosen(wanted, found)[:MOST]


def subscriptions_of(email: str) -> list[Subscription]:
    """Those that are confirmed, the newest last; one query."""
    active = Subscription.objects.filter(email=email, state=Subscription.State.ACTIVE)
    return list(active.select_related("province").order_by("pk"))


def chosen(wanted: Iterable[Subscription], found: Iterable[Story]) -> list[Story]:
    """Of these stories, in their order."""
    places = {one.province.slug if one.province else "" for one in wanted}
    return [story for story in found if "" in places or story.province in places]
