"""Noun phrases of products (rules 5 and 6): where they stand, their name in Vietnamese, their sets."""

from dataclasses import dataclass, field

from .english import read_english
from .groups import sets_of
from .nouns import (
    ALWAYS_DOUBTFUL,
    COMPOUND_HEADS,
    DOUBTFUL,
    FUNCTIONS,
    GIFTS,
    HEADS_ONLY,
    LINKS,
    MAKING,
    PARTNERS,
    SAFE_PLAIN,
    TITLE_HEADS,
)
from .sentence import Sentence


@dataclass(slots=True)
class Phrase:
    """A product at the segments from ``first`` up to ``last``.

    ``base``: its first noun; ``bare``: nothing but that noun; ``joined``: places said right behind
    it; ``is_gift``: a bundle; ``is_dropped``: a general word whose kinds follow, or no product after
    all; ``same_as``: the number of the phrase that this one only repeats ("2 tấn muối và 500kg tiêu").
    """

    first: int
    last: int
    name: str
    base: str
    sets: tuple[str, ...]
    bare: bool = True
    joined: list[int] = field(default_factory=list)
    is_gift: bool = False
    is_modifier_only: bool = False
    is_dropped: bool = False
    same_as: int | None = None
    reach: int = 0


def read_phrases(sentence: Sentence) -> list[Phrase]:
    """All phrases in order, claimed; the buyer's own trade is none of them."""
    found: list[Phrase] = []
    place = 0
    while place < len(sentence):
        phrase = _phrase_at(sentence, place, found)
        if phrase is None:
            place += 1
            continue
        found.append(phrase)
        sentence.claim(phrase.first, phrase.last, "product")
        place = max(phrase.last, phrase.reach)
    return found


def _phrase_at(sentence: Sentence, place: int, found: list[Phrase]) -> Phrase | None:
    if not sentence.is_free(place):
        return None
    if sentence.is_english or _is_english_noun(sentence, place):
        read = read_english(sentence, place)
        if read is not None:
            last, name, base, bare = read
            if _is_buyers_trade(sentence, place, last) or _is_purpose(sentence, place):
                return None
            phrase = Phrase(place, last, name, base, sets_of(sentence.lexicon, name, base), bare)
            phrase.is_gift = _is_gift(name)
            return phrase
    segment = sentence.segments[place]
    entry = segment.entry("product")
    if entry is None:
        return _only_modifier(sentence, place, found)
    if (
        segment.has("buyer", "request")
        and not segment.is_marked
        and " " not in segment.folded
        and not _is_weighed(sentence, place)
    ):
        return None
    if (
        segment.has("count")
        and not segment.is_marked
        and sentence.has_number(place - 1)
        and sentence.has(place + 1, "product")
    ):
        return None  # "500 bo hoa": bunches, no butter
    if segment.has("half") and not segment.is_marked and _is_measured(sentence, place - 1):
        return None  # "2 ta ruoi": two and a half
    name = str(entry.code)
    if sentence.has(place - 1, "volume") and not segment.is_marked:
        # "60 lit dau phong": the oil, not the nut
        names = [str(one.code) for one in segment.options if one.kind == "product"]
        name = next((one for one in names if one.startswith("dầu")), name)
    if name == "mai" and sentence.has(place + 1, "deliver"):
        return None  # "mai giao": tomorrow
    if not _is_expected(sentence, place, name, found):
        return None
    if _is_buyers_trade(sentence, place, place + 1) or (
        _is_purpose(sentence, place) and not _has_parts(sentence, place, name)
    ):
        return None
    phrase = Phrase(place, place + 1, name, name, (), is_gift=_is_gift(name))
    _extend(sentence, phrase)
    if phrase.name in HEADS_ONLY:
        return None
    phrase.sets = sets_of(sentence.lexicon, phrase.name, name)
    return phrase


def _is_weighed(sentence: Sentence, place: int) -> bool:
    return sentence.has(place - 1, "weight") and sentence.has_number(place - 2)


def _is_english_noun(sentence: Sentence, place: int) -> bool:
    """Within a Vietnamese sentence: "cần 500 kg dried mango"."""
    segment = sentence.segments[place]
    if len(segment.folded) < _SHORTEST_ENGLISH or segment.is_marked:
        return False
    kinds = segment.kinds - {"state_en", "material_en", "product_en", "head_en", "quality"}
    if kinds:
        return False
    return segment.has("product_en") or (
        segment.has("state_en", "material_en") and sentence.has(place + 1, "product_en", "head_en")
    )


def _is_measured(sentence: Sentence, place: int) -> bool:
    return sentence.has(place, "weight", "volume", "scale") and (
        place > 0 and sentence.has_number(place - 1)
    )


def _is_gift(name: str) -> bool:
    return name.removesuffix(" tết") in GIFTS or name.startswith(("quà", "giỏ quà", "hộp quà"))


def _is_expected(sentence: Sentence, place: int, name: str, found: list[Phrase]) -> bool:
    """Whether a word of several meanings stands where a product is expected."""
    segment = sentence.segments[place]
    doubtful = ALWAYS_DOUBTFUL if sentence.is_strict or segment.is_marked else DOUBTFUL
    if name not in doubtful and " " in name:
        return True
    if name not in doubtful and (
        sentence.is_strict or segment.is_marked or len(segment.folded) > 3
    ):
        return True
    before = place - 1
    while before >= 0 and _is_praise(sentence, before):
        before -= 1
    if before < 0:
        return True
    if found and found[-1].last == before and sentence.folded(before) in LINKS:
        return True
    if found and found[-1].last == place and not sentence.is_strict and not segment.has(*FUNCTIONS):
        return True
    previous = sentence.segments[before]
    if previous.folded == "/" or (segment.is_title and previous.is_title and before):
        return False  # "Hàng Đường": a name
    if segment.has(*FUNCTIONS) and not segment.is_marked:
        return previous.has("count", "weight", "volume")
    if previous.has(
        "count", "weight", "volume", "small", "request", "introduce", "general", "each"
    ) or previous.has("supplierword"):
        return True
    if sentence.has(place + 1, "standard") and sentence.segments[place + 1].code("standard") in (
        "organic",
        "vietgap",
    ):
        return True
    if previous.kind == "number" or previous.folded in ("(", ":", "nguon", "hang", "lit"):
        return True
    if sentence.folded(before) in LINKS and (found or sentence.has(place + 1, "state", "variety")):
        return True
    following = sentence.at(place + 1)
    return (
        following is not None
        and following.kind == "number"
        and sentence.has(place + 2, "weight", "count", "volume")
    )


def _is_praise(sentence: Sentence, place: int) -> bool:
    if sentence.has(place, "per"):
        return False
    return sentence.has(place, "quality", "standard") or sentence.folded(place) in ("of", "loai")


def _only_modifier(sentence: Sentence, place: int, found: list[Phrase]) -> Phrase | None:
    """ "hoa rừng" is caught as a product; here "robusta" of "cà phê arabica và robusta"."""
    segment = sentence.segments[place]
    entry = segment.entry("variety")
    if segment.has("per") or (
        not sentence.is_strict
        and not segment.is_marked
        and len(segment.folded) < 4
        and str(segment.code("variety")) not in SAFE_PLAIN
    ):
        return None
    if entry is None or not found or sentence.folded(place - 1) not in (*LINKS, "(", ":"):
        return None
    if not list_goes_on(sentence, found[-1].last, place):
        return None
    phrase = Phrase(place, place + 1, str(entry.code), "", (), is_modifier_only=True)
    _extend(sentence, phrase)
    return phrase


_SHORTEST_ENGLISH = 4
#: What may stand between two things of one list.
_WITHIN_LISTS = (
    "weight",
    "count",
    "volume",
    "small",
    "place",
    "ward",
    "quality",
    "standard",
    "introduce",
)
_LONGEST_GAP = 8


def list_goes_on(sentence: Sentence, first: int, last: int) -> bool:
    """Whether only numbers, units, places and joining words stand between two places."""
    if last - first > _LONGEST_GAP:
        return False
    return all(
        sentence.folded(place) in LINKS
        or sentence.folded(place) in ("(", ":")
        or sentence.segments[place].kind == "number"
        or sentence.has(place, *_WITHIN_LISTS)
        for place in range(first, last)
    )


def _extend(sentence: Sentence, phrase: Phrase) -> None:
    """Kinds, states and further nouns behind the first one; praise and places between are passed."""
    at = phrase.last
    skipped = False
    while at < len(sentence) and sentence.is_free(at):
        segment = sentence.segments[at]
        modifier = _modifier(sentence, at, phrase)
        if modifier is not None:
            phrase.name += f" {modifier}"
            phrase.bare = False
            at += 1
            phrase.last = at
            skipped = False
        elif segment.has("quality") and segment.folded != "xuat khau":
            at += 1
            skipped = True
            phrase.reach = at
        elif segment.has("product") and not skipped and _compounds(sentence, at, phrase):
            phrase.name += f" {segment.code('product')}"
            phrase.bare = False
            at += 1
            phrase.last = at
        elif segment.has("standard") and segment.code("standard") in ("organic",):
            at += 1
            skipped = True
        elif segment.has("place", "ward") and _is_name(sentence, at):
            phrase.joined.append(at)
            at += 1
            skipped = True
        elif segment.folded == "(" and not skipped and _in_brackets(sentence, at, phrase):
            phrase.name += f" {_modifier(sentence, at + 1, phrase)}"
            phrase.bare = False
            at += 3
            phrase.last = at
        elif _is_title(sentence, at, phrase):
            phrase.name += f" {segment.raw}"
            phrase.bare = False
            at += 1
            phrase.last = at
        else:
            break


def _in_brackets(sentence: Sentence, at: int, phrase: Phrase) -> bool:
    """ "thanh long (ruột đỏ)": nothing but a kind or state in them."""
    return (
        sentence.folded(at + 2) == ")"
        and sentence.is_free(at + 1)
        and _modifier(sentence, at + 1, phrase) is not None
    )


def _is_name(sentence: Sentence, place: int) -> bool:
    segment = sentence.segments[place]
    return segment.has("place") or segment.is_title


def _is_title(sentence: Sentence, place: int, phrase: Phrase) -> bool:
    """A variety that nobody told the reader: a capitalised word behind a noun that has varieties."""
    segment = sentence.segments[place]
    known = bool(segment.options) or segment.kind != "word" or not segment.is_title
    return not known and sentence.is_strict and phrase.base in TITLE_HEADS


def _modifier(sentence: Sentence, place: int, phrase: Phrase) -> str | None:
    segment = sentence.segments[place]
    entry = segment.entry("state", "variety")
    if entry is None or segment.has("quality"):
        return None
    word = str(entry.code)
    plain = not sentence.is_strict and not segment.is_marked
    if plain and " " not in word and word not in SAFE_PLAIN and len(segment.folded) < 4:
        return None
    if segment.has("deliver", "to", "request", "strength", "scale") and not segment.is_marked:
        follows = sentence.at(place + 1)
        if follows is not None and (
            follows.kind == "number" or follows.has("place", "period", "number", "ward", "deliver")
        ):
            return None
    if segment.has("product") and word not in ("muối",) and " " not in phrase.base:
        return None
    return word


def _compounds(sentence: Sentence, place: int, phrase: Phrase) -> bool:
    """Two nouns side by side are one product, unless the second begins another thing."""
    segment = sentence.segments[place]
    if phrase.is_gift or phrase.is_modifier_only:
        return False
    if segment.has("count", "buyer", "request") and not segment.is_marked:
        return False
    if (
        not sentence.is_strict
        and phrase.base not in COMPOUND_HEADS
        and not phrase.name.startswith("khô")
    ):
        return False  # written without diacritics, commas are left out, too
    sets = sets_of(sentence.lexicon, phrase.name, phrase.base)
    return phrase.name not in ("rau củ quả", "trái cây", "rau củ", "hải sản") and bool(sets)


def _is_buyers_trade(sentence: Sentence, first: int, last: int) -> bool:
    """ "Xưởng bánh cần …", "quán phở ở Huế": what the buyer is, not what is wanted."""
    stretch = [*sentence.back(first, within="stretch")]
    for place in stretch:
        if sentence.has(place, "request") and not sentence.has(place, "buyer"):
            return False
        if sentence.segments[place].kind == "number":
            return False
    buyers = [place for place in stretch if sentence.has(place, "buyer")]
    if sentence.is_english and sentence.has(last, "buyer") and not sentence.has(last, "request"):
        return not buyers  # "seafood wholesaler in Can Tho seeks"
    if not buyers:
        return False
    if buyers[0] == first - 1:
        return True
    if sentence.folded(first - 1) in (",", ":"):
        return False
    for place in sentence.ahead(first, within="stretch"):
        segment = sentence.segments[place]
        if segment.folded == ":" or (segment.folded == "," and not sentence.is_english):
            return False
        if segment.has("request"):
            return True
        if segment.kind == "number":
            return False
    return False


def _is_purpose(sentence: Sentence, first: int) -> bool:
    before = sentence.at(first - 1)
    return (
        before is not None
        and before.has("purpose")
        and not before.has("request", "introduce", "number")
        and not (before.folded in MAKING and _is_sought_producer(sentence, first - 1))
    )


def _has_parts(sentence: Sentence, place: int, name: str) -> bool:
    """ "làm set quà doanh nghiệp: bánh, chả …": the bundle itself is wanted."""
    if not _is_gift(name) or name.startswith("quà"):
        return False
    return any(
        sentence.folded(other) == ":" or sentence.has(other, "introduce")
        for other in range(place + 1, min(place + 5, len(sentence)))
    )


def _is_sought_producer(sentence: Sentence, place: int) -> bool:
    """ "tìm HTX sản xuất mật ong": what the one that is looked for makes is what is wanted."""
    producers = [
        other
        for other in sentence.back(place)
        if sentence.has(other, "type", "supplierword") or sentence.folded(other) in PARTNERS
    ]
    return bool(producers) and any(
        sentence.has(other, "request") for other in sentence.back(producers[-1])
    )
