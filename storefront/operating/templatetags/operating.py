"""The ways between the rooms of the operators' office."""

from typing import Any

from django import template

from storefront.operating.rooms import Office, office_of, rooms_for

register = template.Library()


@register.simple_tag(takes_context=True)
def office(context: dict[str, Any]) -> Office:
    """The rooms that the reader may enter, with what waits in each, and where they stand."""
    request = context["request"]
    return office_of(request.user, request.resolver_match)


@register.simple_tag(takes_context=True)
def operates(context: dict[str, Any]) -> bool:
    """Whether the reader may enter the office at all; without a query for customers."""
    return bool(rooms_for(context["request"].user))
