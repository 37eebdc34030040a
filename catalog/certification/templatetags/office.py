"""The ways between the rooms of the programme office."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

register = template.Library()

#: Each room's first page, its title, and the further addresses that belong to it.
_ROOMS: tuple[tuple[str, str | Promise, frozenset[str]], ...] = (
    ("office:home", _("Programme office"), frozenset()),
    ("office:upload", _("Import a decision"), frozenset()),
    (
        "office:imports",
        _("Imports"),
        frozenset({"office:import", "office:take", "office:error_rows"}),
    ),
    ("office:worklist", _("Worklist"), frozenset({"office:question"})),
    ("office:certificates", _("Certificates"), frozenset({"office:certificate"})),
    ("office:listings", _("Listings"), frozenset({"office:listing"})),
    ("office:photographs", _("Pictures"), frozenset({"office:photograph"})),
    (
        "office:vendors",
        _("Vendors"),
        frozenset(
            {
                "office:vendor",
                "office:choose_producer",
                "office:new_vendor",
                "office:verify_vendor",
                "office:suspend_vendor",
            }
        ),
    ),
    (
        "vouchers:campaigns",
        _("Vouchers"),
        frozenset(
            {
                "vouchers:new",
                "vouchers:campaign",
                "vouchers:change",
                "vouchers:owed",
                "vouchers:deliveries",
                "vouchers:raise_delivery",
            }
        ),
    ),
    (
        "office_sets:sets",
        _("Gift sets"),
        frozenset({"office_sets:new", "office_sets:change"}),
    ),
    ("insight:overview", _("Reads"), frozenset()),
)


@dataclass(frozen=True)
class Door:
    """``is_here``: in this room; ``at_door``: on its first page."""

    title: str
    url: str
    is_here: bool
    at_door: bool


@register.simple_tag(takes_context=True)
def programme_rooms(context: dict[str, Any]) -> list[Door]:
    """All rooms, the one marked in which the reader stands; no query."""
    match = context["request"].resolver_match
    at = match.view_name if match else ""
    return [
        Door(str(title), reverse(name), is_here=at == name or at in within, at_door=at == name)
        for name, title, within in _ROOMS
    ]
