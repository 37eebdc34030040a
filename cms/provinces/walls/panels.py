"""The start page's panels: what somebody did in another province, before a change of groups, is gone."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import (
    LockedPagesPanel,
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
)
from wagtail.models import Page

from .pages import own


def _own(user: Any) -> set[int]:
    return set(Page.objects.filter(own(user)).values_list("pk", flat=True))


class OwnRecentEdits(RecentEditsPanel):
    def get_context_data(self, parent_context: Any) -> Any:
        context = super().get_context_data(parent_context)
        own_pages = _own(context["request"].user)
        context["last_edits"] = [row for row in context["last_edits"] if row[1].pk in own_pages]
        return context


class OwnLockedPages(LockedPagesPanel):
    def get_context_data(self, parent_context: Any) -> Any:
        context = super().get_context_data(parent_context)
        context["locked_pages"] = context["locked_pages"].filter(own(context["request"].user))
        return context


class OwnInModeration(UserObjectsInWorkflowModerationPanel):
    def get_context_data(self, parent_context: Any) -> Any:
        context = super().get_context_data(parent_context)
        own_pages = _own(context["request"].user)
        context["workflow_states"] = [
            state for state in context["workflow_states"] if state.content_object.pk in own_pages
        ]
        return context


_OWN = {
    RecentEditsPanel: OwnRecentEdits,
    LockedPagesPanel: OwnLockedPages,
    UserObjectsInWorkflowModerationPanel: OwnInModeration,
}


def with_own_pages(request: HttpRequest, panels: list[Component]) -> None:
    panels[:] = [_OWN[type(one)]() if type(one) in _OWN else one for one in panels]
