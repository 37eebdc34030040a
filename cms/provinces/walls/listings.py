"""Lists of pages in the administration: their filters name the own people, not everybody."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from wagtail.admin.filters import MultipleUserFilter
from wagtail.admin.views.pages.listing import EditedByFilter, GenericPageFilterSet
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, PageLogEntry

from .pages import own

_of_wagtails = GenericPageFilterSet.base_filters


def owners(request: HttpRequest) -> QuerySet[Any]:
    """Who has begun a page that is ``request.user``'s own."""
    pages = Page.objects.filter(own(request.user)).order_by()
    return get_user_model().objects.filter(pk__in=pages.values("owner"))


def writers(request: HttpRequest) -> QuerySet[Any]:
    """Who has changed one."""
    pages = Page.objects.filter(own(request.user)).order_by()
    entries = PageLogEntry.objects.filter(action="wagtail.edit", page__in=pages.values("pk"))
    return get_user_model().objects.filter(pk__in=entries.order_by().values("user"))


class OwnPeopleFilterSet(GenericPageFilterSet):
    owner = MultipleUserFilter(
        label=_of_wagtails["owner"].label, queryset=owners, widget=CheckboxSelectMultiple
    )
    edited_by = EditedByFilter(
        label=_of_wagtails["edited_by"].label, queryset=writers, widget=CheckboxSelectMultiple
    )


class WalledPageViewSet(PageViewSet):
    """Wagtail's own for all pages, with our filters."""

    filterset_class = OwnPeopleFilterSet


walled_pages = WalledPageViewSet()
