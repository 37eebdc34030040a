"""Every engine passes the same suite; a further one is added to ENGINES."""

import contextlib
import secrets
import urllib.request

import pytest

from search.engine.elastic.address import read_address
from search.engine.elastic.engine import ElasticEngine
from search.engine.embedded.engine import EmbeddedEngine
from search.engine.guard import Guard
from search.engine.locks import held_file

#: What is looked at here is what is found, on machines that do much else; not how soon.
PATIENCE_SECONDS = 30


@contextlib.contextmanager
def embedded(request, path):
    yield EmbeddedEngine(path / "index")


@contextlib.contextmanager
def elastic(request, path):
    """Under a prefix of its own, gone at the end."""
    node = request.getfixturevalue("elasticsearch_url")
    prefix = f"t{secrets.token_hex(6)}"
    address = read_address(f"{node}/{prefix}")
    yield ElasticEngine(
        address,
        exclusively=lambda: held_file(path / "lock"),
        patience=PATIENCE_SECONDS,
        readers=Guard(patience=PATIENCE_SECONDS),
    )
    forget(node, prefix)


def forget(node, prefix):
    gone = urllib.request.Request(f"{node}/{prefix}-*", method="DELETE")  # noqa: S310
    urllib.request.urlopen(gone).close()  # noqa: S310


ENGINES = {"elasticsearch": elastic, "embedded": embedded}


@pytest.fixture(params=sorted(ENGINES))
def engine(request, tmp_path):
    """Without an index yet."""
    with ENGINES[request.param](request, tmp_path) as made:
        yield made
