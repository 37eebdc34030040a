"""Whether a point lies within a shape, answered from a table of its rows."""

from bisect import bisect_right
from collections.abc import Sequence

from .curves import Points

#: Height of a row, in units of the sheet.
_ROW = 2.0


class Mask:
    """The inside of a closed shape (even-odd). Much cheaper than a clip in the rasteriser."""

    def __init__(self, points: Sequence[complex]) -> None:
        self._rows: dict[int, list[float]] = {}
        for start, end in zip(points, [*points[1:], points[0]], strict=True):
            upper, lower = (start, end) if start.imag < end.imag else (end, start)
            first, last = int(upper.imag // _ROW) + 1, int(lower.imag // _ROW)
            for row in range(first, last + 1):
                share = (row * _ROW - upper.imag) / ((lower.imag - upper.imag) or 1.0)
                self._rows.setdefault(row, []).append(
                    upper.real + share * (lower.real - upper.real)
                )
        for crossings in self._rows.values():
            crossings.sort()

    def __contains__(self, point: complex) -> bool:
        crossings = self._rows.get(round(point.imag / _ROW))
        return crossings is not None and bisect_right(crossings, point.real) % 2 == 1

    def runs(self, line: Sequence[complex]) -> list[Points]:
        """The parts of a polyline that lie inside."""
        result: list[Points] = []
        run: Points = []
        for point in line:
            if point in self:
                run.append(point)
            elif run:
                result.append(run)
                run = []
        if run:
            result.append(run)
        return result
