"""One entrance for all; behind it, staff only with a second factor."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from tests.addresses import addresses
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


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
    client = Client(raise_request_exception=False)
    for number, path_ in enumerate(sorted({a.path for a in addresses(language)})):
        visitor = f"10.1.{number // 250}.{number % 250}"
        client.cookies.clear()
        client.post(path_, everything(email), secure=True, REMOTE_ADDR=visitor)
        if session_begun(client):
            opened.add(path_)
    return opened


@pytest.mark.parametrize("language", ["vi", "en"])
def test_right_credentials_of_staff_open_no_door_without_the_second_factor(
    as_in_production, staff, language
):
    assert len(list(addresses(language))) > 500

    assert doors_that_open(staff.email, language) == set()


def test_the_search_for_open_doors_finds_the_one_that_a_customer_goes_through(
    as_in_production, customer
):
    assert doors_that_open(customer.email) == {"/account/login/"}


def test_without_the_rule_the_search_finds_staff_at_the_same_one_door(as_in_production, staff):
    as_in_production.STAFF_SECOND_FACTOR_REQUIRED = False

    assert doors_that_open(staff.email) == {"/account/login/"}


@pytest.mark.parametrize(
    "path",
    [
        "/cms/login/",
        "/django-admin/login/",
        "/dashboard/login/",
        "/en/dashboard/login/",
        "/_util/login/",
    ],
)
def test_other_packages_sign_in_pages_lead_to_ours_and_back(client, db, path):
    answer = client.get(path, {"next": "/products/?star=4"})

    home = "/en/account/login/" if path.startswith("/en/") else "/account/login/"
    assert answer.status_code == 302
    assert answer["Location"] == f"{home}?next=/products/%3Fstar%3D4"


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", "\\\\x"])
def test_a_foreign_way_back_is_dropped(client, db, target):
    answer = client.get("/cms/login/", {"next": target})

    assert answer["Location"] == "/account/login/?next=/cms/"


@pytest.mark.parametrize("path", ["/cms/", "/django-admin/", "/dashboard/"])
def test_somebody_without_the_role_is_refused_and_not_sent_round_in_circles(client, customer, path):
    client.force_login(customer)

    answer = client.get(path, follow=True)

    assert answer.status_code == 403
    assert len(answer.redirect_chain) <= 1


@pytest.mark.parametrize(
    "path", ["/cms/password_reset/", "/cms/password_reset/confirm/MQ/x-y/", "/password-reset/"]
)
def test_other_packages_password_pages_lead_to_ours(client, db, path):
    answer = client.post(path, {"email": "staff@example.vn"})

    assert answer.status_code == 302
    assert answer["Location"] == "/account/password/reset/"
