"""`kill -9` of web server and worker at each named point of buying: nothing is lost or doubled."""

import pytest

from tests.kills.house import House, running_house
from tests.kills.points import POINTS
from tests.kills.scenes import Shelves, Trial

TIMES = 20


@pytest.fixture
def house(stripe_account, tmp_path) -> House:
    with running_house(tmp_path / "data", stripe_account) as running:
        yield running


def kill_at_every_point(house: House, *, times: int) -> int:
    """How many kills; each must leave the books right."""
    shelves = Shelves.filled()
    kills = 0
    for time in range(times):
        for position, point in enumerate(POINTS):
            trial = Trial(house, shelves, point, comes_back=(time + position) % 2 == 0)
            try:
                trial.run()
            except AssertionError as error:
                log = (house.data_dir / "server.log").read_text()[-3000:]
                raise AssertionError(f"{point} time {time}: {error}\n{log}") from error
            kills += 1
    return kills


def test_points_have_names_of_their_own_and_are_enough():
    assert len({point.name for point in POINTS}) == len(POINTS) >= 25


def test_killed_once_at_each_point_nothing_is_lost_or_doubled(on_sqlite, house):
    assert kill_at_every_point(house, times=1) == len(POINTS)


@pytest.mark.soak
def test_killed_twenty_times_at_each_point_on_sqlite(on_sqlite, house):
    assert kill_at_every_point(house, times=TIMES) == TIMES * len(POINTS)


@pytest.mark.soak
@pytest.mark.postgresql
def test_killed_twenty_times_at_each_point_on_postgresql(on_postgresql, house):
    assert kill_at_every_point(house, times=TIMES) == TIMES * len(POINTS)
