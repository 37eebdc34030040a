"""A person's own data: consents, a copy, erasure. Nobody else's is touched or seen."""

import datetime
import io
import json
import zipfile

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.files.storage import storages
from django.db import DatabaseError, transaction
from django.test import Client
from django_tasks_db.models import DBTaskResult

from marketplace.accounts.models import Membership, Organisation, User
from marketplace.kernel.clock import now
from storefront.customer.models import ProductAlert
from storefront.order.models import Order
from storefront.personal import exports, tasks
from storefront.personal.consents import consents_of, state_consents
from storefront.personal.contents import everything_about
from storefront.personal.models import Consent, DataExport, Erasure
from storefront.saved.models import SavedProduct
from tests.factories import PASSWORD, make_member, make_pack, make_product, make_user, make_vendor
from tests.storefront.factories import make_address, make_basket, make_order

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _private_store(settings, monkeypatch) -> None:
    # A field takes its storage when its class is made.
    monkeypatch.setattr(DataExport._meta.get_field("file"), "storage", storages["private"])


@pytest.fixture
def member(client: Client) -> User:
    user = make_user(first_name="Hoa", last_name="Nguyễn")
    client.force_login(user)
    return user


def export_for(user: User) -> DataExport:
    export = DataExport.objects.create(user=user)
    exports.make_export(export=export)
    return export


# Consents.


def test_nothing_is_agreed_to_beforehand(client: Client, member: User) -> None:
    page = client.get("/en/account/data/")

    assert set(consents_of(member).values()) == {False}
    assert "checked" not in page.text
    assert not Consent.objects.exists()


def test_each_purpose_is_given_and_taken_back_by_itself(client: Client, member: User) -> None:
    client.post("/en/account/data/", {"purposes": ["newsletter"]})
    client.post("/en/account/data/", {"purposes": ["newsletter", "provinces"]})
    client.post("/en/account/data/", {"purposes": ["provinces"]})

    said = list(Consent.objects.order_by("pk").values_list("purpose", "is_given", "version"))
    assert said == [
        ("newsletter", True, "2026-11"),
        ("provinces", True, "2026-11"),
        ("newsletter", False, "2026-11"),
    ]
    assert consents_of(member) == {"newsletter": False, "provinces": True}
    assert Consent.objects.first().text == "News about products in season, by e-mail"


def test_an_unknown_purpose_is_refused(client: Client, member: User) -> None:
    page = client.post("/account/data/", {"purposes": ["everything"]})

    assert page.status_code == 200
    assert not Consent.objects.exists()


@pytest.mark.parametrize("change", [{"is_given": True}, None])
def test_what_was_said_stays_in_the_books(member: User, change) -> None:
    state_consents(user=member, given={"newsletter"})
    state_consents(user=member, given=set())
    rows = Consent.objects.filter(user=member)

    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(**change) if change else rows.delete()

    assert list(rows.values_list("is_given", flat=True)) == [False, True]


# A copy.


def test_the_copy_holds_ones_own_and_nobody_elses(member: User, today) -> None:
    mine, theirs = make_order(user=member), make_order(user=make_user())
    make_address(member)
    SavedProduct.objects.create(user=member, product=make_product())
    state_consents(user=member, given={"newsletter"})

    export = export_for(member)

    with export.file.open("rb") as file:
        document = json.loads(zipfile.ZipFile(io.BytesIO(file.read())).read("data.json"))
    assert document["account"]["email"] == member.email
    assert [order["number"] for order in document["orders"]] == [mine.number]
    assert document["orders"][0]["address"]["street"] == "5 ngõ 12 Hàng Bông"
    assert len(document["addresses"]) == len(document["saved_products"]) == 1
    assert document["consents"][0]["purpose"] == "newsletter"
    assert theirs.number not in json.dumps(document)


def test_a_copy_is_asked_for_made_announced_and_fetched(client: Client, member: User) -> None:
    client.post("/account/data/export/")
    client.post("/account/data/export/")
    export = DataExport.objects.get()

    tasks.prepare_export.func(export.pk)
    tasks.announce_export.func(export.pk)

    export.refresh_from_db()
    assert f"/account/data/export/{export.token}/" in mail.outbox[0].body
    assert mail.outbox[0].to == [member.email]
    answer = client.get(f"/account/data/export/{export.token}/")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    paths = DBTaskResult.objects.values_list("task_path", flat=True)
    assert "storefront.personal.tasks.remove_export" in list(paths)


def test_another_persons_copy_is_not_found(client: Client, member: User) -> None:
    export = export_for(make_user())
    address = f"/account/data/export/{export.token}/"

    assert client.get(address).status_code == 404
    assert Client().get(address).status_code == 302
    assert client.get("/account/data/export/nothing/").status_code == 404


def test_a_copy_whose_days_are_over_is_not_found_and_goes(client: Client, member: User) -> None:
    export = export_for(member)
    DataExport.objects.update(expires_at=now() - datetime.timedelta(seconds=1))
    name = export.file.name

    gone = client.get(f"/account/data/export/{export.token}/")
    tasks.remove_export.func(export.pk)
    tasks.remove_export.func(export.pk)

    assert gone.status_code == 404
    assert not storages["private"].exists(name)
    assert not DataExport.objects.exists()


# Erasure.


def ask_to_be_forgotten(client: Client, password: str = PASSWORD):
    return client.post("/en/account/data/erase/", {"password": password})


def let_the_days_pass() -> Erasure:
    Erasure.objects.update(due_at=now() - datetime.timedelta(seconds=1))
    return Erasure.objects.get()


def test_erasure_asks_for_the_password(client: Client, member: User) -> None:
    page = ask_to_be_forgotten(client, "wrong")

    assert "This is not the password" in page.text
    assert not Erasure.objects.exists()
    assert client.get("/account/data/").status_code == 200


def test_until_the_days_are_over_nothing_goes_and_the_link_calls_it_off(
    client: Client, member: User
) -> None:
    ask_to_be_forgotten(client)
    erasure = Erasure.objects.get()

    early = tasks.carry_out_erasure.func(erasure.pk)
    tasks.announce_erasure.func(erasure.pk)
    seen = Client().get(f"/en/account/data/keep/{erasure.token}/")
    assert seen["Cache-Control"] == "private, no-store"
    assert seen["X-Robots-Tag"] == "noindex, nofollow"
    assert seen["Referrer-Policy"] == "same-origin"
    Client().post(f"/en/account/data/keep/{erasure.token}/")
    late = tasks.carry_out_erasure.func(let_the_days_pass().pk)

    assert client.get("/account/data/").status_code == 302
    assert (early, late) == (False, False)
    assert erasure.token in mail.outbox[0].body
    assert "Keep my account" in seen.text
    assert Erasure.objects.get().state == "called_off"
    member.refresh_from_db()
    assert (member.is_active, member.first_name) == (True, "Hoa")


def test_everything_the_law_lets_go_goes_and_orders_stay_without_a_name(
    client: Client, member: User, today
) -> None:
    order = make_order(user=member)
    Order.objects.filter(pk=order.pk).update(status="completed")
    make_address(member)
    SavedProduct.objects.create(user=member, product=make_product())
    ProductAlert.objects.create(user=member, product=make_product())
    make_basket(owner=member)
    organisation = make_vendor().organisation
    make_member(organisation)
    Membership.objects.create(user=member, organisation=organisation, role="orders")
    state_consents(user=member, given={"newsletter"})
    export_for(member)
    elsewhere = Client()
    elsewhere.force_login(member)
    email = member.email
    ask_to_be_forgotten(client)

    done = tasks.carry_out_erasure.func(let_the_days_pass().pk)
    again = tasks.carry_out_erasure.func(Erasure.objects.get().pk)
    tasks.blank_finished_orders.func(member.pk)

    assert (done, again) == (True, False)
    member.refresh_from_db()
    assert member.email == f"{member.public_id}@erased.invalid"
    assert (member.first_name, member.is_active, member.has_usable_password()) == ("", False, False)
    for related in ("addresses", "saved_products", "alerts", "memberships", "data_exports"):
        assert not getattr(member, related).exists()
    assert elsewhere.get("/account/").status_code == 302
    order.refresh_from_db()
    address = order.shipping_address
    assert (address.first_name, address.line1, str(address.phone_number or "")) == ("", "", "")
    assert (order.guest_email, order.total > 0, address.commune_name != "") == ("", True, True)
    assert member.consents.count() == 1
    assert email not in str(list(User.objects.values_list("email", flat=True)))
    assert client.get(f"/order/{order.token}/").status_code == 200


def test_alerts_of_a_guest_belong_to_whoever_has_proven_the_address(
    client: Client, member: User, today
) -> None:
    EmailAddress.objects.create(user=member, email="unproven@example.vn", verified=False)
    mine, other, foreign = (
        ProductAlert.objects.create(email=email, product=make_product())
        for email in (member.email.upper(), "unproven@example.vn", "hoa@example.vn")
    )

    told = everything_about(member)["alerts"]
    ask_to_be_forgotten(client)
    tasks.carry_out_erasure.func(let_the_days_pass().pk)

    assert [one["product"] for one in told] == [mine.product.title]
    assert set(ProductAlert.objects.all()) == {other, foreign}


def test_an_order_that_runs_keeps_its_address_until_it_is_over(
    client: Client, member: User, today
) -> None:
    order = make_order(user=member)
    ask_to_be_forgotten(client)
    tasks.carry_out_erasure.func(let_the_days_pass().pk)

    first = tasks.blank_finished_orders.func(member.pk)
    kept = Order.objects.get().shipping_address.first_name
    Order.objects.filter(pk=order.pk).update(status="completed")
    second = tasks.blank_finished_orders.func(member.pk)

    assert (first, second) == (1, 0)
    assert kept == "Nguyễn Thị Hoa"
    assert Order.objects.get().shipping_address.first_name == ""


def test_nothing_of_anybody_else_changes(client: Client, member: User, today) -> None:
    other = make_user(first_name="Lan")
    order, address = make_order(user=other), make_address(other)
    Order.objects.filter(pk=order.pk).update(status="completed")
    SavedProduct.objects.create(user=other, product=make_product())
    browser = Client()
    browser.force_login(other)
    ask_to_be_forgotten(client)

    tasks.carry_out_erasure.func(let_the_days_pass().pk)
    tasks.blank_finished_orders.func(member.pk)

    other.refresh_from_db()
    assert (other.first_name, other.is_active) == ("Lan", True)
    assert other.addresses.get() == address
    assert other.saved_products.count() == 1
    assert Order.objects.get(user=other).shipping_address.first_name == "Nguyễn Thị Hoa"
    assert browser.get("/account/").status_code == 200


def test_the_last_owner_hands_over_first(client: Client) -> None:
    organisation = make_vendor().organisation
    owner = make_member(organisation)
    client.force_login(owner)

    page = client.get("/en/account/data/erase/")
    refused = ask_to_be_forgotten(client)

    assert organisation.name in page.text
    assert "only owner" in refused.text
    assert not Erasure.objects.exists()
    make_member(organisation)
    ask_to_be_forgotten(client)
    assert Erasure.objects.get().user == owner


def test_who_became_the_last_owner_meanwhile_stays(client: Client) -> None:
    organisation = Organisation.objects.create(name="Hợp tác xã")
    owner, second = make_member(organisation), make_member(organisation)
    client.force_login(owner)
    ask_to_be_forgotten(client)
    Membership.objects.filter(user=second).delete()

    assert tasks.carry_out_erasure.func(let_the_days_pass().pk) is False
    assert Erasure.objects.get().state == "called_off"
    assert owner.memberships.count() == 1


def test_operators_are_not_erased_by_themselves(client: Client) -> None:
    client.force_login(make_user(is_staff=True))

    ask_to_be_forgotten(client)

    assert not Erasure.objects.exists()


@pytest.mark.parametrize("token", ["nothing", "0" * 32, "%00"])
def test_a_guessed_link_is_not_found(client: Client, token: str) -> None:
    assert client.get(f"/account/data/keep/{token}/").status_code == 404
    assert client.post(f"/account/data/keep/{token}/").status_code == 404


def test_the_page_asks_the_same_few_questions(
    client: Client, member: User, django_assert_max_num_queries
) -> None:
    for given in ({"newsletter"}, set(), {"provinces"}):
        state_consents(user=member, given=given)
    make_pack()

    with django_assert_max_num_queries(8):
        client.get("/account/data/")
