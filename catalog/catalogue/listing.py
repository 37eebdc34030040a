"""The states of a listing: moderated before it is shown (E-commerce Law 122/2025, Art. 17)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ListingState(models.TextChoices):
    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("awaiting review")
    APPROVED = "approved", _("approved")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")


#: From → where a listing may go. Nothing is deleted: a withdrawn one stays with its date.
LISTING_MOVES: dict[str, frozenset[str]] = {
    ListingState.DRAFT: frozenset({ListingState.SUBMITTED, ListingState.WITHDRAWN}),
    ListingState.SUBMITTED: frozenset(
        {ListingState.APPROVED, ListingState.REJECTED, ListingState.WITHDRAWN}
    ),
    ListingState.APPROVED: frozenset({ListingState.SUBMITTED, ListingState.WITHDRAWN}),
    ListingState.REJECTED: frozenset({ListingState.SUBMITTED, ListingState.WITHDRAWN}),
    ListingState.WITHDRAWN: frozenset({ListingState.DRAFT}),
}
