"""Why a supply fits or fails, in the page's language; only for the few rows that are shown."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from catalog.catalogue.reference import criteria_sets
from catalog.supply.standards import ProducerType, Standard
from catalog.supply.units import amount_words, unit_label
from marketplace.geography import slugs
from marketplace.kernel.language import words
from marketplace.kernel.money import dong

from . import codes
from .atlas import Atlas, atlas
from .columns import NATIONWIDE, UNKNOWN, Needs, Supplies
from .facts import Facts
from .gate import SMALLEST_PART, Gate, comes_from
from .scoring import FULL, SAME_SET

_STARS = 0b1111


@dataclass(frozen=True)
class Pair:
    """A supply and a need, columns of length one each, with their facts."""

    s: Supplies
    n: Needs
    facts: Facts
    places: Atlas

    @classmethod
    def of(cls, s: Supplies, n: Needs, facts: Facts) -> "Pair":
        return cls(s, n, facts, atlas())

    def unit(self) -> str:
        """The need's unit, the supply's own where it names none."""
        number = int(self.n.unit[0])
        return codes.UNITS[int(self.s.unit[0]) if number == UNKNOWN else number]

    def amount(self, atoms: int) -> str:
        return amount_words(_tidy(Decimal(atoms) / int(self.facts.need_atoms[0])), self.unit())

    def price_unit(self) -> str:
        number = int(self.n.price_unit[0])
        return codes.UNITS[int(self.s.unit[0]) if number == UNKNOWN else number]

    def price(self) -> int:
        """Đồng for one of the need's price unit."""
        facts = self.facts
        if not facts.is_priced_alike[0]:
            return int(facts.price[0])
        return round(int(facts.price[0]) * int(facts.ceiling_atoms[0]) / int(facts.priced_atoms[0]))


@dataclass(frozen=True)
class Failed:
    """One gate, and what the two sides say about it."""

    gate: str
    label: str
    wanted: str
    has: str


# --- why it fits: one sentence for each part, empty where there is nothing to say --------------


def _goods(pair: Pair, value: int) -> str:
    group = next(iter(codes.named(int(pair.s.group[0]), codes.GROUPS)), "")
    kind = str(words(*criteria_sets()[group])) if group in criteria_sets() else group
    if not len(pair.n.phrases):
        return _("Of the kind that you want: %(kind)s.") % {"kind": kind}
    if value >= FULL:
        return _("Its name has all the words of what you want.")
    if pair.n.groups[0] and value <= SAME_SET:
        return _("Other goods of the same kind: %(kind)s.") % {"kind": kind}
    return _("Its name has some of the words of what you want.")


def _capacity(pair: Pair, _value: int) -> str:
    cover, total = int(pair.facts.cover[0]), int(pair.facts.total[0])
    if not total:
        left = amount_words(int(pair.facts.available[0]), codes.UNITS[int(pair.s.unit[0])])
        return _("Up to %(amount)s are free in that time.") % {"amount": left}
    if cover >= total:
        return _("Can deliver all: %(amount)s.") % {"amount": pair.amount(total)}
    return _("Can deliver %(amount)s of %(total)s.") % {
        "amount": pair.amount(cover),
        "total": pair.amount(total),
    }


def _price(pair: Pair, _value: int) -> str:
    said = {"price": dong(pair.price()), "unit": unit_label(pair.price_unit())}
    ceiling = int(pair.n.ceiling[0])
    if not ceiling or not pair.facts.is_priced_alike[0]:
        own = unit_label(codes.UNITS[int(pair.s.unit[0])])
        return _("%(price)s per %(unit)s.") % {"price": dong(int(pair.facts.price[0])), "unit": own}
    percent = max(0, 100 - -(-pair.price() * 100 // ceiling))
    if not percent:
        return _("%(price)s per %(unit)s, within your ceiling.") % said
    return _("%(price)s per %(unit)s, %(percent)s%% below your ceiling.") % {
        **said,
        "percent": percent,
    }


def _distance(pair: Pair, _value: int) -> str:
    if not pair.n.places[0]:
        return ""
    return _("%(km)s km from where it is to be delivered.") % {"km": int(pair.facts.farthest[0])}


def _origin(pair: Pair, _value: int) -> str:
    return " ".join(filter(None, (_place_of_origin(pair), _maker(pair))))


def _maker(pair: Pair) -> str:
    forms, traits = int(pair.n.preferred_forms[0]), int(pair.n.preferred_traits[0])
    if not (forms or traits):
        return ""
    met = codes.named(forms & int(pair.s.form[0]), codes.FORMS)
    met += codes.named(traits & int(pair.s.traits[0]), codes.TRAITS)
    if not met:
        return _("Its producer is not of the kind that you prefer.")
    return _("Its producer is of the kind that you prefer: %(kinds)s.") % {"kinds": _types(met)}


def _place_of_origin(pair: Pair) -> str:
    n = pair.n
    if not (n.preferred_provinces[0] or n.preferred_former[0]):
        return _("From %(place)s.") % {"place": _province(pair)}
    if comes_from(pair.s, n.preferred_provinces, n.preferred_former)[0]:
        return _("From %(place)s, which you prefer.") % {"place": _province(pair)}
    return _("From %(place)s, not where you prefer.") % {"place": _province(pair)}


def _season(pair: Pair, value: int) -> str:
    if not pair.s.season[0]:
        return _("To be had all year round.")
    if value >= FULL:
        return _("In season all of the time.")
    return _("In season for a part of the time.") if value else _("Out of season at that time.")


def _star(pair: Pair, _value: int) -> str:
    star = int(pair.facts.star[0])
    if not star:
        return ""
    return _("%(stars)s, valid until %(day)s.") % {
        "stars": _stars(star),
        "day": _day(int(pair.facts.live_through[0])),
    }


def _standards(pair: Pair, value: int) -> str:
    held = int(pair.s.held[0]) & ~_STARS
    wanted = [clause for (clause,) in pair.n.preferred if clause]
    if wanted:
        met = [int(pair.facts.held[0] & clause) for clause in wanted]
        named = 0
        for bits in met:
            named |= bits
        if not named:
            return _("Has none of the standards that you prefer.")
        return _("Has what you prefer: %(standards)s.") % {"standards": _standard_names(named)}
    return _("Holds %(standards)s.") % {"standards": _standard_names(held)} if value else ""


def _reliability(pair: Pair, _value: int) -> str:
    promised, kept = int(pair.s.promised[0]), int(pair.s.kept[0])
    if not promised:
        return _("No deals through us yet.")
    return ngettext(
        "Kept %(kept)s of %(count)s deal.", "Kept %(kept)s of %(count)s deals.", promised
    ) % {"kept": kept, "count": promised}


#: In the order of scoring.PARTS.
_PARTS: tuple[Callable[[Pair, int], str], ...] = (
    *(_goods, _capacity, _price, _distance, _origin, _season, _star, _standards, _reliability),
)


def part_label(name: str) -> str:
    return {
        "goods": _("Goods"),
        "capacity": _("Quantity"),
        "price": _("Price"),
        "distance": _("Distance"),
        "origin": _("Origin"),
        "season": _("Season"),
        "star": _("Stars"),
        "standards": _("Standards"),
        "reliability": _("Reliability"),
    }[name]


def reasons_of(pair: Pair, values: list[int]) -> list[str]:
    """One sentence for each part, in their order; empty where a part says nothing."""
    return [say(pair, value) for say, value in zip(_PARTS, values, strict=True)]


# --- why it fails ------------------------------------------------------------------------------


def failed_of(pair: Pair, failed: int) -> list[Failed]:
    """Each gate that was failed: what was wanted and what the supply has."""
    return [_FAILED[gate](pair) for gate in Gate if failed & gate and gate in _FAILED]


def _certificate(pair: Pair) -> Failed:
    through, until = int(pair.facts.live_through[0]), int(pair.n.certified_until[0])
    wanted = _("valid until %(day)s") % {"day": _day(until)}
    if not pair.facts.star[0]:
        has = _("no certificate valid on %(day)s") % {"day": _day(int(pair.n.start[0]))}
    else:
        has = _("ends on %(day)s") % {"day": _day(through)}
    return Failed("certificate", _("Certificate"), wanted, has)


def _too_few_stars(pair: Pair) -> Failed:
    wanted = _("from %(stars)s") % {"stars": _stars(int(pair.n.min_star[0]))}
    return Failed("star", _("Stars"), wanted, _stars(int(pair.facts.star[0])))


def _elsewhere(pair: Pair) -> Failed:
    provinces = pair.places.names(int(pair.n.provinces[0]))
    former = pair.places.former_names(int(pair.n.former[0]))
    names = [_place(slug) for slug in provinces]
    names += [
        _("the former %(province)s") % {"province": slugs.former_provinces()[slug].vi}
        for slug in former
    ]
    return Failed("origin", _("Origin"), ", ".join(names), _province(pair))


def _without_standards(pair: Pair) -> Failed:
    held = int(pair.facts.held[0])
    missing = [int(clause) for (clause,) in pair.n.required if clause and not held & int(clause)]
    has = int(pair.s.held[0]) & ~_STARS
    return Failed(
        "standards",
        _("Standards"),
        "; ".join(_standard_names(clause, last=pgettext("list", "or")) for clause in missing),
        _standard_names(has) if has else _("none stated"),
    )


def _other_type(pair: Pair) -> Failed:
    wanted = codes.named(int(pair.n.forms[0]), codes.FORMS)
    wanted += codes.named(int(pair.n.traits[0]), codes.TRAITS)
    has = codes.named(int(pair.s.form[0]), codes.FORMS)
    has += codes.named(int(pair.s.traits[0]), codes.TRAITS)
    return Failed(
        "producer_type",
        _("Kind of producer"),
        _types(wanted),
        _types(has) if has else _("not stated"),
    )


def _other_unit(pair: Pair) -> Failed:
    return Failed(
        "unit",
        _("Unit"),
        unit_label(codes.UNITS[int(pair.n.unit[0])]),
        unit_label(codes.UNITS[int(pair.s.unit[0])]),
    )


def _too_little(pair: Pair) -> Failed:
    own = codes.UNITS[int(pair.s.unit[0])]
    total = int(pair.facts.total[0])
    part = -(-total // SMALLEST_PART)
    least = max(part, int(pair.s.minimum[0] * pair.facts.unit_atoms[0]))
    return Failed(
        "capacity",
        _("Free capacity"),
        _("at least %(amount)s") % {"amount": pair.amount(least)},
        amount_words(int(pair.facts.available[0]), own),
    )


def _too_small(pair: Pair) -> Failed:
    wanted = int(pair.n.most[0] * pair.facts.need_atoms[0] // 1000)
    least = amount_words(int(pair.s.minimum[0]), codes.UNITS[int(pair.s.unit[0])])
    return Failed(
        "minimum",
        _("Smallest order"),
        pair.amount(wanted),
        _("from %(amount)s") % {"amount": least},
    )


def _too_dear(pair: Pair) -> Failed:
    said = _("%(price)s per %(unit)s")
    is_alike = bool(pair.facts.is_priced_alike[0])
    unit = pair.price_unit() if is_alike else codes.UNITS[int(pair.s.unit[0])]
    return Failed(
        "price",
        _("Price"),
        _("at most %(price)s")
        % {
            "price": said
            % {"price": dong(int(pair.n.ceiling[0])), "unit": unit_label(pair.price_unit())}
        },
        said % {"price": dong(pair.price()), "unit": unit_label(unit)},
    )


def _not_delivered(pair: Pair) -> Failed:
    wanted = [_place(slug) for slug in pair.places.names(int(pair.n.places[0]))]
    if pair.n.abroad[0]:
        wanted.append(_("abroad"))
    reach = int(pair.s.reach[0])
    has = _("delivers within %(km)s km") % {"km": reach}
    if reach >= NATIONWIDE:
        has = _("delivers nationwide")
    return Failed("delivery", pgettext("of goods", "Delivery"), ", ".join(wanted), has)


def _too_far(pair: Pair) -> Failed:
    centre = int(pair.n.centre[0])
    name = _place(pair.places.names(1 << centre)[0])
    return Failed(
        "radius",
        _("Distance"),
        _("within %(km)s km of %(place)s") % {"km": int(pair.n.radius[0]), "place": name},
        _("%(km)s km away") % {"km": int(pair.s.km[centre][0])},
    )


_FAILED: dict[Gate, Callable[[Pair], Failed]] = {
    Gate.CERTIFICATE: _certificate,
    Gate.STAR: _too_few_stars,
    Gate.ORIGIN: _elsewhere,
    Gate.STANDARDS: _without_standards,
    Gate.PRODUCER_TYPE: _other_type,
    Gate.UNIT: _other_unit,
    Gate.CAPACITY: _too_little,
    Gate.MINIMUM: _too_small,
    Gate.PRICE: _too_dear,
    Gate.DELIVERY: _not_delivered,
    Gate.RADIUS: _too_far,
}


def _day(ordinal: int) -> str:
    return date_format(datetime.date.fromordinal(ordinal), "d/m/Y")


def _stars(star: int) -> str:
    return ngettext("%(count)s star", "%(count)s stars", star) % {"count": star}


def _place(slug: str) -> str:
    names = slugs.provinces()[slug]
    return str(words(names.vi, names.en))


def _province(pair: Pair) -> str:
    return _place(pair.places.names(int(pair.s.province[0]))[0])


def _standard_names(bits: int, *, last: str = "") -> str:
    names = [str(Standard(code).label) for code in codes.named(bits, codes.STANDARDS)]
    return f" {last} ".join(names) if last else ", ".join(names)


def _types(names: list[str]) -> str:
    return ", ".join(str(ProducerType(name).label) for name in names)


def _tidy(number: Decimal) -> Decimal:
    """At most three decimals, of which none is zero; from a hundred on whole units say enough."""
    if number >= 100:  # noqa: PLR2004
        return number.quantize(Decimal(1))
    return number.quantize(Decimal("0.001")).normalize() + 0
