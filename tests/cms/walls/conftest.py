"""Two provinces beside each other, made once a module; what a test does to them is undone."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client, override_settings

from tests.cms.walls.neighbours import SECRET, Neighbour, make_neighbour
from tests.demo.database import own_copy


@pytest.fixture(scope="module")
def provinces(
    django_db_setup, django_db_blocker, tmp_path_factory
) -> Iterator[tuple[Neighbour, Neighbour]]:
    """The own one and the other, made once."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), own_copy(), override_settings(MEDIA_ROOT=media):
        own, other = make_neighbour("dong-thap", "CUAMINH"), make_neighbour("ca-mau", SECRET)
        own.media = other.media = media
        yield own, other


@pytest.fixture(autouse=True)
def _undone(provinces, settings) -> Iterator[None]:
    settings.MEDIA_ROOT = provinces[0].media
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def own(provinces) -> Neighbour:
    return provinces[0]


@pytest.fixture
def other(provinces) -> Neighbour:
    return provinces[1]


@pytest.fixture
def publisher(own) -> Client:
    """May all that an editor may, and more; hence who walks."""
    client = Client()
    client.force_login(own.publisher)
    return client


@pytest.fixture
def editor(own) -> Client:
    client = Client()
    client.force_login(own.editor)
    return client
