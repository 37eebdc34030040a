"""One JSON document, as a command is given it and answers it."""

import json
import sys
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.management.base import CommandError

from .checking import Refused
from .errors import MarketplaceError, NotAllowed

Answer = TypeVar("Answer")

#: Larger than anything that people or programs write here.
_LONGEST = 1_000_000


def given(argument: str) -> str:
    """The argument itself; ``-`` is what comes in on standard input."""
    text = sys.stdin.read(_LONGEST + 1) if argument == "-" else argument
    if len(text) > _LONGEST:
        raise CommandError("This is too long.")
    return text.strip()


def document(text: str) -> Any:
    """The JSON in ``text``; CommandError says where it breaks off."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise CommandError(f"This is no JSON: {error}") from error
    except RecursionError as error:
        raise CommandError("This is no JSON: it is nested too deeply.") from error


def answer(work: Callable[[], Answer]) -> Answer:
    """What ``work`` gives; what it refuses as a CommandError, one line a field."""
    try:
        return work()
    except Refused as refusal:
        lines = [f"{problem.field}: {problem.message}" for problem in refusal.problems]
        raise CommandError("\n".join(lines)) from refusal
    except (MarketplaceError, NotAllowed) as refusal:
        raise CommandError(f"{refusal} ({refusal.code})") from refusal
