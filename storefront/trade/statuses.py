"""The states of an enquiry and the moves between them. That its day is over is told by the date alone."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EnquiryState(models.TextChoices):
    NEW = "new", pgettext_lazy("enquiry", "new")
    ANSWERED = "answered", pgettext_lazy("enquiry", "answered")
    AGREED = "agreed", pgettext_lazy("enquiry", "agreed")
    DECLINED = "declined", pgettext_lazy("enquiry", "declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("enquiry", "withdrawn")


class Side(models.TextChoices):
    VISITOR = "visitor", _("visitor")
    HOST = "host", _("host")


#: By whom: from → where to. A state that leads to itself takes one more message; declined and withdrawn
#: lead nowhere.
ENQUIRY_MOVES: dict[Side, dict[str, frozenset[str]]] = {
    Side.HOST: {
        EnquiryState.NEW: frozenset(
            {EnquiryState.ANSWERED, EnquiryState.AGREED, EnquiryState.DECLINED}
        ),
        EnquiryState.ANSWERED: frozenset(
            {EnquiryState.ANSWERED, EnquiryState.AGREED, EnquiryState.DECLINED}
        ),
        EnquiryState.AGREED: frozenset({EnquiryState.AGREED, EnquiryState.DECLINED}),
    },
    Side.VISITOR: {
        EnquiryState.NEW: frozenset({EnquiryState.NEW, EnquiryState.WITHDRAWN}),
        # What the visitor writes asks for an answer again.
        EnquiryState.ANSWERED: frozenset({EnquiryState.NEW, EnquiryState.WITHDRAWN}),
        EnquiryState.AGREED: frozenset({EnquiryState.AGREED, EnquiryState.WITHDRAWN}),
    },
}


def moves(side: Side, state: str) -> frozenset[str]:
    """Where ``side`` may move an enquiry that is in ``state``."""
    return ENQUIRY_MOVES[side].get(state, frozenset())
