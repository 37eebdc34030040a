"""Who gets a session after which proof."""

import re
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

from marketplace.accounts import enrolment
from marketplace.accounts.second_factor import has_staff_role, needs_second_factor
from marketplace.accounts.services import add_member, create_organisation
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.models import AuditEntry
from tests.factories import PASSWORD, make_user, province

pytestmark = pytest.mark.django_db


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, list(counters())[1]))


def sign_in(client: Client, email: str, password: str = PASSWORD):
    return client.post("/account/login/", {"login": email, "password": password}, secure=True)


def is_signed_in(client: Client) -> bool:
    return SESSION_KEY in client.session


def test_staff_without_a_second_factor_are_told_how_to_get_one(as_in_production, client, staff):
    answer = sign_in(client, staff.email)

    assert answer["Location"] == "/account/second-factor/"
    assert not is_signed_in(client)
    assert client.get("/account/second-factor/", secure=True).status_code == 403


def test_staff_with_an_app_sign_in_by_password_and_code(as_in_production, client, staff):
    secret = enrolment.enrol(user=staff, secret=enrolment.new_secret()).secret

    first = sign_in(client, staff.email)
    after_password = is_signed_in(client)
    wrong = client.post("/account/2fa/authenticate/", {"code": "000000"}, secure=True)
    after_wrong = is_signed_in(client)
    client.post("/account/2fa/authenticate/", {"code": code(secret)}, secure=True)

    assert first["Location"] == "/account/2fa/authenticate/"
    assert not after_password
    assert wrong.status_code == 200
    assert not after_wrong
    assert is_signed_in(client)
    assert client.get("/django-admin/", secure=True).status_code == 200


def test_a_recovery_code_stands_in_for_the_app_once(as_in_production, staff):
    done = enrolment.enrol(user=staff, secret=enrolment.new_secret())
    used = done.recovery_codes[0]
    came_in = []

    for _ in range(2):
        client = Client()
        sign_in(client, staff.email)
        client.post("/account/2fa/authenticate/", {"code": used}, secure=True)
        came_in.append(is_signed_in(client))

    assert came_in == [True, False]


def test_a_new_password_by_mail_gives_staff_no_session(as_in_production, client, staff):
    client.post("/account/password/reset/", {"email": staff.email}, secure=True)
    link = re.search(r"https?://\S+(/account/password/reset/key/\S+)", mail.outbox[0].body)[1]
    form = client.get(link, secure=True)["Location"]

    new = {"password1": "Mot-mat-khau-khac-9", "password2": "Mot-mat-khau-khac-9"}
    client.post(form, new, secure=True)

    assert not is_signed_in(client)
    answer = sign_in(client, staff.email, "Mot-mat-khau-khac-9")
    assert answer["Location"] == "/account/second-factor/"
    assert not is_signed_in(client)


def test_a_careless_sign_in_page_gives_staff_no_session(as_in_production, client, staff):
    as_in_production.ROOT_URLCONF = "tests.accounts.careless"

    answer = client.post("/careless/", {"username": staff.email, "password": PASSWORD}, secure=True)

    assert answer["Location"] == "/account/second-factor/"
    assert not is_signed_in(client)


def test_a_session_begun_before_the_role_ends_with_the_role(as_in_production, client, customer):
    sign_in(client, customer.email)
    assert is_signed_in(client)

    customer.is_staff = True
    customer.save()
    answer = client.get("/basket/", secure=True)

    assert answer["Location"] == "/account/second-factor/"
    assert not is_signed_in(client)


def test_a_new_officer_must_sign_in_again_before_the_office_opens(
    as_in_production, client, customer
):
    sign_in(client, customer.email)
    office = create_organisation(
        name="Văn phòng", office="province", province=province(), owner=make_user()
    )
    add_member(organisation=office, user=customer, role="officer")

    answer = client.get("/office/", secure=True)

    assert answer["Location"] == "/account/second-factor/"
    assert not is_signed_in(client)


def test_staff_are_superusers_officers_and_whoever_may_enter_an_administration(customer):
    editor, officer = make_user(), make_user()
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    create_organisation(name="Trung ương", office="national", owner=officer)
    owner = make_user()
    create_organisation(name="Hợp tác xã", owner=owner)

    assert not has_staff_role(customer)
    assert not has_staff_role(owner)
    assert has_staff_role(editor)
    assert has_staff_role(officer)


def test_the_demo_asks_nobody(settings, staff, client):
    settings.STAFF_SECOND_FACTOR_REQUIRED = False

    sign_in(client, staff.email)

    assert not needs_second_factor(staff)
    assert is_signed_in(client)


def test_a_customers_own_second_factor_is_asked_for_too(as_in_production, client, customer):
    enrolment.enrol(user=customer, secret=enrolment.new_secret())

    sign_in(client, customer.email)

    assert not is_signed_in(client)


def test_staff_cannot_take_their_second_factor_off(as_in_production, client, staff):
    secret = enrolment.enrol(user=staff, secret=enrolment.new_secret()).secret
    sign_in(client, staff.email)
    client.post("/account/2fa/authenticate/", {"code": code(secret)}, secure=True)
    assert is_signed_in(client)

    client.post("/account/2fa/totp/deactivate/", secure=True)

    assert Authenticator.objects.filter(user=staff, type="totp").count() == 1


def test_the_secret_is_not_readable_in_the_database(staff):
    done = enrolment.enrol(user=staff, secret=enrolment.new_secret())

    stored = Authenticator.objects.get(user=staff, type="totp").data["secret"]

    assert done.secret not in stored


def test_an_operator_enrols_somebody_on_the_machine(staff):
    out = StringIO()

    call_command("enrol_second_factor", staff.email.upper(), stdout=out)

    assert "otpauth://totp/" in out.getvalue()
    assert len(re.findall(r"^  \d{8}$", out.getvalue(), re.M)) == 10
    assert Authenticator.objects.filter(user=staff).count() == 2
    assert AuditEntry.objects.get(action="second_factor.enrolled").object_id == staff.public_id


def test_a_second_enrolment_needs_to_be_asked_for(staff):
    enrolment.enrol(user=staff, secret=enrolment.new_secret())
    before = Authenticator.objects.get(user=staff, type="totp").pk

    with pytest.raises(CommandError):
        call_command("enrol_second_factor", staff.email)
    call_command("enrol_second_factor", staff.email, "--replace", stdout=StringIO())

    assert Authenticator.objects.get(user=staff, type="totp").pk != before


def enrolment_page(client: Client, user) -> tuple[str, str]:
    """The mailed address and the secret shown there."""
    call_command("enrol_second_factor", user.email, "--send-link", stderr=StringIO())
    address = re.search(r"/account/second-factor/\S+", mail.outbox[-1].body)[0]
    page = client.get(address, secure=True).content.decode()
    return address, re.search(r"<code>([A-Z2-7]+)</code>", page)[1]


def test_a_mailed_link_enrols_once_and_gives_no_session(as_in_production, client, staff):
    address, secret = enrolment_page(client, staff)

    proof = {"password": PASSWORD, "code": code(secret)}
    done = client.post(address, proof, secure=True)
    again = client.get(address, secure=True)

    assert done.status_code == 200
    assert len(re.findall(r"<code>\d{8}</code>", done.content.decode())) == 10
    assert not is_signed_in(client)
    assert again.status_code == 404


@pytest.mark.parametrize("wrong", ["password", "code"])
def test_a_mailed_link_asks_for_the_password_and_a_code_of_the_app(client, staff, wrong):
    address, secret = enrolment_page(client, staff)

    proof = {"password": PASSWORD, "code": code(secret)} | {wrong: "123456"}
    answer = client.post(address, proof)

    assert answer.status_code == 200
    assert not Authenticator.objects.filter(user=staff).exists()


def test_a_link_dies_with_the_password_it_was_made_for(staff):
    token = enrolment.enrolment_token(staff)

    staff.set_password("Mot-mat-khau-khac-9")
    staff.save()

    assert enrolment.user_of_token(token) is None
    assert enrolment.user_of_token(token[:-1] + "x") is None
    assert enrolment.user_of_token("") is None


def test_one_account_is_enrolled_once(staff):
    enrolment.enrol(user=staff, secret=enrolment.new_secret())

    with pytest.raises(MarketplaceError) as refused:
        enrolment.enrol(user=staff, secret=enrolment.new_secret())

    assert refused.value.code == "enrolled"
    assert Authenticator.objects.filter(user=staff, type="totp").count() == 1
