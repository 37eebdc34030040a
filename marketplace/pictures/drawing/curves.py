"""Curves as lists of points in the complex plane (y grows downwards): made by hand, uneven by seed."""

import cmath
import itertools
import math
import random
from collections.abc import Iterable, Sequence

Points = list[complex]

#: Distance between two sampled points, in units of the sheet.
STEP = 7.0


def hand(data: str, *, closed: bool = True) -> Points:
    """A smooth curve through the given points: ``"x,y x,y! …"``; an exclamation mark is a corner."""
    knots: Points = []
    corners: list[bool] = []
    for word in data.split():
        x, y = word.rstrip("!").split(",")
        knots.append(complex(float(x), float(y)))
        corners.append(word.endswith("!"))
    return through(knots, corners=corners, closed=closed)


def through(
    knots: Sequence[complex], *, corners: Sequence[bool] | None = None, closed: bool = True
) -> Points:
    """Catmull-Rom through ``knots``, six points to a span; corners stay sharp."""
    count = len(knots)
    sharp = corners or [False] * count
    result: Points = []
    for i in range(count if closed else count - 1):
        j = (i + 1) % count
        start, end = knots[i], knots[j]
        before = knots[i - 1] if (closed or i > 0) and not sharp[i] else start
        after = knots[(j + 1) % count] if (closed or j + 1 < count) and not sharp[j] else end
        result.extend(_span(before, start, end, after))
    if not closed:
        result.append(knots[-1])
    return result


def _span(before: complex, start: complex, end: complex, after: complex) -> Points:
    number = 8
    leave, arrive = (end - before) / 2, (after - start) / 2
    span: Points = []
    for k in range(number):
        t = k / number
        span.append(
            (2 * t**3 - 3 * t**2 + 1) * start
            + (t**3 - 2 * t**2 + t) * leave
            + (3 * t**2 - 2 * t**3) * end
            + (t**3 - t**2) * arrive
        )
    return span


def ellipse(
    rx: float, ry: float, *, at: complex = 0j, start: float = 0, stop: float = 360
) -> Points:
    """An ellipse or, with degrees, an arc of it (clockwise from the right)."""
    count = max(10, int(abs(stop - start) / 360 * (rx + ry) * math.pi / 11))
    whole = abs(stop - start) >= 360
    span = math.radians(stop - start)
    return [
        at
        + complex(
            rx * math.cos(math.radians(start) + span * k / count),
            ry * math.sin(math.radians(start) + span * k / count),
        )
        for k in range(count if whole else count + 1)
    ]


def placed(
    points: Iterable[complex],
    at: complex = 0j,
    *,
    scale: float = 1,
    turn: float = 0,
    flip: bool = False,
) -> Points:
    """Moved, scaled, turned by degrees, mirrored left to right first where asked."""
    factor = cmath.rect(scale, math.radians(turn))
    return [at + factor * (complex(-p.real, p.imag) if flip else p) for p in points]


def resampled(points: Sequence[complex], *, closed: bool, step: float = STEP) -> Points:
    """The same polyline with points about ``step`` apart."""
    line = [*points, points[0]] if closed else list(points)
    lengths = [abs(b - a) for a, b in itertools.pairwise(line)]
    total = sum(lengths)
    count = max(4 if closed else 2, round(total / step))
    result: Points = []
    index, walked = 0, 0.0
    for k in range(count if closed else count + 1):
        goal = total * k / count
        while index < len(lengths) - 1 and walked + lengths[index] < goal:
            walked += lengths[index]
            index += 1
        share = (goal - walked) / lengths[index] if lengths[index] else 0.0
        result.append(line[index] + (line[index + 1] - line[index]) * min(1.0, share))
    return result


class Noise:
    """Smooth noise over a length, between -1 and 1; ``period`` in points."""

    def __init__(
        self, rng: random.Random, count: int, period: float, *, closed: bool = False
    ) -> None:
        self._knots = [rng.uniform(-1, 1) for _ in range(max(2, round(count / period) + 1))]
        if closed:
            self._knots[-1] = self._knots[0]
        self._scale = (len(self._knots) - 1) / max(1, count)

    def __call__(self, index: float) -> float:
        place = index * self._scale
        left = min(int(place), len(self._knots) - 2)
        share = min(1.0, place - left)
        share = share * share * (3 - 2 * share)
        return self._knots[left] * (1 - share) + self._knots[left + 1] * share


def uneven(points: Sequence[complex], rng: random.Random, amount: float, *, closed: bool) -> Points:
    """As a knife would have cut it: each point a little off, neighbours together."""
    line = resampled(points, closed=closed)
    count = len(line)
    across = Noise(rng, count, 6, closed=closed)
    along = Noise(rng, count, 9, closed=closed)
    return [point + amount * complex(across(k), along(k)) for k, point in enumerate(line)]


def normals(points: Sequence[complex], *, closed: bool) -> Points:
    """Unit vectors across the line at each point."""
    count = len(points)
    result: Points = []
    for k in range(count):
        before = points[k - 1] if closed or k > 0 else points[k]
        after = points[(k + 1) % count] if closed or k + 1 < count else points[k]
        way = after - before
        result.append(1j * way / abs(way) if way else 1j)
    return result


def box(points: Iterable[complex]) -> tuple[float, float, float, float]:
    """Left, top, right, bottom."""
    listed = list(points)
    xs, ys = [p.real for p in listed], [p.imag for p in listed]
    return min(xs), min(ys), max(xs), max(ys)


def area(points: Sequence[complex]) -> float:
    """Twice the area; positive where the points run clockwise on the sheet."""
    return sum(
        (a.conjugate() * b).imag for a, b in zip(points, [*points[1:], points[0]], strict=True)
    )


def path(points: Sequence[complex], *, closed: bool = True) -> str:
    """SVG path data, one decimal."""
    words = " ".join(f"{p.real:.1f},{p.imag:.1f}" for p in points)
    return f"M{words}{'Z' if closed else ''}"
