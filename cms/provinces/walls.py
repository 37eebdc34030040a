"""What an editor meets of other provinces: nothing that is not for everybody.

A beginning: the page chooser, which Wagtail fills with the whole tree. docs/provinces.md says what is
still open.
"""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.models import GroupPagePermission

#: Root, front pages and indexes belong to nobody in particular.
_SHARED_DEPTH = 3


def own_or_shared(pages: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
    """For browsing and for searching alike, hence by what Wagtail's search can filter by."""
    user: Any = request.user
    if user.is_superuser:
        return pages
    wanted = Q(depth__lte=_SHARED_DEPTH)
    paths = GroupPagePermission.objects.filter(group__user=user).values_list(
        "page__path", flat=True
    )
    for path in paths.distinct():
        wanted |= Q(path__startswith=path)
    return pages.filter(wanted)
