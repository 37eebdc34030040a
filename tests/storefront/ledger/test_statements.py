"""A vendor's statement: what it says adds up to what is owed, and nobody else reads it."""

import io

import pytest
from openpyxl import load_workbook

from marketplace.kernel.clock import today
from storefront.ledger.selectors import NoSuchMonth, bounds, months_for, statement_for
from storefront.order.happenings import Refunded, tell
from tests.factories import make_member, make_pack, make_vendor
from tests.storefront.factories import make_order
from tests.storefront.ledger import cards as card
from tests.storefront.ledger.books import deliver, household, owed_to, part_of
from tests.storefront.transfers.factories import owner_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(cards):
    """A household that takes 5 % commission off, paid by card and in cash."""
    cards.COMMISSION_BASIS_POINTS = 500
    return household("Hộ Nguyễn Văn Bảy")


def address(vendor, rest: str = "") -> str:
    return f"/vendor/{vendor.public_id}/settlement/{rest}"


def this_month() -> str:
    return f"{today():%Y-%m}"


def test_the_columns_add_up_to_what_is_owed(shop):
    pack = make_pack(vendor=shop, price=100_000)
    by_card = part_of(card.paid((pack, 2)))
    cash = deliver(part_of(make_order(pack)))
    tell(Refunded(by_card, goods=50_000, shipping=0, cause="a"))

    statement = statement_for(owner_of(shop), shop.public_id, this_month())

    assert statement.month.figures == {
        "goods": 300_000,
        "shipping": by_card.shipping_charge + cash.shipping_charge,
        "refunds": -50_000,
        "direct": -cash.total,
        "commission": -(10_000 + 5_000 - 2_500),
        "tax": -(3_000 - 750),
        "discounts": 0,
        "payers": 0,
        "paid_out": 0,
    }
    assert statement.month.closing == owed_to(vendor=shop)
    assert sum(row.total for row in statement.rows) == statement.month.closing
    assert [row.kind for row in statement.rows] == ["sale", "sale", "refund"]


def test_an_order_to_be_paid_in_cash_is_never_shown_as_owed_by_us():
    vendor = make_vendor()
    make_order(make_pack(vendor=vendor, price=100_000))

    statement = statement_for(owner_of(vendor), vendor.public_id, this_month())

    assert statement.month.closing == 0


def test_the_pages_and_files_say_the_same(shop, client):
    part = part_of(card.paid((make_pack(vendor=shop, price=100_000), 2)))
    client.force_login(owner_of(shop))

    months = client.get(address(shop))
    page = client.get(address(shop, f"{this_month()}/"))

    owed = part.total - 10_000 - 3_000
    assert months.context["owed"] == owed
    assert page.context["month"].closing == owed
    assert part.number in page.content.decode()
    book = load_workbook(
        io.BytesIO(client.get(address(shop, f"{this_month()}.xlsx")).getvalue()), read_only=True
    )
    rows = list(book.active.iter_rows(values_only=True))
    assert len(rows) == 4
    assert (rows[2][1], rows[2][3], rows[-1][-1]) == (part.number, 200_000, owed)
    pdf = client.get(address(shop, f"{this_month()}.pdf"))
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf.getvalue().startswith(b"%PDF-")


@pytest.mark.parametrize("rest", ["", "2026-11/", "2026-11.xlsx", "2026-11.pdf"])
def test_another_vendor_s_statement_is_not_found(client, rest):
    vendor = make_vendor()
    client.force_login(make_member(make_vendor().organisation))

    assert client.get(address(vendor, rest)).status_code == 404
    assert client.get("/en" + address(vendor, rest)).status_code == 404


@pytest.mark.parametrize("role", ["content", "officer"])
def test_a_role_that_handles_no_money_is_refused(client, role):
    vendor = make_vendor()
    client.force_login(make_member(vendor.organisation, role=role))

    assert client.get(address(vendor)).status_code == 403
    assert client.get(address(vendor, "2026-11/")).status_code == 403


@pytest.mark.parametrize(
    "rest", ["2026-13/", "9999-12/", "november/", "2026-11.doc", "2026-11-01/"]
)
def test_there_is_no_such_month_or_file(client, rest):
    vendor = make_vendor()
    client.force_login(owner_of(vendor))

    assert client.get(address(vendor, rest)).status_code == 404


def test_the_number_of_queries_does_not_grow(shop, django_assert_num_queries):
    pack = make_pack(vendor=shop, price=100_000, stock=50)
    owner = owner_of(shop)
    for _order in range(2):
        part_of(card.paid(pack))
    with django_assert_num_queries(2):
        months_for(owner, shop.public_id)
    with django_assert_num_queries(3):
        statement_for(owner, shop.public_id, this_month())
    for _order in range(5):
        part_of(card.paid(pack))
    with django_assert_num_queries(2):
        months_for(owner, shop.public_id)
    with django_assert_num_queries(3):
        assert len(statement_for(owner, shop.public_id, this_month()).rows) == 7


def test_a_month_is_named_by_year_and_month():
    assert [f"{day}" for day in bounds("2026-12")] == ["2026-12-01", "2027-01-01"]
    with pytest.raises(NoSuchMonth):
        bounds("2026-00")
