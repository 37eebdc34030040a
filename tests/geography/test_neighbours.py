"""The written list of neighbours is what the outlines say."""

import json
from collections import defaultdict
from itertools import permutations

from marketplace.geography.neighbours import NEIGHBOURS
from marketplace.geography.outlines import OUTLINES


def test_neighbours_are_who_shares_a_border_in_the_outlines():
    at = defaultdict(set)
    for feature in json.loads(OUTLINES.read_text(encoding="utf-8"))["features"]:
        for polygon in feature["geometry"]["coordinates"]:
            for ring in polygon:
                for corner in ring:
                    at[tuple(corner)].add(feature["properties"]["slug"])
    found = defaultdict(set)
    for slugs in at.values():
        for one, other in permutations(slugs, 2):
            found[one].add(other)

    assert {slug: tuple(sorted(others)) for slug, others in found.items()} == NEIGHBOURS
    assert len(NEIGHBOURS) == 34
