"""Amounts, months and changes of supplies in words."""

import datetime

from django import template
from django.utils.translation import gettext as _

from catalog.supply.models import Supply
from catalog.supply.units import amount_words
from marketplace.kernel.models import AuditEntry

register = template.Library()


@register.filter
def amount(number: int, unit: str) -> str:
    """ "2 tấn", "40 túi"."""
    words = amount_words(abs(number), unit)
    return f"−{words}" if number < 0 else words


@register.simple_tag
def left(supply: Supply, month: datetime.date) -> str:
    """What is left of a month; read the capacities before."""
    row = next((one for one in supply.capacities.all() if one.month == month), None)
    return amount_words(row.left if row else 0, supply.unit)


@register.filter
def missing_word(code: str) -> str:
    """What facts.missing_of names."""
    return {
        "price": _("price"),
        "capacity": _("capacity"),
        "content": _("content of one unit"),
        "lead_time": _("days to dispatch"),
    }[code]


@register.filter
def does_word(does: str) -> str:
    """What a row of a spreadsheet would do."""
    return {
        "new": _("A new supply"),
        "change": _("Changes the supply"),
        "same": _("Changes nothing"),
    }[does]


@register.filter
def told(entry: AuditEntry) -> str:
    """What somebody did with a supply, and which of its facts changed."""
    said = {
        "supply.created": _("Offered"),
        "supply.changed": _("Changed"),
        "supply.paused": _("Paused"),
        "supply.reopened": _("Offered again"),
        "supply.closed": _("Ended"),
    }.get(entry.action, entry.action)
    fields = {
        "unit": _("unit"),
        "content_kg": _("content of one unit"),
        "pack": _("pack"),
        "minimum_quantity": _("smallest order"),
        "lead_time_days": _("days to dispatch"),
        "delivers_within_km": _("distance of delivery"),
        "standards": _("standards"),
        "export_papers": _("export papers"),
        "readiness": _("readiness for supermarkets"),
        "tiers": _("price"),
        "capacity": _("capacity"),
        "note": _("note"),
    }
    changed = [fields[name] for name in entry.data if name in fields]
    return f"{said}: {', '.join(changed)}" if changed else said
