"""The rule of relevance, once for all engines: which documents match, and how well (ADR 0015).

A set is a conjunction of clauses, a clause a choice of terms; every engine can say that. A document's
level is the first set that holds it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from search.tokens import Token, pairs


@dataclass(frozen=True, slots=True)
class Term:
    """``text`` is among the tokens of ``field``; ``is_begun``: a token begins with it."""

    field: str
    text: str
    is_begun: bool = False


#: One of these holds.
Clause = tuple[Term, ...]
#: All of these hold.
Matching = tuple[Clause, ...]


def levels(tokens: tuple[Token, ...]) -> list[Matching]:
    """Sets of documents by how well they match, the best first; the last one holds all that match.

    Accents count where they were typed. 1: the name begins with the words; 2: they stand in it in
    this order; 3: in any order; 4 and 5: as 2 and 3, blind to accents or in other words for the
    same; 6: some stand beside the name (producer, place, kind). Where accents are insisted on, no
    level is blind to them in names.
    """
    exact = _all(
        Term("accented", token.accented) if token.is_marked else Term("folded", token.folded)
        for token in tokens
    )
    syllables = [token.folded for token in tokens]
    plain = tuple(
        clause if token.is_meant else (Term("folded", token.folded),)
        for clause, token in zip(exact, tokens, strict=True)
    )
    in_order = _all(Term("pairs", pair) for pair in pairs(syllables))
    anywhere = tuple(
        (*clause, Term("around", one)) for clause, one in zip(plain, syllables, strict=True)
    )
    return [
        (*exact, (Term("leads", "_".join(syllables)),)),
        (*exact, *in_order),
        exact,
        (*plain, *in_order),
        plain,
        anywhere,
    ]


def beginnings(tokens: tuple[Token, ...]) -> list[Matching]:
    """As ``levels``, for words of which the last may be unfinished."""
    syllables = [token.folded for token in tokens]
    before = _all(Term("folded", syllable) for syllable in syllables[:-1])
    begin = (*before, (Term("leads", "_".join(syllables), is_begun=True),))
    names = (*before, (Term("folded", syllables[-1], is_begun=True),))
    exact = _all(Term("accented", token.accented) for token in tokens if token.is_marked)
    accented = [(*begin, *exact), (*names, *exact)] if exact else []
    return [*accented, begin, names]


def _all(terms: Iterable[Term]) -> Matching:
    return tuple((term,) for term in terms)
