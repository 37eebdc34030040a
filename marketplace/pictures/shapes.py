"""The two shapes in which products are shown, and the widths (pixels) that pages ask for."""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Shape:
    """A proportion and its widths; files are called ``{name}-{width}.{kind}``."""

    name: str
    across: int
    down: int
    widths: tuple[int, ...]
    #: Those that exist as JPEG too: for browsers without WebP, for mails and search engines.
    jpeg_widths: tuple[int, ...]

    def height(self, width: int) -> int:
        return round(width * self.down / self.across)

    def within(self, width: int, height: int) -> tuple[int, int]:
        """The largest crop (width, height) of this shape in a picture of that size."""
        if width * self.down > height * self.across:
            return max(1, round(height * self.across / self.down)), height
        return width, max(1, round(width * self.down / self.across))


#: Cards (160, 320, 480) and the product page (480, 800, 1200).
PORTRAIT = Shape("portrait", 4, 5, (160, 320, 480, 800, 1200), (480, 1200))
#: Lines of baskets and orders, lists of the workspace.
SQUARE = Shape("square", 1, 1, (96, 192), (192,))
SHAPES = (PORTRAIT, SQUARE)
