"""An account from the first page to the last, as a customer meets it."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.test import Client

from marketplace.accounts.models import User
from tests.accounts.test_second_factor import code
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
NEW = {"email": "moi@example.vn", "password1": PASSWORD, "password2": PASSWORD}


def is_signed_in(client: Client) -> bool:
    return SESSION_KEY in client.session


def link_in_mail(pattern: str) -> str:
    return re.search(rf"https?://[^/\s]+({pattern}\S+)", mail.outbox[-1].body)[1]


@pytest.mark.parametrize(("prefix", "language"), [("", "vi"), ("/en", "en")])
def test_a_new_account_opens_with_the_mailed_link_and_remembers_its_language(
    client, prefix, language
):
    client.post(f"{prefix}/account/signup/", NEW)
    before = is_signed_in(client)
    early = client.post(f"{prefix}/account/login/", {"login": NEW["email"], "password": PASSWORD})
    link = link_in_mail(f"{prefix}/account/confirm-email/")
    asked = client.get(link)
    client.post(link)
    client.post(f"{prefix}/account/login/", {"login": NEW["email"], "password": PASSWORD})

    assert not before
    assert early["Location"] == f"{prefix}/account/confirm-email/"
    assert asked.status_code == 200
    assert is_signed_in(client)
    assert User.objects.get(email=NEW["email"]).language == language
    assert EmailAddress.objects.get(email=NEW["email"]).verified


def test_a_user_is_led_to_pages_in_the_own_language(client):
    user = make_user("english@example.vn", language="en")

    answer = client.post("/account/login/", {"login": user.email, "password": PASSWORD})

    assert answer["Location"] == "/en/account/"


def test_a_way_back_is_kept_and_a_foreign_one_is_not(customer):
    login = {"login": customer.email, "password": PASSWORD}

    kept = Client().post("/account/login/?next=/products/", login)
    dropped = Client().post("/account/login/?next=https://elsewhere.example/", login)

    assert kept["Location"] == "/products/"
    assert dropped["Location"] == "/account/"


def test_signing_up_with_a_known_email_tells_nobody_that_it_is_known(client, customer):
    answer = client.post("/account/signup/", NEW | {"email": customer.email})
    fresh = Client().post("/account/signup/", NEW)

    assert answer["Location"] == fresh["Location"]
    assert User.objects.filter(email=customer.email).count() == 1


@pytest.mark.parametrize(
    "password", ["short", "1234567890123", "customer@example.vn", "password123"]
)
def test_a_weak_password_is_refused(client, password):
    weak = {"email": "customer@example.vn", "password1": password, "password2": password}

    answer = client.post("/account/signup/", weak)

    assert answer.status_code == 200
    assert not User.objects.filter(email="customer@example.vn").exists()


def test_a_forgotten_password_is_set_anew(client, customer):
    client.post("/account/password/reset/", {"email": customer.email})
    form = client.get(link_in_mail("/account/password/reset/key/"))["Location"]
    new = "Mot-mat-khau-khac-9"

    client.post(form, {"password1": new, "password2": new})

    assert not is_signed_in(client)
    client.post("/account/login/", {"login": customer.email, "password": new})
    assert is_signed_in(client)


def test_ten_wrong_passwords_lock_that_person_from_that_place_only(settings, customer):
    settings.AXES_ENABLED = True
    wrong = {"login": customer.email.upper(), "password": "wrong"}
    right = {"login": customer.email, "password": PASSWORD}

    answers = [Client().post("/account/login/", wrong).status_code for _ in range(10)]
    here = Client()
    locked = here.post("/account/login/", right)
    elsewhere = Client(REMOTE_ADDR="198.51.100.7")
    elsewhere.post("/account/login/", right)

    assert answers == [200] * 9 + [429]
    assert locked.status_code == 429
    assert locked["Retry-After"] == "3600"
    assert "/account/password/reset/" in locked.content.decode()
    assert not is_signed_in(here)
    assert is_signed_in(elsewhere)


def test_a_customer_may_take_a_second_factor_and_take_it_off_again(client, customer):
    client.post("/account/login/", {"login": customer.email, "password": PASSWORD})
    asked = client.get("/account/2fa/totp/activate/")["Location"]
    client.post(asked, {"password": PASSWORD})
    page = client.get("/account/2fa/totp/activate/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)[1]

    client.post("/account/2fa/totp/activate/", {"code": code(secret)})
    codes = client.get("/account/2fa/recovery-codes/").content.decode()
    on = client.get("/account/2fa/").content.decode()
    client.post("/account/2fa/totp/deactivate/")
    off = client.get("/account/2fa/").content.decode()

    assert asked.startswith("/account/reauthenticate/")
    assert len(re.findall(r"<code>\d{8}</code>", codes)) == 10
    assert "/account/2fa/totp/deactivate/" in on
    assert "/account/2fa/totp/activate/" in off


def test_name_and_language_are_the_users_own_to_change(client, customer):
    client.force_login(customer)

    client.post("/account/profile/", {"first_name": "An", "last_name": "Nguyễn", "language": "en"})

    customer.refresh_from_db()
    assert (customer.get_full_name(), customer.language) == ("An Nguyễn", "en")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_own_pages_ask_for_a_sign_in_and_are_kept_by_no_cache(client, customer, prefix):
    pages = [f"{prefix}/account/{page}" for page in ("", "orders/", "profile/")]

    asked = [client.get(page)["Location"] for page in pages]
    client.force_login(customer)
    shown = [client.get(page) for page in pages]

    assert asked == [f"{prefix}/account/login/?next={page}" for page in pages]
    assert [answer.status_code for answer in shown] == [200, 200, 200]
    assert all("no-store" in answer["Cache-Control"] for answer in shown)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_names_that_oscar_reverses_lead_to_ours(client, prefix):
    for name, target in (("sign-in", "login"), ("sign-out", "logout"), ("register", "signup")):
        answer = client.get(f"{prefix}/account/{name}/")

        assert answer["Location"] == f"{prefix}/account/{target}/"


@pytest.mark.parametrize("email", ["moi@example.vn", "customer@example.vn", "stranger@example.vn"])
def test_where_the_mail_server_is_away_the_pages_say_so_and_nothing_else(
    client, settings, customer, email
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens

    signed_up = client.post("/en/account/signup/", NEW | {"email": email}, follow=True)
    reset = client.post("/en/account/password/reset/", {"email": email}, follow=True)

    for answer, path in ((signed_up, "confirm-email/"), (reset, "password/reset/done/")):
        assert answer.status_code == 200
        assert answer.redirect_chain == [(f"/en/account/{path}", 302)]
        assert b"Our mail could not be sent." in answer.content


def test_a_short_password_is_refused_in_vietnamese(client):
    answer = client.post("/account/signup/", NEW | {"password1": "ngan", "password2": "ngan"})

    assert answer.context["form"].errors["password1"] == [
        "Mật khẩu này quá ngắn: cần ít nhất 10 ký tự."
    ]
