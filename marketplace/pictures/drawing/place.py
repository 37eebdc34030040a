"""Where a part stands on the sheet: its own small coordinates, moved, scaled and turned."""

from dataclasses import dataclass, replace

from .curves import Points, ellipse, hand, placed


@dataclass(frozen=True)
class Place:
    """Called with hand-written points it answers them in the sheet's coordinates."""

    at: complex = 0j
    scale: float = 1.0
    turn: float = 0.0
    flip: bool = False

    def __call__(self, data: str, *, closed: bool = True) -> Points:
        return self.all(hand(data, closed=closed))

    def line(self, data: str) -> Points:
        return self(data, closed=False)

    def all(self, points: Points) -> Points:
        return placed(points, self.at, scale=self.scale, turn=self.turn, flip=self.flip)

    def oval(
        self, rx: float, ry: float, at: complex = 0j, *, start: float = 0, stop: float = 360
    ) -> Points:
        return self.all(ellipse(rx, ry, at=at, start=start, stop=stop))

    def point(self, at: complex) -> complex:
        return self.all([at])[0]

    def inside(
        self, at: complex, *, scale: float = 1.0, turn: float = 0.0, flip: bool = False
    ) -> "Place":
        """A place within this one."""
        return replace(
            self,
            at=self.point(at),
            scale=self.scale * scale,
            turn=self.turn + (-turn if self.flip else turn),
            flip=self.flip != flip,
        )
