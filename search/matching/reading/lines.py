"""Products and numbers brought together as lines (rules 7 to 10)."""

from dataclasses import dataclass, field

from marketplace.kernel.text import fold

from .numbers import tidy
from .packs import Pack
from .phrases import Phrase
from .quantities import Quantity
from .sentence import Sentence
from .units import PACKED

#: A month of the longest: above it a week's need cannot be within a month's limit.
_WEEKS_OF_MONTH, _DAYS = 4, {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}
_COUNTED_ONCE = "sku"
_FAR = 1000
#: Handicraft: what is bought may itself be a bag, a box, a basket.
_MADE = frozenset({"B21", "B22"})
_MOST_IN_GIFT = 10
_IN_ORDER = frozenset({"lan luot", "respectively", "tuong ung", "theo thu tu"})


@dataclass(slots=True)
class Line:
    phrases: list[Phrase] = field(default_factory=list)
    quantity: Quantity | None = None
    pack: Pack | None = None
    is_conflict: bool = False

    def asdict(self, period_of_totals: str | None) -> dict[str, object]:
        quantity = self.quantity
        keywords = list(dict.fromkeys(phrase.name for phrase in self.phrases))
        sets = sorted({code for phrase in self.phrases for code in phrase.sets})
        nothing = {"min": None, "max": None, "unit": None, "period": None}
        amount: dict[str, object] = dict(nothing)
        if quantity is not None and not self.is_conflict:
            period = quantity.period or period_of_totals
            amount = {
                "min": None if quantity.low is None else tidy(quantity.low),
                "max": None if quantity.high is None else tidy(quantity.high),
                "unit": quantity.unit,
                "period": "once" if quantity.unit == _COUNTED_ONCE else period,
            }
        pack = None if self.pack is None else {"size": self.pack.size, "unit": self.pack.unit}
        return {"keywords": keywords, "groups": sets, "quantity": amount, "pack": pack}


def build_lines(
    sentence: Sentence, phrases: list[Phrase], quantities: list[Quantity], packs: list[Pack]
) -> list[Line]:
    kept = [phrase for phrase in phrases if not phrase.is_dropped and phrase.same_as is None]
    quantities = _usable(sentence, quantities, kept)
    inside = _inside_gift(sentence, quantities, kept)
    if inside is not None:
        quantities = quantities[:1]
        packs = [pack for pack in packs if pack.first < inside]
    quantities = _joined(sentence, quantities, phrases)
    each = _each(sentence)
    if len(quantities) > 1 and _is_total_against(sentence, quantities):
        lines = _against(sentence, kept, quantities)
    elif len(quantities) == 1 and each and len(kept) > 1:
        lines = [Line([phrase], quantities[0]) for phrase in kept]
    elif len(quantities) == len(kept) > 1 and _respectively(sentence, quantities, kept):
        lines = [Line([phrase], one) for phrase, one in zip(kept, quantities, strict=True)]
    elif len(quantities) <= 1:
        lines = [Line(kept, quantities[0] if quantities else None)]
    else:
        lines = _beside(sentence, phrases, kept, quantities)
    _give_packs(sentence, lines, packs)
    return lines


def _inside_gift(sentence: Sentence, quantities: list[Quantity], kept: list[Phrase]) -> int | None:
    """Where the list of what each gift holds begins, if it is told with numbers: "300 suất gồm 1 hộp
    trà, 2 gói điều". Those numbers are of one gift, not of the order."""
    if len(quantities) < 2 or not kept or not kept[0].is_gift:
        return None
    small = all(
        quantity.low is not None and quantity.low <= _MOST_IN_GIFT for quantity in quantities[1:]
    )
    opened = [
        place
        for place in range(quantities[0].last, quantities[1].first)
        if sentence.has(place, "introduce") or sentence.folded(place) in (":", "(")
    ]
    first_low = quantities[0].low or 0
    return opened[0] if small and opened and first_low > _MOST_IN_GIFT else None


def _usable(sentence: Sentence, quantities: list[Quantity], kept: list[Phrase]) -> list[Quantity]:
    """Guests are a quantity of tourism alone; "sản phẩm" only where no product is counted."""
    sets = {code for phrase in kept for code in phrase.sets}
    if sum(not quantity.is_total for quantity in quantities) > 1:
        quantities = [quantity for quantity in quantities if not quantity.is_total]
    if sets == {"B26"} and any(quantity.unit == "person" for quantity in quantities):
        quantities = [quantity for quantity in quantities if quantity.unit == "person"]
    found = []
    for quantity in quantities:
        if quantity.unit == "person" and sets != {"B26"}:
            continue
        if quantity.unit == _COUNTED_ONCE and len(quantities) > 1 and quantity.low == len(kept):
            continue  # "3 sản phẩm: A, B, C; mỗi sản phẩm 600 hộp"
        if quantity.unit == _COUNTED_ONCE and kept:
            assorted = any(p.is_gift for p in kept) or sentence.folded(
                quantity.last - 1
            ).startswith("ma")
            quantity.unit = _COUNTED_ONCE if assorted else "piece"
        if _is_product_itself(sentence, quantity, kept):
            quantity.unit = "piece"
        found.append(quantity)
    return found


def _is_product_itself(sentence: Sentence, quantity: Quantity, kept: list[Phrase]) -> bool:
    """ "túi thổ cẩm, 300 túi": the bag is what is bought, not what it comes in."""
    if quantity.unit not in PACKED:
        return False
    word = sentence.folded(quantity.last - 1)
    return any(
        fold(phrase.name).split()[0] == word and set(phrase.sets) <= _MADE and phrase.sets
        for phrase in kept
        if not phrase.is_gift
    )


def _joined(
    sentence: Sentence, quantities: list[Quantity], phrases: list[Phrase]
) -> list[Quantity]:
    """ "ít nhất 500 kg, tối đa 1 tấn" is one quantity: no product between, same unit, both bounds."""
    found: list[Quantity] = []
    for quantity in quantities:
        before = found[-1] if found else None
        between = before is not None and any(
            before.last <= phrase.first < quantity.first
            for phrase in phrases
            if not phrase.is_dropped
        )
        if before is None or between or before.unit != quantity.unit:
            found.append(quantity)
            continue
        if (
            before.high is None
            and quantity.low is None
            and before.period in (quantity.period, None)
        ):
            before.high, before.period = quantity.high, before.period or quantity.period
            if before.low is not None and before.high is not None and before.low > before.high:
                before.is_strange = True
            continue
        if before.low is None and quantity.high is None and before.period == quantity.period:
            before.low = quantity.low
            continue
        found.append(quantity)
    return found


def _each(sentence: Sentence) -> bool:
    return any(
        segment.has("each")
        and not _is_unit_price(sentence, place)
        and not sentence.claims[place]
        and (len(segment.folded) > 4 or segment.folded != "each" or _alone(sentence, place))
        for place, segment in enumerate(sentence.segments)
    )


def _alone(sentence: Sentence, place: int) -> bool:
    """ "2 MT each", "each 200 kg"; not "each month", "each box"."""
    return not sentence.has(place + 1, "period", "count", "weekday")


def _is_unit_price(sentence: Sentence, place: int) -> bool:
    return any(
        sentence.claims[other] == "price"
        for other in (place - 1, place + 1)
        if 0 <= other < len(sentence)
    )


def _respectively(sentence: Sentence, quantities: list[Quantity], kept: list[Phrase]) -> bool:
    """ "A, B, C lần lượt 200 quả, 10 kg, 30 kg"."""
    said = any(segment.folded in _IN_ORDER for segment in sentence.segments)
    return said and kept[-1].last <= quantities[0].first


def _is_total_against(sentence: Sentence, quantities: list[Quantity]) -> bool:
    """A second number that is said of the whole, or that limits the first."""
    first, *others = quantities
    for other in others:
        if other.is_total and other.unit == first.unit and other.period != first.period:
            return True
    return False


def _against(sentence: Sentence, kept: list[Phrase], quantities: list[Quantity]) -> list[Line]:
    first, *others = quantities
    line = Line(kept, first)
    for other in others:
        if other.high is None or first.low is None or not first.period or not other.period:
            continue
        days, other_days = _DAYS.get(first.period, 0), _DAYS.get(other.period, 0)
        if days and other_days and first.low * (other_days // days or 1) > other.high:
            line.is_conflict = True
            sentence.conflicts.add("quantity")
    return [line]


def _beside(
    sentence: Sentence, phrases: list[Phrase], kept: list[Phrase], quantities: list[Quantity]
) -> list[Line]:
    """Each number with the products beside it; a product without one is a line of its own."""
    owners: dict[int, list[Quantity]] = {}
    ahead = _which_stand_ahead(sentence, phrases, quantities)
    for number, phrase in enumerate(phrases):
        following = next((p for p in phrases[number + 1 :] if not p.is_dropped), None)
        owner = (
            None if phrase.is_dropped else _owner(sentence, phrase, following, quantities, ahead)
        )
        if owner is not None:
            for one in _owned(phrases, number):
                owners.setdefault(one, []).append(owner)
    return _as_lines(phrases, kept, quantities, owners)


def _owner(
    sentence: Sentence,
    phrase: Phrase,
    following: Phrase | None,
    quantities: list[Quantity],
    ahead: list[bool],
) -> Quantity | None:
    """The number before a product if that stands ahead of its products, else the number after it."""
    before = [n for n, quantity in enumerate(quantities) if quantity.last <= phrase.first]
    if len(before) < len(quantities) and not ahead[len(before)] and len(before) > 0:
        number = quantities[len(before)]
        alone = following is None or following.first > number.first
        if alone and phrase.first > quantities[before[-1]].last:
            return number
    if before and ahead[before[-1]] and _still_beside(sentence, quantities[before[-1]], phrase):
        return quantities[before[-1]]
    after = len(before)
    if after < len(quantities) and not ahead[after]:
        same = sentence.stretches[phrase.first] == sentence.stretches[quantities[after].first]
        return quantities[after] if same else None
    return None


def _which_stand_ahead(
    sentence: Sentence, phrases: list[Phrase], quantities: list[Quantity]
) -> list[bool]:
    """For each number whether its products follow it ("40 ký thịt heo") or precede it ("trứng 1.200
    quả"): by the nearer product, where both are as near by what most of the numbers do."""
    gaps = [_gaps(sentence, phrases, quantities, number) for number in range(len(quantities))]
    votes = sum((before > after) - (before < after) for before, after in gaps)
    return [after < before or (after == before and votes >= 0) for before, after in gaps]


def _gaps(
    sentence: Sentence, phrases: list[Phrase], quantities: list[Quantity], number: int
) -> tuple[int, int]:
    """How far the nearest products before and behind a number are, not past another number."""
    quantity = quantities[number]
    low = quantities[number - 1].last if number else 0
    high = quantities[number + 1].first if number + 1 < len(quantities) else len(sentence)
    before = [
        p for p in phrases if not p.is_dropped and low <= p.first and p.last <= quantity.first
    ]
    after = [p for p in phrases if not p.is_dropped and quantity.last <= p.first < high]
    gap_before = _gap(sentence, before[-1].last, quantity.first) if before else _FAR
    gap_after = _gap(sentence, quantity.last, after[0].first) if after else _FAR
    return gap_before, gap_after


def _gap(sentence: Sentence, first: int, last: int) -> int:
    """Words that part a number from a product; a comma or "và" counts twice, praise not at all."""
    gap = 0
    for place in range(first, last):
        segment = sentence.segments[place]
        if segment.folded == "," or segment.has("and", "or"):
            gap += 2
        elif not (
            segment.has("quality", "about", "atleast", "atmost", "standard")
            or sentence.claims[place]
        ):
            gap += segment.folded not in (":", "(", "of", "the")
    return gap


def _owned(phrases: list[Phrase], number: int) -> list[int]:
    """The phrase itself, or all that a repetition stands for ("muối" for muối tinh, muối hạt)."""
    phrase = phrases[number]
    if phrase.same_as is None:
        return [number]
    words = phrase.name.split()
    return [
        other
        for other, earlier in enumerate(phrases[:number])
        if not earlier.is_dropped
        and earlier.same_as is None
        and (
            earlier.name.split()[: len(words)] == words
            or earlier.name.split()[-len(words) :] == words
        )
    ]


def _as_lines(
    phrases: list[Phrase],
    kept: list[Phrase],
    quantities: list[Quantity],
    owners: dict[int, list[Quantity]],
) -> list[Line]:
    lines: list[Line] = []
    of_quantity: dict[int, Line] = {}
    for number, phrase in enumerate(phrases):
        if phrase not in kept:
            continue
        owned = owners.get(number)
        if not owned:
            lines.append(Line([phrase]))
            continue
        known = of_quantity.get(id(owned[0]))
        if known is not None:
            known.phrases.append(phrase)
            continue
        line = Line([phrase], owned[0])
        of_quantity[id(owned[0])] = line
        lines.append(line)
    if not kept:
        return [Line([], quantities[0])]
    return lines


def _still_beside(sentence: Sentence, quantity: Quantity, phrase: Phrase) -> bool:
    """In the list that begins behind the number, not in a clause of another subject."""
    if sentence.stretches[phrase.first] != sentence.stretches[quantity.first]:
        return False
    return not any(
        sentence.has(place, "price", "budget") or sentence.claims[place] == "price"
        for place in range(quantity.last, phrase.first)
    )


def _give_packs(sentence: Sentence, lines: list[Line], packs: list[Pack]) -> None:
    if not packs:
        return
    if len(lines) == 1:
        lines[0].pack = packs[0]
        return
    for pack in packs:
        for_all = any(
            sentence.has(place, "all", "each")
            for place in sentence.clause(pack.first)
            if place < pack.first
        )
        near = None if for_all else _nearest(sentence, lines, pack, several=len(packs) > 1)
        if near is not None:
            near.pack = near.pack or pack
        elif for_all or len(packs) == 1:
            for line in lines:
                line.pack = line.pack or pack


def _nearest(sentence: Sentence, lines: list[Line], pack: Pack, *, several: bool) -> Line | None:
    """The line whose product or number stands just before the pack in its clause, else just after."""
    clause = sentence.clause(pack.first)
    if sentence.folded(clause.start - 1) == "(" and clause.start > 1:
        clause = range(sentence.clause(clause.start - 2).start, clause.stop)
    before: list[tuple[int, int]] = []
    after: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        places = [phrase.first for phrase in line.phrases]
        places += [line.quantity.first] if line.quantity is not None else []
        before += [(place, number) for place in places if place in clause and place < pack.first]
        after += [(place, number) for place in places if place in clause and place > pack.first]
    if before:
        return lines[max(before)[1]]
    if after:
        return lines[min(after)[1]]
    return _last_before(lines, pack) if several else None


def _last_before(lines: list[Line], pack: Pack) -> Line | None:
    """One of several packs in a clause of its own: the line before it."""
    found = None
    for line in lines:
        if any(phrase.first < pack.first for phrase in line.phrases):
            found = line
    return found
