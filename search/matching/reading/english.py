"""English noun phrases put into Vietnamese: "dried mango", "lotus tea", "bamboo lamps"."""

from .sentence import Sentence

_NOMINAL = ("product_en", "material_en", "head_en")
#: Dried meat, fish, noodles, mushrooms and flowers are khô; fruit and vegetables are sấy.
_KHO_SETS = frozenset({"B02", "B06", "B08", "B10", "B20", "B23"})
_PHRASE_LIMIT = 7


def read_english(sentence: Sentence, place: int) -> tuple[int, str, str, bool] | None:
    """(place after it, name, base, whether it is nothing but one noun) of the phrase at ``place``."""
    states: list[str] = []
    nouns: list[tuple[str, str]] = []
    last = at = place
    while at < min(len(sentence), place + _PHRASE_LIMIT) and sentence.is_free(at):
        segment = sentence.segments[at]
        kind = _kind(sentence, at, bool(nouns))
        if kind in _NOMINAL:
            nouns.append((kind, str(segment.code(kind))))
            at += 1
            last = at
        elif kind == "state_en":
            states.append(str(segment.code("state_en")))
            at += 1
        elif segment.has("quality") or segment.code("standard") in ("organic", "ocop"):
            if at == place:
                return None
            at += 1
        else:
            break
    if not nouns or all(kind == "material_en" for kind, _name in nouns):
        return None
    if nouns[-1][0] == "head_en" and len(nouns) == 1:
        return None
    if (sentence.folded(last), sentence.folded(last + 2)) == ("(", ")") and sentence.has(
        last + 1, "state_en", "variety"
    ):
        # "dragon fruit (red flesh)"
        states.append(str(sentence.segments[last + 1].code("state_en", "variety")))
        last += 3
    name, base = _compose(nouns, sentence)
    for state in states:
        word = _state(state, base, sentence)
        if word not in name:
            name = f"{name} {word}"
    return last, name, base, len(nouns) == 1 and not states


def _kind(sentence: Sentence, place: int, has_noun: bool) -> str:
    segment = sentence.segments[place]
    if has_noun and segment.has("head_en"):
        return "head_en"
    if segment.has("product_en"):
        follows_noun = sentence.has(place + 1, "product_en", "head_en") or not segment.has(
            "state_en"
        )
        return "product_en" if follows_noun else "state_en"
    for kind in ("state_en", "material_en", "head_en"):
        if segment.has(kind):
            return kind
    return ""


def _compose(nouns: list[tuple[str, str]], sentence: Sentence) -> tuple[str, str]:
    *before, (_kind_of_last, last) = nouns
    names = [name for _kind, name in before]
    if not names:
        return last, last
    qualifiers = " ".join(name.removeprefix(f"{last} ") for name in names)
    return f"{last} {qualifiers}", last


def _state(state: str, base: str, sentence: Sentence) -> str:
    if state != "sấy":
        return state
    found = sentence.lexicon.products.get(_folded(sentence, base))
    sets = found[1] if found else ()
    return "khô" if set(sets) & _KHO_SETS or base.startswith("nấm") or base == "măng" else "sấy"


def _folded(sentence: Sentence, name: str) -> str:
    from .tokens import tokenise  # noqa: PLC0415

    return " ".join(token.folded for token in tokenise(name))
