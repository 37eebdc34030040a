import pytest
from django.core.cache import cache

from tests.accounts.production import production_guards
from tests.factories import make_user


@pytest.fixture
def as_in_production(settings, monkeypatch):
    """The guards of a public installation, with a client that needs no proxy for https."""
    for name, value in production_guards(monkeypatch).items():
        setattr(settings, name, value)
    settings.AXES_ENABLED = True
    settings.SECURE_PROXY_SSL_HEADER = None
    return settings


@pytest.fixture
def staff(db):
    user = make_user("staff@example.vn")
    user.is_staff = user.is_superuser = True
    user.save()
    return user


@pytest.fixture
def customer(db):
    return make_user("customer@example.vn")


@pytest.fixture(autouse=True)
def _no_limits_left_over():
    """Rate limits are counted in the cache, which outlives a test."""
    cache.clear()
