"""The lists of transfers follow a key: nothing is shown twice or left out when rows come or go."""

import datetime

import pytest
from django.urls import reverse

from marketplace.kernel.clock import now, today
from storefront.transfers import selectors
from storefront.transfers.models import BankTransaction, Transfer
from storefront.transfers.paging import key_page
from storefront.vendors.selectors import desk_for
from tests.factories import make_pack, make_vendor
from tests.storefront.transfers.factories import (
    bank_csv,
    import_csv,
    make_account,
    owner_of,
    place,
    try_csv,
)

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture
def vendor(db):
    return make_vendor()


@pytest.fixture
def account(vendor):
    return make_account(vendor)


def add_money(account, days: range, *, each: int = 3) -> None:
    """Money of these days before today, ``each`` a day."""
    statement = try_csv(account, bank_csv((10_000, "khong ghi gi")))
    BankTransaction.objects.bulk_create(
        BankTransaction(
            account=account,
            statement=statement,
            booked_on=today() - number * DAY,
            amount=1_000 + number,
            base=f"{number}-{one}",
        )
        for number in days
        for one in range(each)
    )


def test_money_is_shown_page_after_page_while_more_comes_in(client, vendor, account):
    add_money(account, range(1, 21))
    client.force_login(owner_of(vendor))
    address = reverse("transfers:transactions", args=[vendor.public_id])
    expected = list(BankTransaction.objects.order_by("-booked_on", "-pk"))

    opening = client.get(address)
    first = opening.context["page"]
    import_csv(account, bank_csv((20_000, "moi")))
    answer = client.get(address, {"after": first.following})
    second = answer.context["page"]

    assert first.rows + second.rows == expected
    assert (len(first.rows), second.following, second.is_later) == (50, "", True)
    assert f"after={first.following}" in opening.content.decode()


def test_the_last_row_seen_may_have_left_the_list(vendor, account):
    add_money(account, range(1, 10))
    desk = desk_for(owner_of(vendor), vendor.public_id)
    expected = list(BankTransaction.objects.order_by("booked_on", "pk"))

    first = selectors.unmatched_page(desk)
    BankTransaction.objects.filter(public_id=first.following).update(is_aside=True)
    second = selectors.unmatched_page(desk, after=first.following)

    assert first.rows + second.rows == expected


def test_what_is_claimed_comes_first_and_no_page_hides_the_rest(vendor, account):
    pack = make_pack(vendor=vendor, stock=20)
    transfers = [place(pack).vendor_orders.get().transfer for _ in range(5)]
    for transfer, minutes in ((transfers[3], 1), (transfers[1], 2)):
        at = now() + datetime.timedelta(minutes=minutes)
        Transfer.objects.filter(pk=transfer.pk).update(claimed_at=at)
    desk = desk_for(owner_of(vendor), vendor.public_id)
    rows = selectors.open_rows(desk)

    seen, after = [], ""
    for _page in range(3):
        page = key_page(rows, order=("claimed_at", "pk"), key="reference", after=after, limit=2)
        seen += page.rows
        after = page.following

    assert seen == [transfers[n] for n in (3, 1, 0, 2, 4)]
    assert after == ""


def test_the_key_of_another_shop_is_the_first_page(vendor, account):
    add_money(account, range(1, 3))
    other = make_vendor()
    add_money(make_account(other, number="0333333333"), range(1, 3))
    foreign = BankTransaction.objects.filter(account__vendor=other).first()
    desk = desk_for(owner_of(vendor), vendor.public_id)

    page = selectors.transactions_page(desk, after=foreign.public_id)

    assert (len(page.rows), page.is_later) == (6, False)
    assert {row.account_id for row in page.rows} == {account.pk}
