"""Every engine passes the same suite; a second one is added to ENGINES."""

import pytest

from search.engine.embedded.engine import EmbeddedEngine

ENGINES = {"embedded": lambda path: EmbeddedEngine(path / "index")}


@pytest.fixture(params=sorted(ENGINES))
def engine(request, tmp_path):
    """Without an index yet."""
    return ENGINES[request.param](tmp_path)
