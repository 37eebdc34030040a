"""One entrance for all; behind it, staff only with a second factor."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.urls import include, path

from marketplace.accounts.models import Organisation
from marketplace.accounts.services import add_member, create_organisation
from tests.accounts.production import production_guards
from tests.addresses import addresses
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_in_production(settings, monkeypatch):
    for name, value in production_guards(monkeypatch).items():
        setattr(settings, name, value)
    settings.AXES_ENABLED = True
    settings.SECURE_PROXY_SSL_HEADER = None
    return settings


@pytest.fixture
def staff():
    user = make_user("staff@example.vn")
    user.is_staff = user.is_superuser = True
    user.save()
    return user


def everything(email: str) -> dict[str, str]:
    """The right credentials under every name that a sign-in form might read."""
    names = ("login", "username", "email", "auth-username", "login-username", "user", "signin")
    passwords = ("password", "auth-password", "login-password", "password1", "password2")
    return dict.fromkeys(names, email) | dict.fromkeys(passwords, PASSWORD)


def session_begun(client: Client) -> bool:
    """Whether this client's cookie names a session that is somebody's."""
    cookie = client.cookies.get("sessionid")
    return bool(cookie and cookie.value) and SESSION_KEY in SessionStore(cookie.value).load()


def doors_that_open(email: str, language: str = "vi") -> set[str]:
    """Every address that gives a session to whoever posts the right credentials there."""
    opened = set()
    for number, path_ in enumerate(sorted({a.path for a in addresses(language)})):
        visitor = f"10.1.{number // 250}.{number % 250}"
        client = Client(raise_request_exception=False, REMOTE_ADDR=visitor)
        client.post(path_, everything(email), secure=True)
        if session_begun(client):
            opened.add(path_)
    return opened


@pytest.mark.parametrize("language", ["vi", "en"])
def test_right_credentials_of_staff_open_no_door_without_the_second_factor(
    as_in_production, staff, language
):
    assert len(list(addresses(language))) > 500

    assert doors_that_open(staff.email, language) == set()


def test_the_search_for_open_doors_finds_the_one_that_a_customer_goes_through(as_in_production):
    customer = make_user("customer@example.vn")

    assert doors_that_open(customer.email) == {"/account/login/"}


def test_without_the_rule_the_search_finds_staff_at_the_same_one_door(as_in_production, staff):
    as_in_production.STAFF_SECOND_FACTOR_REQUIRED = False

    assert doors_that_open(staff.email) == {"/account/login/"}
