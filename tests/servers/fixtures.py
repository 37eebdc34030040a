"""Fixtures for tests that need a real server; known to all tests through tests/conftest.py."""

import os
from collections.abc import Iterator

import pytest

from tests.default_connection import default_connection
from tests.servers.application import Application, running_application
from tests.servers.elasticsearch import ElasticsearchMissing, Node, elasticsearch
from tests.servers.postgresql import PostgreSQL, PostgreSQLMissing, postgresql
from tests.servers.stripe import StripeDouble, running_double
from tests.servers.stripe.mock import StripeMockMissing, running_mock


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgreSQL]:
    """PostgreSQL, started once per session. Missing: a failure in CI, a skip elsewhere."""
    try:
        with postgresql() as server:
            yield server
    except PostgreSQLMissing as missing:
        if os.environ.get("CI"):
            pytest.fail(f"{missing} .ci/run installs it.")
        pytest.skip(str(missing))


@pytest.fixture
def postgresql_url(postgresql_server: PostgreSQL) -> Iterator[str]:
    """The address of a fresh database: migrated, reference data within."""
    with postgresql_server.database() as url:
        yield url


@pytest.fixture
def on_postgresql(
    postgresql_url: str, django_test_environment, django_db_blocker
) -> Iterator[None]:
    """Every thread of this process works on a fresh PostgreSQL database during the test."""
    with django_db_blocker.unblock(), default_connection(postgresql_url):
        yield


@pytest.fixture(scope="session")
def elasticsearch_node() -> Iterator[Node]:
    """A node, started once per session. Missing: a failure in CI, a skip elsewhere."""
    try:
        with elasticsearch() as node:
            yield node
    except ElasticsearchMissing as missing:
        if os.environ.get("CI"):
            pytest.fail(str(missing))
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def elasticsearch_url(request: pytest.FixtureRequest) -> str:
    """The address of a running node, without a prefix: each test takes one of its own.

    Who writes tests may keep a node running and name it in TESTS_ELASTICSEARCH_URL.
    """
    running = os.environ.get("TESTS_ELASTICSEARCH_URL")
    return running or request.getfixturevalue("elasticsearch_node").url


@pytest.fixture(scope="session")
def application(tmp_path_factory) -> Iterator[Application]:
    """The demo as its users meet it, started once per session."""
    with running_application(tmp_path_factory.mktemp("application") / "data") as running:
        yield running


@pytest.fixture(scope="session")
def stripe_mock() -> Iterator[str]:
    """Stripe's own checker of parameters. Missing: a failure in CI, a skip elsewhere."""
    try:
        with running_mock() as url:
            yield url
    except StripeMockMissing as missing:
        if os.environ.get("CI"):
            pytest.fail(f"{missing} .ci/run installs Go.")
        pytest.skip(str(missing))


@pytest.fixture
def stripe_double(stripe_mock: str) -> Iterator[StripeDouble]:
    """A fresh double; a call that stripe-mock would have refused fails the test."""
    with running_double(stripe_mock) as double:
        yield double
        assert double.complaints == []


@pytest.fixture
def stripe_account(settings, stripe_double: StripeDouble) -> StripeDouble:
    """A shop whose operator has an account at the double."""
    for name, value in stripe_double.environment.items():
        setattr(settings, name, [value] if name == "STRIPE_ORIGINS" else value)
    return stripe_double
