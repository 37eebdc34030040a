from collections.abc import Iterator

import pytest

from tests.servers.application import Application, running_application


@pytest.fixture(scope="session")
def application(tmp_path_factory) -> Iterator[Application]:
    with running_application(tmp_path_factory.mktemp("journeys") / "data") as running:
        yield running
