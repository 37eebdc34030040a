import pytest

from search import keeping
from search.engine.choosing import current_engine


@pytest.fixture
def engine(db):
    """The engine of this test, its index built from an empty market."""
    engine = current_engine()
    keeping.rebuild(engine)
    return engine
