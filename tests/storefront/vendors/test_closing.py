"""A shop says on which days it is closed, and opens again by the date or by its own hand."""

import datetime

import pytest
from django.urls import reverse

from catalog.partner.models import Vendor
from marketplace.kernel.clock import today
from marketplace.kernel.models import AuditEntry
from storefront.basket.contents import basket_contents
from storefront.vendors.closing import Closing, closing_of
from tests.storefront.factories import make_basket

DAY = datetime.timedelta(days=1)


def say(client, shop, first="", last=""):
    address = reverse("vendors:closed", args=[shop.vendor.public_id])
    return client.post(address, {"first": str(first), "last": str(last)})


def days(shop) -> tuple:
    return Vendor.objects.values_list("closed_from", "closed_until").get(pk=shop.vendor.pk)


def test_closed_days_are_announced_shown_and_taken_back(shop, client):
    client.force_login(shop.owner)
    basket = make_basket(shop.pack)

    answer = say(client, shop, today(), today() + 2 * DAY)
    page = client.get(reverse("vendors:orders", args=[shop.vendor.public_id])).content.decode()
    closed = basket_contents(basket, on=today()).can_be_ordered
    again = basket_contents(basket, on=today() + 3 * DAY).can_be_ordered
    form = client.get(answer.url).content.decode()
    say(client, shop)

    assert answer.status_code == 302
    assert f"{today() + 2 * DAY:%d/%m/%Y}" in page
    assert (closed, again) == (False, True)
    assert f'value="{today().isoformat()}"' in form
    assert days(shop) == (None, None)
    assert basket_contents(basket, on=today()).can_be_ordered
    entries = AuditEntry.objects.filter(action="vendor.closed_days").order_by("pk")
    assert [(entry.actor, entry.data["last"]) for entry in entries] == [
        (shop.owner, (today() + 2 * DAY).isoformat()),
        (shop.owner, None),
    ]


def test_a_day_that_is_left_out_is_today_or_further_notice(shop, client):
    client.force_login(shop.owner)

    say(client, shop, last=today() + DAY)
    until = days(shop)
    say(client, shop, first=today() + DAY)

    assert until == (today(), today() + DAY)
    assert days(shop) == (today() + DAY, None)
    vendor = Vendor.objects.get(pk=shop.vendor.pk)
    assert closing_of(vendor, on=today() + 400 * DAY) == Closing(first=today() + DAY, last=None)


@pytest.mark.parametrize(
    ("first", "last"),
    [(3, 2), (-9, -1), (None, -1), ("30/02/2026", 3), (0, "soon")],
)
def test_days_that_cannot_be_are_told_at_the_field(shop, client, first, last):
    client.force_login(shop.owner)
    typed = [
        one if isinstance(one, str) else "" if one is None else today() + one * DAY
        for one in (first, last)
    ]

    answer = say(client, shop, *typed)

    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert days(shop) == (None, None)


def test_who_only_writes_texts_does_not_close_the_shop(shop, client):
    client.force_login(shop.member("content"))

    answer = say(client, shop, today())

    assert answer.status_code == 403
    assert days(shop) == (None, None)
    page = client.get(reverse("vendors:products", args=[shop.vendor.public_id])).content.decode()
    assert reverse("vendors:closed", args=[shop.vendor.public_id]) not in page


def test_what_is_over_is_no_longer_shown(shop):
    shop.vendor.closed_from, shop.vendor.closed_until = today() - 3 * DAY, today() - DAY

    assert closing_of(shop.vendor, on=today()) is None
