"""Which part each place plays: origin needed or wished for, delivery, the buyer's seat (12 to 16, 23)."""

from dataclasses import dataclass, field

from .asides import Asides
from .gazetteer import Place
from .nouns import PARTNERS
from .phrases import Phrase
from .producers import is_buyer
from .sentence import Sentence
from .wishes import is_refused, is_wished

_LINKS = frozenset({",", "va", "and", "hoac", "or", "hay", "/", "&", "-", "–", "cung", "lan", "+"})
_INNER = frozenset({"(", ")", "tinh", "province", "thuoc"})
_AT = frozenset({"tai", "o", "in", "from", "on", "around", "near"})
_STREETS = frozenset(
    [
        "chợ",
        "đường",
        "phố",
        "ngõ",
        "ngách",
        "tòa",
        "cầu",
        "hẻm",
        "duong",
        "hem",
        "toa",
        "street",
        "market",
    ]
)
_UNITS = frozenset({"tinh", "huyen", "province", "district"})
_BUYING = ("request",)
_DEPOTS = frozenset({"ve", "ra", "vao", "den", "toi", "to", "len", "xuong"})
_SHORT_NAMES = frozenset({"vinh", "hue", "sapa", "hcm", "hcmc", "tphcm", "bmt"})
_SHORTEST = 4


@dataclass(slots=True)
class Places:
    """``required`` and ``preferred`` as found, in the order of the text; slugs for delivery."""

    required: list[Place] = field(default_factory=list)
    preferred: list[Place] = field(default_factory=list)
    delivery: list[str] = field(default_factory=list)
    seat: list[str] = field(default_factory=list)
    centre: list[str] = field(default_factory=list)


def read_places(sentence: Sentence, asides: Asides, phrases: list[Phrase]) -> Places:
    found = Places()
    roles: dict[int, str] = {}
    absorbed = _nested(sentence)
    previous: int | None = None
    for at in range(len(sentence)):
        place = place_at(sentence, at)
        if place is None or at in absorbed:
            continue
        role = _inherited(sentence, previous, at, roles, absorbed) or _role(
            sentence, at, asides, phrases
        )
        roles[at] = role
        previous = at
        sentence.claim(at, at + 1, "place")
    _put_all(sentence, found, roles, phrases)
    return found


def _put_all(
    sentence: Sentence, found: Places, roles: dict[int, str], phrases: list[Phrase]
) -> None:
    """A place joined to a product holds for all if each has one, or if it stands at their heading."""
    kept = {number for number, phrase in enumerate(phrases) if not phrase.is_dropped}
    joined = {
        int(role.removeprefix("joined ")) for role in roles.values() if role.startswith("joined")
    }
    for number in range(len(phrases) - 1, 0, -1):
        if number in joined and phrases[number].is_modifier_only:
            joined.add(number - 1)  # "thanh long ruột trắng hoặc ruột đỏ Bình Thuận"
    for at, role in roles.items():
        if role.startswith("joined"):
            number = int(role.removeprefix("joined "))
            role = "origin" if kept <= joined or number not in kept else "preferred"  # noqa: PLW2901
        sentence.claims[at] = ""
        place = place_at(sentence, at)
        if place is not None:
            _put(sentence, found, place, at, role)


def place_at(sentence: Sentence, at: int) -> Place | None:
    """The place that a segment means, if it means one here."""
    segment = sentence.segments[at]
    if sentence.claims[at] not in ("", "place"):
        return None
    entry = segment.entry("place")
    if entry is not None and _is_address(sentence, at):
        return None
    if (
        entry is None
        and segment.has("port")
        and _has_before(sentence, at, ("cang", "fob", "port", "port of", "at port"))
    ):
        entry = segment.entry("port")
    if entry is None and segment.has("ward") and (segment.is_title or not sentence.is_strict):
        plain_allowed = (segment.is_title and sentence.is_strict) or _has_before(
            sentence, at, ("xa", "phuong", "thi tran", "lang", "thon", "ban")
        )
        entry = segment.entry("ward") if plain_allowed else None
    if entry is None and segment.has("abroad", "country"):
        entry = segment.entry("abroad", "country")
    if entry is None:
        return None
    short = " " not in segment.folded and len(segment.folded) < _SHORTEST
    if (
        short
        and not segment.is_marked
        and segment.folded not in _SHORT_NAMES
        and not segment.is_title
    ):
        return None
    return entry.code if isinstance(entry.code, Place) else None


def _is_address(sentence: Sentence, at: int) -> bool:
    """ "chợ Đồng Xuân, Hà Nội", "đường Nam Kỳ": the name of a street or market, not of a place."""
    before = sentence.at(at - 1)
    if before is None or before.raw not in _STREETS or sentence.folded(at - 2) == "thanh":
        return False
    if before.folded == "cho":
        return before.is_marked and _lies_elsewhere(sentence, at)
    return before.is_marked or before.folded not in ("pho", "ngo")


def _lies_elsewhere(sentence: Sentence, at: int) -> bool:
    """ "chợ Đồng Xuân, Hà Nội": the province behind is not that of the place called so."""
    place = sentence.segments[at].code("place")
    outer = sentence.at(at + 2)
    behind = outer.code("place") if outer is not None and sentence.folded(at + 1) == "," else None
    if not isinstance(place, Place) or not isinstance(behind, Place):
        return False
    return not set(place.provinces) & set(behind.provinces)


def _has_before(sentence: Sentence, at: int, words: tuple[str, ...]) -> bool:
    return any(sentence.folded(at - step) in words for step in (1, 2))


def _nested(sentence: Sentence) -> set[int]:
    """Provinces that only say where the place before them lies: "Tân Cương, Thái Nguyên"."""
    found: set[int] = set()
    for at in range(len(sentence)):
        place = place_at(sentence, at)
        if place is not None and place.kind in ("region", "informal") and _lists(sentence, at):
            found.add(at)
        if place is None or place.kind != "below":
            continue
        after = at + 1
        while sentence.folded(after) in {",", "-", "–", *_INNER}:
            after += 1
        outer = place_at(sentence, after) if after < len(sentence) else None
        if outer is None or outer.kind not in ("province", "former") or after - at > 3:
            continue
        if set(outer.provinces) & set(place.provinces):
            found.add(after)
        elif after == at + 1 or sentence.folded(at + 1) in ("(", "tinh"):
            found.add(at)  # "Đồng Văn Hà Nam": another place of that name
    return found


def _lists(sentence: Sentence, at: int) -> bool:
    """Whether a region is a heading of its places: "vùng Đông Bắc (Hà Giang, Cao Bằng)"."""
    opens = sentence.folded(at + 1) in ("(", ":") or sentence.has(at + 1, "introduce")
    return opens and at + 2 < len(sentence) and place_at(sentence, at + 2) is not None


def _inherited(
    sentence: Sentence, previous: int | None, at: int, roles: dict[int, str], absorbed: set[int]
) -> str:
    """The role of the place before, where only a joining word stands between."""
    if previous is None:
        return ""
    between = [
        place
        for place in range(previous + 1, at)
        if place not in absorbed and sentence.folded(place) not in _INNER
    ]
    words = [sentence.folded(place) for place in between]
    if (
        not all(
            word in _LINKS or word in ("tp", "thanh pho", "o", "tai", "in", "huyen", "thi xa")
            for word in words
        )
        or len(words) > 2
    ):
        return ""
    role = roles[previous]
    if role.startswith("joined") and sentence.has(at - 1, "product"):
        return ""
    return role


def _role(sentence: Sentence, at: int, asides: Asides, phrases: list[Phrase]) -> str:
    if asides.radius_at is not None and _is_centre(sentence, at, asides.radius_at):
        return "centre"
    if sentence.folded(at + 1) in ("port", "harbour", "harbor", "seaport"):
        return "delivery"
    joined = _joined(sentence, at, phrases)
    if sentence.is_english and sentence.has_number(at - 1):
        # "60 Bat Trang vases"
        number = next((n for n, phrase in enumerate(phrases) if phrase.first == at + 1), None)
        if number is not None:
            return f"joined {number}"
    preposition = sentence.folded(at - 1) in _AT
    for place in sentence.back(at):
        segment = sentence.segments[place]
        if sentence.claims[place] == "product":
            if joined and not preposition:
                return f"joined {joined}"
            if preposition and not _delivers_before(sentence, place):
                return "origin"
            continue
        if segment.has("export") and not segment.has("buyer") and place >= at - 2:
            return "market"
        if segment.has("deliver") and sentence.claims[place] in ("", "cadence"):
            return "delivery"
        if segment.has("prefer"):
            return "preferred"
        if segment.folded in _DEPOTS and place == at - 1 and not sentence.has(place, "place"):
            return "delivery"
        if segment.folded in PARTNERS and _asks_before(sentence, place):
            return "origin"
        if (
            segment.has("buyer", "counted")
            and not segment.has("type")
            and not _asks_between(sentence, place, at)
        ):
            return "delivery" if _delivers_before(sentence, place) else "seat"
        if segment.has("type") and (
            is_buyer(sentence, place)
            or (segment.has("buyer", "counted") and not _asks_before(sentence, place))
        ):
            return "seat"
        if segment.has("event"):
            return "seat"
        if (
            segment.has("origin")
            and (sentence.has(place - 1, "buyer") or segment.folded in _UNITS)
            and _is_seat_of_buyer(sentence, place)
        ):
            continue  # "cửa hàng đặc sản ở quận 7", "bệnh viện đa khoa tỉnh Quảng Trị"
        if (
            (segment.has("origin") and segment.folded not in ("from", "tu"))
            or segment.has("type", "supplierword")
            or (segment.folded in ("from", "tu") and place == at - 1)
        ):
            if _delivers_before(sentence, place) and segment.folded in (
                "huyen",
                "tinh",
                "khu vuc",
                "khu",
                "vung",
            ):
                return "delivery"
            return "origin"
    return _by_default(sentence, at, preposition)


def _is_seat_of_buyer(sentence: Sentence, at: int) -> bool:
    buys = any(sentence.has(place, "buyer") for place in sentence.back(at))
    return buys and not _asks_before(sentence, at)


def _by_default(sentence: Sentence, at: int, preposition: bool) -> str:
    """No word in the clause tells: what the clause before was about."""
    if is_wished(sentence, at, at + 1):
        return "preferred"
    start = sentence.clause(at).start
    for place in sentence.back(start, within="stretch"):
        segment = sentence.segments[place]
        if segment.has("deliver") and sentence.clauses[place] >= sentence.clauses[at] - 2:
            return "delivery"
        if sentence.claims[place] == "product":
            return "origin"
        if segment.has("request"):
            return "origin"
        if segment.has("buyer"):
            return "delivery" if _delivers_before(sentence, place) else "seat"
    ahead = [
        place for place in sentence.ahead(at, within="stretch") if sentence.has(place, *_BUYING)
    ]
    return "seat" if ahead or preposition else "origin"


def _is_centre(sentence: Sentence, at: int, radius_at: int) -> bool:
    """The place that a distance is told from stands beside it."""
    low, high = min(at, radius_at), max(at, radius_at)
    near = high - low <= 6
    return near and not any(
        sentence.has(place, "deliver", "request") for place in range(low + 1, high)
    )


def _joined(sentence: Sentence, at: int, phrases: list[Phrase]) -> str:
    """The number of the phrase that a place follows directly."""
    for number, phrase in enumerate(phrases):
        if at in phrase.joined or phrase.last == at:
            return str(number)
        between = range(phrase.last, at)
        if (
            phrase.last <= at
            and len(between) <= 3
            and all(
                sentence.has(place, "quality", "standard", "variety")
                or sentence.claims[place] in ("strength", "standard", "place")
                for place in between
            )
        ):
            return str(number)
    return ""


def _delivers_before(sentence: Sentence, place: int) -> bool:
    for other in sentence.back(place):
        if sentence.has(other, "request") and not sentence.has(other, "deliver"):
            return False
        if sentence.has(other, "deliver"):
            return True
    return False


def _asks_between(sentence: Sentence, first: int, last: int) -> bool:
    return any(
        sentence.has(place, *_BUYING) and not sentence.has(place, "buyer", "counted")
        for place in range(first + 1, last)
    )


def _asks_before(sentence: Sentence, place: int) -> bool:
    return any(sentence.has(other, *_BUYING) for other in range(place))


def _put(sentence: Sentence, found: Places, place: Place, at: int, role: str) -> None:
    sentence.claim(at, at + 1, "place")
    is_foreign = sentence.segments[at].entry("place") is None and not place.provinces
    if is_foreign:
        if role == "delivery" and _is_destination(sentence, at):
            found.delivery.append("abroad")
            sentence.say(at, at + 1, "delivery_place", "abroad")
        return
    if role == "seat" and place.kind in ("region", "informal"):
        return  # "nhà hàng ẩm thực Tây Bắc": the buyer's trade
    if role in ("delivery", "seat", "centre"):
        slots = {"delivery": found.delivery, "seat": found.seat, "centre": found.centre}
        slots[role] += place.provinces
        kind = {"delivery": "delivery_place", "seat": "buyers_place", "centre": "centre"}[role]
        sentence.say(at, at + 1, kind, list(place.provinces))
        return
    if role == "market" or is_refused(sentence, at, at + 1):
        return
    wished = role == "preferred" or is_wished(sentence, at, at + 1)
    (found.preferred if wished else found.required).append(place)
    value = list(place.regions or place.provinces)
    sentence.say(at, at + 1, "origin_preferred" if wished else "origin_required", value)


def _is_destination(sentence: Sentence, at: int) -> bool:
    segment = sentence.segments[at]
    if segment.has("abroad"):
        return True
    if (
        segment.folded in ("us", "anh", "y", "nga", "thai", "my", "duc", "han", "nhat")
        and not segment.is_title
    ):
        return False
    return sentence.folded(at - 1) in (
        "to",
        "in",
        "sang",
        "cif",
        "toi",
        "den",
        "cfr",
        "ddp",
        "dap",
        "deliver to",
        "delivered to",
        "di",
        "tai",
        "o",
        "the",
    )


def origin(found: Places) -> dict[str, object]:
    """Rules 13 to 15: slugs, and the former provinces that narrow today's."""
    former: list[str] = []
    for places in (found.required, found.preferred):
        whole = {slug for place in places if place.kind == "province" for slug in place.provinces}
        for place in places:
            if place.kind in ("former", "below") and set(place.provinces) & whole:
                continue
            former += place.former
    return {
        "required": _slugs(found.required),
        "preferred": _slugs(found.preferred),
        "former": list(dict.fromkeys(former)),
    }


def _slugs(places: list[Place]) -> dict[str, list[str]]:
    provinces = [slug for place in places for slug in place.provinces]
    regions = [slug for place in places for slug in place.regions]
    return {"provinces": list(dict.fromkeys(provinces)), "regions": list(dict.fromkeys(regions))}
