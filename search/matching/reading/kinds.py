"""General words and their kinds (rule 6): heads completed, headings dropped, repetitions joined."""

from marketplace.kernel.text import fold

from .groups import sets_of
from .phrases import Phrase, list_goes_on
from .sentence import Sentence

_LINKS = frozenset({",", "va", "and", "hoac", "or", "hay", "/", "&", "+"})
_OPENERS = frozenset({"(", ":", "-", "–"})
#: What its bare plants complete: "mứt dừa, gừng" = mứt dừa, mứt gừng.
_COMPLETING = (
    "tinh dầu",
    "nước ép",
    "mật ong",
    "mứt",
    "trà",
    "chè",
    "cao",
    "rượu",
    "kẹo",
    "siro",
    "bột",
    "khăn",
    "tour",
    "du lịch",
    "cà phê",
    "gạo",
    "xà phòng",
    "giấm",
    "tranh",
    "nấm",
    "bưởi",
    "xoài",
    "mắm",
    "chả",
    "ruốc",
    "giò",
)
_PLANT_SETS = frozenset({"B01", "B03", "B10", "B20", "B23"})
_GENERAL = frozenset(
    [
        "rau củ quả",
        "rau củ",
        "rau",
        "trái cây",
        "trái cây tươi",
        "hoa quả",
        "hải sản",
        "thủy sản",
        "thịt",
        "cá",
        "tôm",
        "trà",
        "chè",
        "cà phê",
        "gạo",
        "mật ong",
        "gia vị",
        "bánh",
        "bánh kẹo",
        "kẹo",
        "mứt",
        "rượu",
        "hoa tươi",
        "hoa",
        "nấm",
        "hạt dinh dưỡng",
        "trái cây sấy",
        "giò chả",
        "nước ép",
        "dược liệu",
        "thảo dược",
        "tinh dầu",
        "mỹ phẩm",
        "gốm sứ",
        "thủ công mỹ nghệ",
        "đồ thủ công mỹ nghệ",
        "hàng thủ công mỹ nghệ",
        "đồ thủ công",
        "mây tre đan",
        "đồ mây tre đan",
        "hàng mây tre đan",
        "đồ mây tre",
        "mây tre",
        "đồ mây",
        "đồ tre",
        "đồ sơn mài",
        "đồ khô",
        "hàng khô",
        "đồ uống",
        "bánh mứt",
        "thủy hải sản",
        "nông sản",
        "nông sản khô",
        "thịt cá",
        "hoa chưng tết",
        "hoa tết",
        "cây kiểng",
        "đặc sản",
        "thổ cẩm",
        "khăn",
        "hải sản khô",
        "mắm",
        "tour",
        "du lịch",
        "cây cảnh",
        "rau xanh",
        "rau rừng",
        "ngũ cốc",
        "đậu",
        "muối",
        "nước giải khát",
        "nước mắm",
        "hải sản tươi sống",
        "rau gia vị",
        "củ quả",
        "rau ăn lá",
        "hoa cắt cành",
        "trà thảo mộc",
        "sữa",
        "khô cá",
        "thịt tươi",
        "trái cây cấp đông",
        "hoa quả sấy",
        "trái cây sấy dẻo",
        "rau củ sấy",
        "đồ gốm",
        "gốm",
        "quà lưu niệm",
        "đồ lưu niệm",
        "thực phẩm chức năng",
        "bún",
        "miến",
        "phở",
        "cá tươi",
        "bưởi",
        "cam",
        "xoài",
        "chuối",
        "nho",
        "dưa",
        "khoai",
        "tiêu",
        "lạp xưởng",
        "chả",
        "nem",
        "giò",
        "mật hoa",
        "socola",
        "trứng",
        "lụa",
        "tranh",
        "đèn",
        "nón",
        "sơn mài",
        "vải",
        "cói",
        "lục bình",
        "cá cảnh",
        "chim cảnh",
        "hoa chậu",
        "snack",
        "cháo",
        "tương",
        "hạt điều",
        "yến sào",
        "nước yến",
        "sâm",
        "mì",
        "thạch",
        "du lịch cộng đồng",
        "du lịch sinh thái",
        "dịch vụ du lịch",
        "bia",
        "rượu vang",
        "vang",
        "hoa lan",
        "cao",
        "cao dược liệu",
        "ô mai",
    ]
)


def settle_kinds(sentence: Sentence, phrases: list[Phrase]) -> None:
    """Marks and names the phrases; a phrase of nothing but a variety takes the noun before it."""
    _complete(sentence, phrases)
    _drop_headings(sentence, phrases)
    _join_repetitions(sentence, phrases)
    kept = [phrase for phrase in phrases if not phrase.is_dropped]
    if len(kept) == 1 and kept[0].is_gift:
        kept[0].name = _gift_word(kept[0].name)


_REFUSING = frozenset(
    {"khong can", "khong lay", "khong mua", "khong nhan", "tru", "ngoai tru", "khoi can"}
    | {"except", "excluding", "other than", "without"}
)


def drop_refused(sentence: Sentence, phrases: list[Phrase]) -> None:
    """ "không cần trà, chỉ cần cà phê", "bánh mì không lấy": named, and not wanted."""
    kept = [phrase for phrase in phrases if not phrase.is_dropped]
    refused = [phrase for phrase in kept if _is_refused(sentence, phrase)]
    if len(refused) < len(kept):
        for phrase in refused:
            phrase.is_dropped = True


def _is_refused(sentence: Sentence, phrase: Phrase) -> bool:
    before = phrase.first - 1
    while before >= 0 and sentence.has(before, "quality", "general", "count"):
        before -= 1
    if sentence.folded(before) in _REFUSING:
        return True
    at = phrase.last + (sentence.folded(phrase.last) == "thi")
    after = sentence.at(at + 1)
    ends = after is None or after.kind in ("sign", "line")
    return sentence.folded(at) in _REFUSING - {"tru"} and ends


def _gift_word(name: str) -> str:
    """ "quà tết" of "giỏ quà tết": where no part is named, what holds them tells nothing."""
    _holder, _space, rest = name.partition(" ")
    return rest if rest.startswith("quà") else name


def _complete(sentence: Sentence, phrases: list[Phrase]) -> None:
    head = ""
    end = -1
    for phrase in phrases:
        linked = end >= 0 and _only_links(sentence, end, phrase.first)
        if phrase.is_modifier_only:
            head = _without_kind(sentence, head)
            if head and list_goes_on(sentence, end, phrase.first):
                phrase.name, phrase.base = f"{head} {phrase.name}", head
                phrase.sets = sets_of(sentence.lexicon, phrase.name, head)
                end = phrase.last
            else:
                phrase.is_dropped = True
            continue
        completed = _completed(sentence, head, phrase) if linked and head else ""
        if completed:
            phrase.name, phrase.base = completed, head
            phrase.sets = sets_of(sentence.lexicon, completed, head)
        else:
            head = _head_of(phrase)
        end = phrase.last


def _without_kind(sentence: Sentence, head: str) -> str:
    """ "thanh long" of "thanh long ruột trắng": what the next kind is a kind of."""
    words = head.split()
    for start in range(1, len(words)):
        kind = " ".join(words[start:])
        entries = sentence.lexicon.entries.get(tuple(fold(kind).split()), ())
        if any(entry.kind in ("variety", "state") and entry.phrase == kind for entry in entries):
            return " ".join(words[:start])
    return head


def _only_links(sentence: Sentence, first: int, last: int) -> bool:
    places = range(first, last)
    return len(places) <= 3 and all(
        sentence.folded(place) in _LINKS | _OPENERS
        or sentence.has(place, "quality", "introduce", "standard", "place")
        for place in places
    )


def _head_of(phrase: Phrase) -> str:
    """The noun that a list after this phrase leaves out; "" where there is none."""
    if phrase.is_gift:
        return ""
    if phrase.base and phrase.name.startswith(f"{phrase.base} "):
        longer = next((head for head in _COMPLETING if phrase.name.startswith(f"{head} ")), "")
        return longer or phrase.base
    return next((head for head in _COMPLETING if phrase.name.startswith(f"{head} ")), phrase.name)


def _completed(sentence: Sentence, head: str, phrase: Phrase) -> str:
    """ "hoa rừng" after "mật ong hoa cà phê"; "gừng" after "mứt dừa"."""
    if head not in _COMPLETING or phrase.is_gift:
        return ""
    whole = f"{head} {phrase.name}"
    known = " ".join(whole.split())
    if sentence.is_english:
        return ""
    if head in ("mật ong", "trà", "chè") and phrase.name.startswith("hoa "):
        return known
    numbered = (
        sentence.segments[phrase.first - 1].has("weight", "count", "volume")
        if phrase.first
        else False
    )
    own_head = phrase.name.split()[0] in (
        "tinh",
        "bột",
        "cao",
        "viên",
        "nấm",
        "hạt",
        "rau",
        "trà",
        "nước",
        "cà",
        "gạo",
    )
    plant = phrase.bare and not own_head and set(phrase.sets) <= _PLANT_SETS and not numbered
    heads = (
        "mứt",
        "tinh dầu",
        "trà",
        "chè",
        "cao",
        "rượu",
        "kẹo",
        "nước ép",
        "siro",
        "xà phòng",
        "giấm",
        "bột",
    )
    return known if plant and head in heads and phrase.sets else ""


def _drop_headings(sentence: Sentence, phrases: list[Phrase]) -> None:
    for number, phrase in enumerate(phrases[:-1]):
        following = phrases[number + 1]
        kinds = phrases[number + 1 : number + 3]
        heads = len(kinds) > 1 and all(
            kind.name.split()[0] == phrase.name.split()[0] for kind in kinds
        )
        repeated = phrase.bare and phrase.name in following.name and phrase.name != following.name
        if phrase.is_gift or phrase.is_dropped or not (_is_general(phrase) or repeated or heads):
            continue
        if _opens(sentence, phrase, following) and not following.is_dropped:
            phrase.is_dropped = True


def _is_general(phrase: Phrase) -> bool:
    return phrase.name in _GENERAL or (
        phrase.base in _GENERAL and phrase.name.removesuffix(" tươi") in _GENERAL
    )


def _opens(sentence: Sentence, phrase: Phrase, following: Phrase) -> bool:
    """Whether a heading's list begins behind ``phrase``: "(", ":", "gồm", "như"."""
    opened = False
    for place in range(phrase.last, following.first):
        segment = sentence.segments[place]
        if segment.folded == "(" and _closes(sentence, place, following.first):
            continue  # "tôm (dưới 300k/kg) và 9 kg cá"
        if segment.folded in ("(", ":") or (
            segment.has("introduce") and segment.folded not in ("co", "with", "la")
        ):
            opened = True
        elif segment.folded in (",", ".", ";") and not opened:
            return False
        elif segment.kind == "number" and opened and not following.is_modifier_only:
            # "gạo: 5 tấn" tells how much, "trái cây: 2 tấn xoài", "đồ mây: 300 giỏ mây" which
            return sentence.has(following.first - 1, "weight", "count", "volume") or (
                following.first - 1 == place
            )
    return opened


def _closes(sentence: Sentence, first: int, last: int) -> bool:
    return any(sentence.folded(place) == ")" for place in range(first, last))


def _join_repetitions(sentence: Sentence, phrases: list[Phrase]) -> None:
    for number, phrase in enumerate(phrases):
        if phrase.is_dropped:
            continue
        for earlier, other in enumerate(phrases[:number]):
            if other.is_dropped or other.same_as is not None or other.is_gift:
                continue
            if phrase.name == other.name:
                phrase.same_as = earlier
                break
            if _repeats(sentence, phrase, other, phrases[:number]):
                phrase.same_as = earlier
                break


def _repeats(sentence: Sentence, phrase: Phrase, other: Phrase, earlier: list[Phrase]) -> bool:
    """A shorter name of an earlier product, said with its number or its price."""
    words, longer = phrase.name.split(), other.name.split()
    shorter = len(words) < len(longer) and (
        longer[: len(words)] == words or longer[-len(words) :] == words
    )
    if not shorter:
        return False
    before = sentence.at(phrase.first - 1)
    numbered = before is not None and before.has("weight", "count", "volume")
    priced = any(
        sentence.has(place, "price", "currency", "scale") for place in sentence.clause(phrase.first)
    )
    again = sentence.folded(phrase.first - 1) in ("the", "gia", "rieng")
    unmeasured = not any(
        sentence.segments[place].kind == "number"
        for place in range(other.first - 3, other.first)
        if place >= 0
    )
    return (numbered and unmeasured) or priced or again
