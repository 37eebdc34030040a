"""Delivery rates in the operators' office: seen, taken out, changed, taken in; history stays."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from marketplace.accounts.models import User
from marketplace.kernel.models import AuditEntry
from storefront.shipping.free import offer_free_delivery
from storefront.shipping.models import FreeDelivery, RemoteCommune, Tariff
from tests.factories import commune, make_member, make_user, make_vendor
from tests.storefront.shipping.rates import import_table, rate
from tests.storefront.transfers.factories import owner_of

pytestmark = pytest.mark.django_db
PAGE = "/en/office/tariffs/"


@pytest.fixture
def operator(client) -> User:
    user = make_user(is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def post_file(client, content: bytes, name: str = "rates.csv"):
    file = SimpleUploadedFile(name, content)
    return client.post(f"{PAGE}import/", {"file": file})


def csv_of(client, tariff: Tariff) -> str:
    answer = client.get(f"{PAGE}{tariff.pk}.csv")
    return b"".join(answer.streaming_content).decode()


def test_nobody_but_an_operator_of_money_sees_or_changes_rates(client, today):
    tariff = Tariff.objects.get()
    for user in (make_user(), make_user(is_staff=True)):
        client.force_login(user)
        assert client.get(PAGE).status_code == 403
        assert client.get(f"{PAGE}{tariff.pk}.csv").status_code == 403
        assert post_file(client, b"carrier").status_code == 403
        assert client.post(f"{PAGE}{tariff.pk}/drop/").status_code == 403
    assert Tariff.objects.get() == tariff


def test_the_page_says_what_holds_what_comes_and_what_was(client, operator, tmp_path, today):
    import_table(tmp_path, rate(valid_from="2025-08-01"), rate(valid_from="2026-03-01"))
    import_table(tmp_path, rate(valid_from="2027-01-01", up_to_500=11_000))

    page = client.get(PAGE).content.decode()

    assert "From 01/03/2026 to 31/12/2026" in page
    assert "From 01/01/2027" in page
    assert "One earlier tariff" in page
    assert "From 01/08/2025 to 28/02/2026" in page


def test_a_tariff_taken_out_and_in_again_with_a_new_day_is_the_next_one(client, operator, today):
    tariff = Tariff.objects.get()
    table = csv_of(client, tariff)
    assert post_file(client, table.encode()).status_code == 302  # the same again
    changed = table.replace("2025-07-01", "2026-12-15").replace(",16000,", ",16500,")

    answer = post_file(client, changed.encode())

    assert answer["Location"] == PAGE
    new = Tariff.objects.get(valid_from=datetime.date(2026, 12, 15))
    ordinary = new.rates.get(zone="same_province", parcel_class="ordinary")
    assert ordinary.steps[0] == [500, 16_500]
    assert new.rates.count() == tariff.rates.count()
    assert Tariff.objects.count() == 2
    assert AuditEntry.objects.filter(action="tariff.imported", actor=operator).count() == 1


def test_what_has_begun_is_refused_at_the_field_and_nothing_changes(client, operator, today):
    tariff = Tariff.objects.get()
    changed = csv_of(client, tariff).replace(",16000,", ",15000,")

    answer = post_file(client, changed.encode())

    assert answer.status_code == 422
    assert "has begun and stays as it is" in answer.content.decode()
    assert Tariff.objects.get().digest == tariff.digest
    assert client.post(f"{PAGE}{tariff.pk}/drop/").status_code == 302
    assert Tariff.objects.get() == tariff


def test_what_comes_may_be_taken_back(client, operator, tmp_path, today):
    import_table(tmp_path, rate(valid_from="2027-01-01"))
    tariff = Tariff.objects.get(valid_from=datetime.date(2027, 1, 1))

    client.post(f"{PAGE}{tariff.pk}/drop/")

    assert not Tariff.objects.filter(pk=tariff.pk).exists()
    assert AuditEntry.objects.filter(action="tariff.dropped", actor=operator).count() == 1
    assert client.post(f"{PAGE}{tariff.pk}/drop/").status_code == 404


def test_the_workbook_holds_the_remote_communes_too(client, operator, tmp_path, today):
    tariff = Tariff.objects.get()
    RemoteCommune.objects.create(tariff=tariff, commune=commune("dong-thap"))

    book = load_workbook(
        io.BytesIO(b"".join(client.get(f"{PAGE}{tariff.pk}.xlsx").streaming_content))
    )

    assert book.sheetnames == ["rates", "remote"]
    assert [row[2] for row in book["remote"].values] == ["commune", commune("dong-thap").code]
    assert client.get(f"{PAGE}{tariff.pk}.pdf").status_code == 404


def test_no_table_is_told_at_the_field(client, operator):
    answer = post_file(client, b"a,b\n1,2\n")

    assert answer.status_code == 422
    assert "No table of rates" in answer.content.decode()


def test_a_shop_sees_its_rates_and_says_when_it_pays_itself(client, today):
    vendor = make_vendor()
    owner, clerk = owner_of(vendor), make_member(vendor.organisation, role="officer")
    page = f"/en/vendor/{vendor.public_id}/rates/"
    client.force_login(owner)
    assert "16,000" in client.get(page).content.decode()
    typed = {"free_from": "500.000", "first": today.isoformat(), "last": ""}

    assert client.post(page, typed)["Location"] == page
    again = client.post(page, typed)
    past = client.post(page, typed | {"first": "2020-01-01"})

    (free,) = FreeDelivery.objects.filter(vendor=vendor)
    assert (free.free_from, free.valid_from, free.valid_until) == (500_000, today, None)
    assert again.status_code == past.status_code == 422
    client.force_login(clerk)
    assert client.post(page, typed | {"first": "2027-01-01"}).status_code == 403
    assert client.post(f"{page}{free.pk}/end/").status_code == 403
    client.force_login(owner)
    client.post(f"{page}{free.pk}/end/")
    free.refresh_from_db()
    assert free.valid_until == today


def test_another_shop_s_free_delivery_is_not_there(client, today):
    mine, other = make_vendor(), make_vendor()
    free = offer_free_delivery(
        vendor=other, free_from=1, first=today, last=None, acting_user=owner_of(other)
    )
    client.force_login(owner_of(mine))

    assert client.post(f"/vendor/{mine.public_id}/rates/{free.pk}/end/").status_code == 404
    assert client.get(f"/vendor/{other.public_id}/rates/").status_code == 404
    free.refresh_from_db()
    assert free.valid_until is None


def test_a_province_or_the_marketplace_pays_deliveries_from_a_day_on(client, operator, today):
    typed = {"payer": "son-la", "free_from": "400.000", "first": today.isoformat(), "last": ""}

    assert client.post(f"{PAGE}free/", typed)["Location"] == PAGE
    again = client.post(f"{PAGE}free/", typed)
    past = client.post(f"{PAGE}free/", typed | {"payer": "platform", "first": "2020-01-01"})
    client.post(f"{PAGE}free/", typed | {"payer": "platform", "free_from": "900.000"})

    assert again.status_code == past.status_code == 422
    assert "One begins on this day already" in again.content.decode()
    assert again.context["promise"]["free_from"].value() == "400.000"
    assert list(FreeDelivery.objects.order_by("pk").values_list("payer", "free_from")) == [
        ("province", 400_000),
        ("platform", 900_000),
    ]
    free = FreeDelivery.objects.get(payer="province")
    assert free.province.slug == "son-la"
    client.post(f"{PAGE}free/{free.pk}/end/")
    free.refresh_from_db()
    assert free.valid_until == today
    assert AuditEntry.objects.filter(action="free_delivery.ended", actor=operator).count() == 1


def test_what_a_shop_pays_is_not_the_office_s_to_end(client, operator, today):
    vendor = make_vendor()
    free = offer_free_delivery(
        vendor=vendor, free_from=1, first=today, last=None, acting_user=owner_of(vendor)
    )

    assert client.post(f"{PAGE}free/{free.pk}/end/").status_code == 404
    for user in (make_user(), owner_of(vendor)):
        client.force_login(user)
        assert client.post(f"{PAGE}free/").status_code == 403
        assert client.post(f"{PAGE}free/{free.pk}/end/").status_code == 403
    free.refresh_from_db()
    assert free.valid_until is None
