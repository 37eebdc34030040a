"""The colours a picture may use: the shop's tokens and what a printer would mix from them.

The star's gold is not among them; ripe fruit and straw are mixed from clay and paper instead.
"""

from collections.abc import Mapping

PAPER = "#fbf7ee"
SHELL = "#f3ecdc"
INK = "#23201a"
BARK = "#5c5445"
LEAF = "#1f5b3c"
MOSS = "#6b8f5a"
SPROUT = "#b7c592"
LOTUS = "#a8294b"
BLUSH = "#e3a79c"
PETAL = "#f3d5c8"
INDIGO = "#22406e"
MIST = "#a7b9c6"
HAZE = "#d5dcd8"
CLAY = "#b55f38"
RIPE = "#dd9a3c"
STRAW = "#ecc987"
EARTH = "#7a4128"
NAVY = "#16294a"
PINE = "#133a27"
WINE = "#6e1a33"

#: Every colour that may stand in a drawing by day.
ALL: tuple[str, ...] = (
    *(PAPER, SHELL, INK, BARK, LEAF, MOSS, SPROUT, LOTUS, BLUSH, PETAL),
    *(INDIGO, MIST, HAZE, CLAY, RIPE, STRAW, EARTH, NAVY, PINE, WINE),
)

#: The same blocks inked for a dark page: the sky turns to indigo, the line stays the darkest.
NIGHT: Mapping[str, str] = {
    PAPER: "#d9d3bd",
    SHELL: "#2a3550",
    INK: "#12110d",
    BARK: "#2b2a26",
    LEAF: "#173d2c",
    MOSS: "#2f5a43",
    SPROUT: "#5d7f62",
    LOTUS: "#8c2c48",
    BLUSH: "#8d5a66",
    PETAL: "#3b3d58",
    INDIGO: "#1a2745",
    MIST: "#46597a",
    HAZE: "#33425f",
    CLAY: "#7d4630",
    RIPE: "#c58a45",
    STRAW: "#a58c5d",
    EARTH: "#4c2a1f",
    NAVY: "#101a31",
    PINE: "#0e271c",
    WINE: "#551a2c",
}


def by_night(svg: str) -> str:
    """The same drawing in the inks of the night."""
    for day, night in NIGHT.items():
        svg = svg.replace(f'"{day}"', f'"{night}"')
    return svg
