"""What a candidate's units cost, and how many of them each tier is for."""

from collections.abc import Iterator

from .problem import Candidate, Want

#: Costs in thousands of đồng: numbers that a solver likes.
SCALE = 1000.0


def unit_cost(candidate: Candidate, price: int) -> float:
    """Of one unit with its freight by weight."""
    return (price + candidate.rate.each_kilogram * candidate.grams / 1000) / SCALE


def fixed_cost(candidate: Candidate, want: Want) -> float:
    """Of the orders that are fetched, however much is in them."""
    return candidate.rate.each_order * want.orders / SCALE


def reach(candidate: Candidate, want: Want) -> int:
    """The most units that the want could take of it in all."""
    most = sum(candidate.usable(want).values())
    if want.is_total:
        return min(most, -(-(want.most + want.slack) // candidate.unit_atoms))
    return most


def tiers_within(candidate: Candidate, want: Want) -> Iterator[tuple[int, int, int]]:
    """(price, least, most) units of each tier that can be reached; never less than an order's least."""
    limit = reach(candidate, want)
    bounds = [first * want.orders for first, _price in candidate.tiers]
    for place, (_first, price) in enumerate(candidate.tiers):
        least = max(candidate.minimum, bounds[place] if place else 1)
        most = min(limit, bounds[place + 1] - 1 if place + 1 < len(bounds) else limit)
        if least <= most:
            yield price, least, most
