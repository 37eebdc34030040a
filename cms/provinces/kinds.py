"""What a page is called where it stands alone: above its title, in feeds, on its picture for others."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

#: By the name of its type.
KINDS: Mapping[str, Any] = {
    "storypage": _("Story"),
    "newspage": _("News"),
    "eventpage": _("Event"),
    "campaignpage": _("For the season"),
    "destinationpage": _("Place to go"),
    "itinerarypage": _("Journey"),
}
