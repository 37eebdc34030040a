"""Fixtures of the provinces' pages: one house, provisioned and filled with its own pieces."""

import pytest

from cms.content.reading import read_pieces
from cms.provinces.loading import load_pieces
from cms.provinces.services import provision_province
from marketplace.geography.models import Province
from tests.caching.conftest import cache_on

__all__ = ["cache_on"]


@pytest.fixture
def dong_thap(db) -> Province:
    """A province with its house, empty of stories."""
    province = Province.objects.get(slug="dong-thap")
    provision_province(province=province)
    return province


@pytest.fixture
def filled(dong_thap) -> Province:
    """The same with its showcase, story, destination and itinerary."""
    load_pieces([piece for piece in read_pieces() if piece.province == "dong-thap"])
    return dong_thap
