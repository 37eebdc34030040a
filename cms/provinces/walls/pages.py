"""Which pages are an editor's own, and which are shared: by the page permissions of the groups."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.provinces.addresses import INDEX_DEPTH, province_slug


def houses_of(user: Any) -> list[Page]:
    """The roots of what somebody's groups may work on; read once a request. Not for superusers."""
    rights = policy_registry.get_by_type(Page).get_cached_permissions_for_user(user)
    return sorted({right.page for right in rights}, key=lambda page: page.path)


def own_provinces(user: Any) -> list[str]:
    """The slugs of the provinces whose houses these are."""
    return sorted({province_slug(house.url_path) for house in houses_of(user)} - {""})


def own(user: Any) -> Q:
    """What a page must be; a superuser's are all, without any permission none."""
    if user.is_superuser:
        return Q(depth__gt=0)
    wanted = Q(depth__lt=0)
    for house in houses_of(user):
        wanted |= Q(path__startswith=house.path)
    return wanted


def own_or_shared(pages: QuerySet[Any], user: Any) -> QuerySet[Any]:
    """For browsing and for searching alike, hence by what Wagtail's search can filter by.

    What stands above the houses (root, front pages, indexes) belongs to nobody in particular.
    """
    if user.is_superuser:
        return pages
    return pages.filter(Q(depth__lte=INDEX_DEPTH) | own(user))


def are_own(user: Any, numbers: Iterable[int]) -> bool:
    """Whether each of these is a page of ``user``'s; True for none."""
    wanted = set(numbers)
    return not wanted or Page.objects.filter(own(user), pk__in=wanted).count() == len(wanted)


def are_own_or_shared(user: Any, numbers: Iterable[int]) -> bool:
    wanted = set(numbers)
    pages = Page.objects.filter(pk__in=wanted)
    return not wanted or own_or_shared(pages, user).count() == len(wanted)
