"""The start page's panels: the way into the own house first; nothing of an earlier province."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import (
    LockedPagesPanel,
    RecentEditsPanel,
    UserObjectsInWorkflowModerationPanel,
)
from wagtail.models import Page

from .pages import houses_of, own


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


class OwnHouses(Component):
    """The way into the own house and to a new page of it: else it is four presses away."""

    name = "own_houses"
    template_name = "cms/houses_panel.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"houses": houses_of(parent_context["request"].user)}


_OWN = {
    RecentEditsPanel: OwnRecentEdits,
    LockedPagesPanel: OwnLockedPages,
    UserObjectsInWorkflowModerationPanel: OwnInModeration,
}


def with_own_pages(request: HttpRequest, panels: list[Component]) -> None:
    panels[:] = [_OWN[type(one)]() if type(one) in _OWN else one for one in panels]
    if not request.user.is_superuser:
        panels.append(OwnHouses())
