"""A sheet under the press: colour blocks a little out of register, the dark line over them."""

import itertools
import math
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from . import inks
from .curves import Noise, Points, area, box, normals, path, placed, resampled, uneven
from .mask import Mask

#: Where the light comes from (a unit vector towards it): from above, a little left.
LIGHT = complex(-0.55, -0.83)

#: A chip of the block, about its middle.
_CHIP = [-1 + 0.2j, 0.3 - 1j, 1 + 0.1j, -0.2 + 0.9j]


class Sheet:
    """Collects what is printed, in order. All chance comes from ``seed``."""

    def __init__(self, width: int, height: int, seed: str) -> None:
        self.width, self.height, self.seed = width, height, seed
        self.rng = random.Random(seed)  # noqa: S311
        self._out: list[str] = []
        self._clips = 0
        self._masks: list[tuple[Mask, str]] = []
        angle = self.rng.uniform(20, 70)
        #: How far the colour blocks lie beside the line block.
        self.slip = 4.6 * complex(math.cos(math.radians(angle)), math.sin(math.radians(angle)))

    def svg(self) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}">'
            + "".join(self._out)
            + "</svg>"
        )

    # --- colour blocks

    def ground(self, colour: str) -> None:
        self._out.append(f'<rect width="{self.width}" height="{self.height}" fill="{colour}"/>')

    def fill(
        self,
        points: Sequence[complex],
        colour: str,
        *,
        slip: float = 1.0,
        rough: float = 1.6,
        opacity: float = 1.0,
        over: bool = False,
    ) -> Points:
        """A flat area; ``over`` prints it onto what is there, so that both mix."""
        cut = [p + self.slip * slip for p in uneven(points, self.rng, rough, closed=True)]
        self._put(path(cut), colour, opacity=opacity, over=over)
        return cut

    def body(
        self,
        points: Sequence[complex],
        colour: str,
        shade: str,
        *,
        depth: float = 0.16,
        away: complex | None = None,
    ) -> None:
        """A flat area with a crescent of ``shade`` on the side away from the light."""
        left, top, right, bottom = box(points)
        size = min(right - left, bottom - top)
        self.fill(points, shade)
        cut = resampled(points, closed=True)
        sides = normals(cut, closed=True)
        inward = 1 if area(cut) > 0 else -1
        light = away or LIGHT
        lit = [
            p + inward * n * size * depth * 1.5 * max(0.0, inward * (n * light.conjugate()).real)
            for p, n in zip(cut, sides, strict=True)
        ]
        self.fill(lit, colour, rough=2.2)

    # --- the line

    def line(
        self,
        points: Sequence[complex],
        width: float = 7.0,
        colour: str = inks.INK,
        *,
        taper: float = 0.25,
    ) -> None:
        """An open stroke that swells and thins; ``taper`` is what is left of it at its ends."""
        line = uneven(points, self.rng, 1.3, closed=False)
        self._stroke(line, width, colour, taper=taper)

    def contour(
        self,
        points: Sequence[complex],
        width: float = 7.0,
        colour: str = inks.INK,
        *,
        gaps: int = 1,
        gap: float = 0.05,
    ) -> None:
        """The outline of a closed shape, left open in a few places, first where light falls."""
        line = uneven(points, self.rng, 1.3, closed=True)
        count = len(line)
        lit = max(range(count), key=lambda k: (line[k] * LIGHT.conjugate()).real)
        lit += round(count * self.rng.uniform(-0.08, 0.08))
        turned = [line[(lit + k) % count] for k in range(count)]
        if not gaps:
            self._stroke([*turned, turned[0], turned[1]], width, colour, taper=0.8)
            return
        cuts = [0.0, *sorted(self.rng.uniform(0.2, 0.8) for _ in range(gaps - 1)), 1.0]
        for start, stop in itertools.pairwise(cuts):
            first = round(count * (start + gap / 2))
            last = round(count * (stop - gap / 2))
            self._stroke(
                [turned[k % count] for k in range(first, last + 1)], width, colour, taper=0.3
            )

    def shape(
        self,
        points: Sequence[complex],
        colour: str,
        *,
        shade: str | None = None,
        width: float = 7.0,
        gaps: int = 1,
        line: str = inks.INK,
        depth: float = 0.16,
    ) -> None:
        """Colour and line together."""
        if shade:
            self.body(points, colour, shade, depth=depth)
        else:
            self.fill(points, colour)
        if width:
            self.contour(points, width, line, gaps=gaps)

    # --- texture

    def cuts(
        self,
        starts: Sequence[complex],
        way: complex,
        colour: str,
        *,
        width: float = 5.0,
        spread: float = 0.25,
    ) -> None:
        """Short marks of the gouge from each start along ``way``, each a little different."""
        for start in starts:
            length = self.rng.uniform(1 - spread, 1 + spread)
            lean = 1 + 1j * self.rng.uniform(-0.12, 0.12)
            end = start + way * length * lean
            middle = (start + end) / 2 + 1j * way * self.rng.uniform(-0.06, 0.06)
            self._stroke(
                resampled([start, middle, end], closed=False, step=9), width, colour, taper=0.08
            )

    def specks(
        self,
        points: Sequence[complex],
        colour: str,
        *,
        number: int = 140,
        size: float = 4.5,
        toward: complex | None = None,
        over: bool = False,
    ) -> None:
        """Chips of colour within the shape, denser away from the light: the tone of a print."""
        left, top, right, bottom = box(points)
        way = toward or -LIGHT
        middle = complex((left + right) / 2, (top + bottom) / 2)
        reach = max(right - left, bottom - top) / 2
        mask = Mask(points)
        words: list[str] = []
        for _ in range(number):
            place = complex(self.rng.uniform(left, right), self.rng.uniform(top, bottom))
            tone = ((place - middle) * way.conjugate()).real / reach
            if self.rng.random() > (tone + 0.55) * 0.75 or place not in mask:
                continue
            half = size * self.rng.uniform(0.35, 1)
            chip = placed(_CHIP, place, scale=half, turn=self.rng.uniform(0, 360))
            words.append(path(chip))
        if words:
            self._put("".join(words), colour, over=over)

    @contextmanager
    def within(self, points: Sequence[complex]) -> Iterator[None]:
        """What is printed meanwhile stays inside the shape."""
        self._clips += 1
        name = f"c{self._clips}"
        self._out.append(f'<clipPath id="{name}"><path d="{path(points)}"/></clipPath>')
        self._masks.append((Mask(points), name))
        yield
        self._masks.pop()

    # --- how it gets onto paper

    def _stroke(self, line: Sequence[complex], width: float, colour: str, *, taper: float) -> None:
        if self._masks:
            line = resampled(line, closed=False, step=3.5)
            for run in self._masks[-1][0].runs(line):
                self._swelling(run[::2], width, colour, taper=taper)
        else:
            self._swelling(line, width, colour, taper=taper)

    def _swelling(
        self, line: Sequence[complex], width: float, colour: str, *, taper: float
    ) -> None:
        if len(line) < 2:
            return
        count = len(line)
        swell = Noise(self.rng, count, 7)
        fine = Noise(self.rng, count, 2.2)
        ends = max(1.0, min(count * 0.3, 9.0))
        sides = normals(line, closed=False)
        left: Points = []
        right: Points = []
        for k, (point, side) in enumerate(zip(line, sides, strict=True)):
            near = min(k, count - 1 - k) / ends
            press = taper + (1 - taper) * math.sin(min(1.0, near) * math.pi / 2)
            # A stroke away from the light weighs more, as the inner edge of a shadow.
            lean = 1 + 0.28 * abs((side * LIGHT.conjugate()).real)
            half = width / 2 * press * lean * (1 + 0.34 * swell(k))
            left.append(point + side * half * (1 + 0.16 * fine(k)))
            right.append(point - side * half * (1 - 0.16 * fine(k)))
        self._put(path([*left, *reversed(right)]), colour, cut=False)

    def _put(
        self,
        data: str,
        colour: str,
        *,
        opacity: float = 1.0,
        over: bool = False,
        cut: bool = True,
    ) -> None:
        extra = f' opacity="{opacity:.2f}"' if opacity < 1 else ""
        if cut and self._masks:
            extra += f' clip-path="url(#{self._masks[-1][1]})"'
        extra += ' style="mix-blend-mode:multiply"' if over else ""
        self._out.append(f'<path d="{data}" fill="{colour}"{extra}/>')
