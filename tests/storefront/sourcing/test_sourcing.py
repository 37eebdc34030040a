"""Lists, tables and contacts: whose they are, what is in them, how often."""

import csv
import datetime
import io

import pytest
from django.core.files.storage import storages
from django.urls import reverse
from openpyxl import load_workbook

from marketplace.accounts.models import Organisation
from marketplace.kernel.models import AuditEntry
from search import keeping
from search.engine.choosing import current_engine
from storefront.personal.contents import everything_about
from storefront.sourcing import services, tasks
from storefront.sourcing.models import ContactReveal, ListedSupplier, SupplierList, SupplierTable
from tests.factories import make_member, make_user
from tests.search.suppliers.offering import maker, offer, product_of, ready

pytestmark = pytest.mark.django_db


@pytest.fixture
def vendor():
    made = maker("Hợp tác xã Mỹ Xương", title="Xoài cát")
    offer(product_of(made), made, months=[900, 900], tiers=[(100, 60_000)], **ready())
    return made


@pytest.fixture
def buyer(client):
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture
def private(monkeypatch, settings, tmp_path):
    """The private store of this test."""
    store = storages["private"]
    monkeypatch.setattr(SupplierTable._meta.get_field("file"), "storage", store)
    return store


def company(name="Siêu thị Xanh"):
    return Organisation.objects.create(name=name, legal_form="company")


def list_of(user, *vendors, name="Trái cây"):
    made = services.create_list(acting_user=user, name=name)
    services.add_suppliers(acting_user=user, supplier_list=made, vendors=vendors)
    return made


# --- lists -----------------------------------------------------------------------------------


def test_suppliers_are_kept_on_a_new_list_with_notes(client, buyer, vendor):
    keep = reverse("sourcing:keep")
    assert "Hợp tác xã Mỹ Xương" in client.get(keep, {"s": vendor.public_id}).content.decode()

    answer = client.post(keep, {"s": vendor.public_id, "name": "Tết 2027"})

    made = SupplierList.objects.get()
    assert answer["Location"] == reverse("sourcing:list", args=[made.public_id])
    assert (made.user, made.organisation, made.name) == (buyer, None, "Tết 2027")
    change = reverse("sourcing:change_list", args=[made.public_id])
    client.post(change, {"supplier": vendor.public_id, "note": "Gọi  sau\x00 ngày 5"})
    assert ListedSupplier.objects.get().note == "Gọi sau ngày 5"
    assert "Gọi sau ngày 5" in client.get(answer["Location"]).content.decode()
    assert "Tết 2027" in client.get(reverse("sourcing:lists")).content.decode()

    client.post(keep, {"s": vendor.public_id, "list": made.public_id})
    assert ListedSupplier.objects.count() == 1
    client.post(change, {"remove": vendor.public_id})
    assert ListedSupplier.objects.count() == 0
    client.post(change, {"delete": "1"})
    assert SupplierList.objects.count() == 0


def test_nobody_elses_list_is_there(client, buyer, vendor):
    other = list_of(make_user(), vendor)
    pages = [
        reverse("sourcing:list", args=[other.public_id]),
        f"{reverse('sourcing:export')}?list={other.public_id}",
    ]

    assert [client.get(page).status_code for page in pages] == [404, 404]
    change = reverse("sourcing:change_list", args=[other.public_id])
    assert client.post(change, {"delete": "1"}).status_code == 404
    kept = client.post(reverse("sourcing:keep"), {"s": vendor.public_id, "list": other.public_id})
    assert kept.status_code == 404
    assert SupplierList.objects.get() == other
    assert other.name not in client.get(reverse("sourcing:lists")).content.decode()


def test_an_organisations_list_is_read_by_all_and_changed_by_some(client, vendor):
    shop = company()
    owner, helper = make_member(shop), make_member(shop, role="content")
    made = services.create_list(acting_user=owner, name="Chung", organisation=shop)
    services.add_suppliers(acting_user=owner, supplier_list=made, vendors=[vendor])
    change = reverse("sourcing:change_list", args=[made.public_id])

    client.force_login(helper)
    assert client.get(reverse("sourcing:list", args=[made.public_id])).status_code == 200
    client.post(change, {"remove": vendor.public_id})
    client.post(change, {"delete": "1"})
    assert made.entries.count() == 1
    with pytest.raises(services.SourcingRefused):
        services.create_list(acting_user=helper, name="Riêng", organisation=shop)

    client.force_login(make_member(shop, role="orders"))
    client.post(change, {"remove": vendor.public_id})
    assert made.entries.count() == 0


def test_a_list_in_the_name_of_a_strange_organisation_is_refused(client, buyer):
    strange = company()

    answer = client.post(
        reverse("sourcing:lists"), {"name": "Của tôi", "organisation": strange.public_id}
    )

    assert answer.status_code == 404
    assert not SupplierList.objects.exists()


def test_what_is_certified_no_more_keeps_its_place(client, buyer, vendor):
    made = list_of(buyer, vendor)
    vendor.organisation.producer.products.update(listing_state="withdrawn")

    page = client.get(reverse("sourcing:list", args=[made.public_id])).content.decode()

    assert vendor.name in page
    assert "Hôm nay không có sản phẩm nào còn chứng nhận" in page


def test_a_list_takes_the_same_queries_however_long(client, buyer, django_assert_max_num_queries):
    made = list_of(buyer, maker("Hợp tác xã 0"))
    address = reverse("sourcing:list", args=[made.public_id])
    with django_assert_max_num_queries(9) as few:
        client.get(address)
    services.add_suppliers(
        acting_user=buyer, supplier_list=made, vendors=[maker(f"Cơ sở {n}") for n in range(6)]
    )

    with django_assert_max_num_queries(9) as many:
        client.get(address)

    assert len(many) == len(few)


# --- tables ----------------------------------------------------------------------------------


def rows_of(client, table):
    answer = client.get(reverse("sourcing:download", args=[table.token]))
    content = b"".join(answer.streaming_content)
    if table.format == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(content)).active
    return [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
@pytest.mark.usefixtures("private")
def test_a_search_becomes_a_table(client, buyer, vendor, file_format):
    maker("Hợp tác xã Cầu Đất", province="lam-dong")
    keeping.rebuild(current_engine())

    answer = client.post(
        f"{reverse('sourcing:export')}?province=dong-thap", {"format": file_format}
    )
    table = SupplierTable.objects.get()
    assert answer["Location"] == reverse("sourcing:table", args=[table.token])
    assert (table.user, table.query) == (buyer, "province=dong-thap")
    assert client.get(reverse("sourcing:download", args=[table.token])).status_code == 404
    tasks.prepare_table.call(table.pk)
    table.refresh_from_db()

    header, *rows = rows_of(client, table)
    assert [row[0] for row in rows] == ["Hợp tác xã Mỹ Xương"]
    said = dict(zip(header, rows[0], strict=True))
    assert said["Hạng sao cao nhất"] == "4"
    assert said["Đặt ít nhất"] == "Xoài cát: 100 kg"
    assert [said[name] for name in header if name.startswith("Còn nhận")][:2] == ["900", "900"]
    assert said["Có mã vạch trên từng gói"] == "có"
    everything = str([header, *rows])
    assert vendor.phone not in everything
    assert vendor.email not in everything
    assert (table.done, table.total) == (1, 1)
    assert AuditEntry.objects.filter(action="suppliers.table_asked").count() == 1
    assert "Tải về" in client.get(answer["Location"]).content.decode()


@pytest.mark.usefixtures("private")
def test_a_list_becomes_a_table_and_no_note_is_a_formula(client, buyer, vendor):
    made = list_of(buyer, vendor)
    services.write_note(
        acting_user=buyer,
        supplier_list=made,
        vendor_id=vendor.public_id,
        note='=HYPERLINK("http://x","y")',
    )
    client.post(f"{reverse('sourcing:export')}?list={made.public_id}", {"format": "csv"})
    table = SupplierTable.objects.get()
    tasks.prepare_table.call(table.pk)
    table.refresh_from_db()

    assert rows_of(client, table)[1][-1] == '\'=HYPERLINK("http://x","y")'


@pytest.mark.usefixtures("private")
def test_a_table_is_its_askers_alone_and_goes_when_its_days_are_over(client, buyer, vendor):
    table = services.ask_table(acting_user=buyer, file_format="csv")
    tasks.prepare_table.call(table.pk)
    assert tasks.prepare_table.call(table.pk) is False
    table.refresh_from_db()
    name, store = table.file.name, table.file.storage
    pages = [reverse(f"sourcing:{page}", args=[table.token]) for page in ("table", "download")]

    client.force_login(make_user())
    assert [client.get(page).status_code for page in pages] == [404, 404]
    client.force_login(buyer)
    past = table.ready_at - datetime.timedelta(days=1)
    SupplierTable.objects.update(expires_at=past)
    assert [client.get(page).status_code for page in pages] == [404, 404]

    assert tasks.catch_up()["remove_table"] == 1
    tasks.remove_table.call(table.pk)
    assert not SupplierTable.objects.exists()
    assert not store.exists(name)


def test_tables_are_so_many_a_day(buyer):
    for _ in range(services.TABLES_A_DAY):
        services.ask_table(acting_user=buyer, file_format="csv")

    with pytest.raises(services.SourcingRefused):
        services.ask_table(acting_user=buyer, file_format="csv")

    assert SupplierTable.objects.count() == services.TABLES_A_DAY


# --- contacts --------------------------------------------------------------------------------


def test_a_contact_is_behind_one_press_and_each_look_is_kept(client, buyer, vendor):
    address = reverse("sourcing:contact", args=[vendor.public_id])

    before = client.get(address)
    assert vendor.phone not in before.content.decode()
    assert not ContactReveal.objects.exists()
    answer = client.post(address)

    assert f"tel:{vendor.phone}" in answer.content.decode()
    assert vendor.email in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    look = ContactReveal.objects.get()
    assert (look.vendor, look.user) == (vendor, buyer)
    entry = AuditEntry.objects.get(action="vendor.contact_shown")
    assert (entry.actor, entry.object_id) == (buyer, vendor.public_id)


def test_the_anonymous_are_led_to_sign_in(client, vendor):
    address = reverse("sourcing:contact", args=[vendor.public_id])

    answer = client.post(address)

    assert answer.status_code == 302
    assert answer["Location"].endswith(f"?next={address}")
    assert not ContactReveal.objects.exists()


def test_looks_are_so_many_a_day(client, buyer, vendor, monkeypatch):
    monkeypatch.setattr(services, "REVEALS_A_DAY", 2)
    address = reverse("sourcing:contact", args=[vendor.public_id])

    shown = [vendor.phone in client.post(address).content.decode() for _ in range(3)]

    assert shown == [True, True, False]
    assert ContactReveal.objects.count() == 2


def test_the_vendor_learns_how_often_and_not_who(client, buyer, vendor):
    services.reveal_contact(acting_user=buyer, vendor=vendor)
    services.reveal_contact(acting_user=buyer, vendor=vendor)
    client.force_login(make_member(vendor.organisation))

    page = client.get(reverse("vendors:products", args=[vendor.public_id])).content.decode()

    assert "đã xem điện thoại và e-mail của bạn 2 lần" in page
    assert buyer.email not in page


def test_nobodys_contact_is_not_there(client, buyer):
    hidden = maker("Hợp tác xã Ẩn", star=None)

    answer = client.post(reverse("sourcing:contact", args=[hidden.public_id]))

    assert answer.status_code == 404
    assert not ContactReveal.objects.exists()


def test_a_persons_copy_names_lists_and_looks(buyer, vendor):
    list_of(buyer, vendor, name="Tết")
    services.reveal_contact(acting_user=buyer, vendor=vendor)

    about = everything_about(buyer)

    assert about["supplier_lists"] == [
        {"name": "Tết", "suppliers": [{"supplier": vendor.name, "note": ""}]}
    ]
    assert [one["supplier"] for one in about["contacts_shown"]] == [vendor.name]
