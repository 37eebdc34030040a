"""The ground that keeps a picture's place until it has come: the nearest natural colour.

A class each (``tone-leaf``) in site.css, since no page carries inline styles.
"""

#: Red, green, blue; the same as in site.css, where a test compares them.
TONES: dict[str, tuple[int, int, int]] = {
    "paper": (0xEF, 0xE6, 0xD3),
    "straw": (0xD9, 0xB9, 0x78),
    "clay": (0xA5, 0x6A, 0x45),
    "earth": (0x5A, 0x41, 0x2E),
    "lotus": (0xB2, 0x55, 0x66),
    "leaf": (0x5E, 0x86, 0x5A),
    "forest": (0x2E, 0x4B, 0x38),
    "water": (0x8F, 0xB0, 0xB4),
    "indigo": (0x3C, 0x50, 0x74),
    "stone": (0x8E, 0x8A, 0x80),
    "night": (0x26, 0x24, 0x20),
}


def nearest_tone(red: float, green: float, blue: float) -> str:
    """The tone that looks most like a colour (0–255); green counts most, as for the eye."""

    def distance(name: str) -> float:
        r, g, b = TONES[name]
        return 2 * (r - red) ** 2 + 4 * (g - green) ** 2 + 3 * (b - blue) ** 2

    return min(TONES, key=distance)
