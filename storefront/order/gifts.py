"""An order for somebody else: nothing in the parcel says what it cost."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

#: Why cash on delivery pays for no gift.
NOT_FROM_THE_RECEIVER = _("A gift is not paid by whoever receives it: please pay another way.")
#: As many letters as fit on a packing slip.
MESSAGE_LENGTH = 300


@dataclass(frozen=True)
class Gift:
    """``message`` goes with the parcels, and may be empty."""

    message: str
