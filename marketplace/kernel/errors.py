"""What a service may answer with instead: a refusal that tells what to do, or that the role is missing."""

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise


class MarketplaceError(Exception):
    """A rule said no. ``code`` is for programs, ``message`` (translatable) tells people what to do."""

    code: str = "refused"

    def __init__(self, message: str | Promise, *, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if code is not None:
            self.code = code

    def __str__(self) -> str:
        return str(self.message)


class NotAllowed(PermissionDenied):
    """The acting user lacks the role for this: a 403.

    No MarketplaceError, so that no form says beside a field what belongs on a page of its own.
    """

    code = "not_allowed"


class IllegalTransition(MarketplaceError):
    """The state table has no such move."""

    code = "illegal_transition"
