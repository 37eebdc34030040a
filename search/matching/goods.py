"""What supplies and needs are recalled by in an index: criteria sets and words, both as plain codes.

The same rule as recall.InProcess, said in terms that any engine has: a document holds codes, and one of
those asked for is enough. ``ANY`` stands for a need that names neither set nor word.
"""

from collections.abc import Iterable

from . import codes
from .columns import Needs, Supplies

#: The field of documents.
FIELD = "goods"
ANY = "any"


def of_supply(groups: int, words: Iterable[int]) -> tuple[str, ...]:
    return (*codes.named(groups, codes.GROUPS), *_words(words))


def of_need(groups: int, words: Iterable[int]) -> tuple[str, ...]:
    """Of a need that names a set its words do not count."""
    return tuple(codes.named(groups, codes.GROUPS)) or tuple(_words(words)) or (ANY,)


def asked_by_need(need: Needs) -> frozenset[str] | None:
    """Supplies with one of these; None: all. For columns of length one."""
    wanted = frozenset(of_need(int(need.groups[0]), need.phrases.ids.tolist()))
    return None if wanted == {ANY} else wanted


def asked_by_supply(supply: Supplies) -> frozenset[str]:
    """Needs with one of these. For columns of length one."""
    return frozenset((*of_supply(int(supply.group[0]), supply.words.of(0).tolist()), ANY))


def _words(numbers: Iterable[int]) -> list[str]:
    return [f"w{number}" for number in sorted(set(numbers))]
