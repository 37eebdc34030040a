"""What can disagree, each with what we say, what they say, and what its button does."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model
from django.utils.functional import Promise

from marketplace.accounts.models import User


@dataclass(frozen=True)
class Row:
    """One disagreement as the list shows it."""

    key: str
    number: str
    ours: str
    theirs: str
    since: datetime
    #: Where a person says more than a button can; empty: the button mends.
    page: str = ""


@dataclass(frozen=True)
class Kind:
    """``find`` is oldest first; ``mend`` may be called again, and says in words what was done.

    Without ``mend`` each row has a page of its own, where a person says more.
    """

    code: str
    title: str | Promise
    button: str | Promise
    find: Callable[[], Iterable[Model]]
    show: Callable[[Model], Row]
    mend: Callable[[Model, User], str] | None = None


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """One more thing that can disagree; its code stands in the buttons' addresses."""
    KINDS[kind.code] = kind
