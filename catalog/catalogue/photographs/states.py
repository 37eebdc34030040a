"""The states of a photograph: reviewed before it is shown (docs/adr/0023)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PhotographState(models.TextChoices):
    DRAFT = "draft", _("needs a description")
    WAITING = "waiting", _("awaiting review")
    APPROVED = "approved", _("shown")
    REFUSED = "refused", _("refused")


#: From → where a photograph may go; describing one that was refused asks for a new review.
PHOTOGRAPH_MOVES: dict[str, frozenset[str]] = {
    PhotographState.DRAFT: frozenset({PhotographState.WAITING}),
    PhotographState.WAITING: frozenset({PhotographState.APPROVED, PhotographState.REFUSED}),
    PhotographState.APPROVED: frozenset({PhotographState.REFUSED}),
    PhotographState.REFUSED: frozenset({PhotographState.WAITING}),
}
