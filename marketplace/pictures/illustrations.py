"""The project's own drawings, where no photograph is: one per criteria set."""

from functools import cache

from .values import Picture, plain_picture

#: One drawing for the sets that it suits.
_MOTIFS = {
    code: motif
    for motif, codes in {
        "fruit": "B01 B07",
        "fish": "B02 B08 B25",
        "rice": "B03",
        "jar": "B04 B10",
        "bowl": "B05 B06",
        "bottle": "B09 B14 B15 B16 B17",
        "tea": "B11 B12 B13",
        "leaf": "B18 B19 B20",
        "basket": "B21 B22",
        "flower": "B23 B24",
        "house": "B26",
    }.items()
    for code in codes.split()
}


def picture_of(criteria_set: str, key: str, province: str) -> Picture:
    """The drawing that stands for a product without a photograph.

    ``criteria_set`` is the code (B01–B26, empty where unknown), ``key`` what varies it and stays
    (the product's public id), ``province`` the slug (empty where unknown).
    """
    return _drawing(_MOTIFS.get(criteria_set, "leaf"))


@cache
def _drawing(motif: str) -> Picture:
    return plain_picture(f"marketplace/motifs/{motif}.svg", width=400, height=500, tone="paper")
