"""The same engines as those of the contract."""

import pytest

from tests.concurrency.conftest import on_sqlite  # noqa: F401
from tests.contract.conftest import ENGINES, engine  # noqa: F401


@pytest.fixture(scope="module", params=sorted(ENGINES))
def shared_engine(request, tmp_path_factory):
    """Without an index yet; one for all tests of a file."""
    with ENGINES[request.param](request, tmp_path_factory.mktemp("shared")) as made:
        yield made


@pytest.fixture
def elastic(request, tmp_path):
    """The cluster's alone, without an index yet."""
    with ENGINES["elasticsearch"](request, tmp_path) as made:
        yield made
