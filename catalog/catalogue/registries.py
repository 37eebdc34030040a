"""What the layers above tell the catalogue; filled in their AppConfig.ready().

The catalogue stands below certificates and vendors and never imports them.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol


class Badge(Protocol):
    """A certificate that is live on the day asked for: what a star needs to be shown."""

    @property
    def code(self) -> str: ...
    @property
    def star(self) -> int: ...
    @property
    def state(self) -> str: ...
    @property
    def decision_number(self) -> str: ...
    @property
    def issued_on(self) -> datetime.date: ...
    @property
    def last_day(self) -> datetime.date: ...


class Obstacle(Protocol):
    """Why a pack cannot be ordered."""

    @property
    def value(self) -> str: ...
    @property
    def label(self) -> Any: ...


CertificateSource = Callable[..., Mapping[int, Badge]]
ObstacleRule = Callable[..., Obstacle | None]

_certificates: list[CertificateSource] = []
_obstacles: list[ObstacleRule] = []


def register_certificates(source: CertificateSource) -> None:
    """``source(product_ids, on=day)`` answers with the live certificate of each, in one query."""
    _certificates[:] = [source]


def register_obstacle(rule: ObstacleRule) -> None:
    """``rule(pack, stockrecord, is_certified=…, is_licensed=…, on=day)``: what keeps a pack from sale."""
    _obstacles[:] = [rule]


def badges(product_ids: Iterable[int], *, on: datetime.date) -> Mapping[int, Badge]:
    """The live certificate of each product that has one on a day."""
    return _certificates[0](product_ids, on=on)


def obstacle(
    pack: Any, stockrecord: Any, *, is_certified: bool, is_licensed: bool, on: datetime.date
) -> Obstacle | None:
    """What keeps ``pack`` from being sold on a day, or None."""
    return _obstacles[0](
        pack, stockrecord, is_certified=is_certified, is_licensed=is_licensed, on=on
    )
