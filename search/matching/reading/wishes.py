"""Whether something is needed, wished for, or not asked at all, by the words around it."""

from .sentence import Sentence

_LINKS = frozenset({",", "va", "and", "hoac", "or", "hay", "/", "cung"})


def is_wished(sentence: Sentence, first: int, last: int) -> bool:
    """After "ưu tiên", before "càng tốt"; over a comma only where a list goes on."""
    return _wish_before(sentence, first) or _wish_after(sentence, last)


def _wish_before(sentence: Sentence, first: int) -> bool:
    kinds = _kinds(sentence, first)
    crossed = has_same = False
    for place in sentence.back(first, within="stretch"):
        segment = sentence.segments[place]
        if sentence.clauses[place] != sentence.clauses[first] and not crossed:
            if not _continues(sentence, first):
                return False
            crossed = True
        if segment.has("prefer"):
            return not crossed or has_same
        if segment.has("preferafter", "but"):
            return False
        if crossed and segment.has("request", "deliver"):
            return False
        has_same |= bool(kinds & _kinds(sentence, place))
    return False


def _kinds(sentence: Sentence, place: int) -> set[str]:
    """What a wish can be said of: a list goes on only with things of one kind."""
    segment = sentence.segments[place]
    if segment.code("standard") == "vat_invoice":
        return set()
    return {kind for kind in ("place", "type", "standard") if segment.has(kind)}


def _continues(sentence: Sentence, first: int) -> bool:
    """Whether the clause of ``first`` has nothing before it but the comma and things of the list."""
    before = range(sentence.clause(first).start, first)
    return all(
        sentence.folded(place) in _LINKS
        or (
            sentence.has(place, "place", "type", "and", "or")
            and not sentence.has(place, "required", "deliver", "request", "atleast")
        )
        for place in before
    )


def _wish_after(sentence: Sentence, last: int) -> bool:
    for place in range(last, len(sentence)):
        segment = sentence.segments[place]
        if sentence.stretches[place] != sentence.stretches[last - 1]:
            return False
        if segment.has("preferafter", "higherbetter"):
            return True
        if segment.has("prefer"):
            after = sentence.at(place + 1)  # "htx ưu tiên"
            return after is None or after.kind in ("sign", "line")
        if segment.folded in (",", ";", "(", ")", ":") or segment.has("but", "request", "prefer"):
            return False
    return False


def is_refused(sentence: Sentence, first: int, last: int) -> bool:
    """ "không cần …", "chưa có sao cũng được", "chấp nhận …": nothing is asked."""
    if sentence.is_english and sentence.folded(first - 1) == "no":
        return True
    for place in sentence.back(first):
        segment = sentence.segments[place]
        if segment.has("negate"):
            return True
        if segment.has("accept") and segment.folded not in ("welcome",):
            return True
        if segment.has("required", "request", "prefer") and segment.folded != "co":
            break
    for place in range(last, len(sentence)):
        segment = sentence.segments[place]
        if sentence.stretches[place] != sentence.stretches[last - 1] or segment.folded == ",":
            return False
        if segment.has("accept"):
            return True
        if segment.has("but"):
            return False
    return False
