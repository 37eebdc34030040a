"""An invoice asked for and a gift made within the checkout, with plain forms."""

from typing import Any

import pytest
from django.urls import reverse

from storefront.checkout.services import CheckoutRefused, place_order
from storefront.invoices.details import InvoiceWords, kept_words
from storefront.invoices.models import InvoiceDetails, InvoiceRequest
from storefront.order.gifts import Gift
from storefront.order.models import Order
from storefront.personal.contents import everything_about
from tests.factories import make_pack, make_user, make_vendor
from tests.storefront.conftest import Shop
from tests.storefront.factories import BUYER, destination, make_basket, two_vendors
from tests.storefront.transfers.factories import make_account, owner_of, pay, transfers_of

pytestmark = pytest.mark.django_db
WORDS = InvoiceWords(
    company="Công ty TNHH Sen Vàng",
    tax_code="0300588569",
    address="12 Nguyễn Huệ, phường Cao Lãnh",
    email="ke-toan@example.vn",
)
TYPED = {
    "invoice-wants": "on",
    "invoice-company": WORDS.company,
    "invoice-tax_code": WORDS.tax_code,
    "invoice-address": WORDS.address,
    "invoice-email": WORDS.email,
}
MESSAGE = "Chúc bà mạnh khoẻ"


def order_with(provider: str = "cod", **wishes: Any) -> Order:
    vendor = make_vendor()
    make_account(vendor)
    return place_order(
        basket=make_basket(make_pack(vendor=vendor)),
        address=destination(),
        buyer_email=BUYER["email"],
        phone=BUYER["phone"],
        user=wishes.pop("user", None),
        provider=provider,
        checkout_key="wishes",
        language="vi",
        **wishes,
    )


def chosen(shop: Shop, **typed: str) -> Any:
    """The second step sent with these wishes."""
    shop.to_review()
    return shop.client.post("/en/checkout/payment/", {"provider": "cod"} | typed)


def test_an_invoice_is_asked_of_every_seller_and_shown_at_the_order(shop: Shop, today) -> None:
    shop.carry(make_basket(*two_vendors()))
    assert chosen(shop, **TYPED)["Location"] == "/en/checkout/review/"
    review = shop.client.get("/en/checkout/review/")
    assert WORDS.company in review.content.decode()

    shop.client.post("/en/checkout/review/", shop.agreement(review))

    order = Order.objects.get()
    asked = InvoiceRequest.objects.filter(vendor_order__order=order)
    assert [(one.company, one.tax_code) for one in asked] == [(WORDS.company, WORDS.tax_code)] * 2
    page = shop.client.get(f"/en/order/{order.token}/").content.decode()
    assert WORDS.company in page
    assert not InvoiceDetails.objects.exists()


def test_a_wrong_tax_code_or_a_missing_address_is_told_at_its_field(shop: Shop, today) -> None:
    shop.carry(make_basket(make_pack()))

    answer = chosen(shop, **TYPED | {"invoice-tax_code": "0300588568", "invoice-address": ""})

    page = answer.content.decode()
    assert "Please look at the marked fields." in page
    assert "This is no tax code: please check its digits." in page
    assert "This is needed for the invoice." in page
    assert 'value="Công ty TNHH Sen Vàng"' in page


def test_without_the_tick_nothing_typed_counts(shop: Shop, today) -> None:
    shop.carry(make_basket(make_pack()))

    answer = chosen(shop, **TYPED | {"invoice-wants": "", "invoice-email": "not an address"})

    assert answer["Location"] == "/en/checkout/review/"
    shop.client.post(
        "/en/checkout/review/", shop.agreement(shop.client.get("/en/checkout/review/"))
    )
    assert not InvoiceRequest.objects.exists()


def test_a_member_finds_the_last_words_filled_in_and_may_take_them_along(shop: Shop, today) -> None:
    user = make_user()
    order_with(user=user, invoice=WORDS)
    shop.client.force_login(user)
    shop.carry(make_basket(make_pack(), owner=user))
    shop.to_review()

    page = shop.client.get("/en/checkout/payment/").content.decode()

    assert f'value="{WORDS.tax_code}"' in page
    assert kept_words(user)["company"] == WORDS.company
    assert everything_about(user)["invoice_details"]["address"] == WORDS.address


def test_a_seller_learns_of_an_invoice_only_once_the_order_is_placed(client, today) -> None:
    order = order_with("vietqr", invoice=WORDS)
    part = order.vendor_orders.get()
    client.force_login(owner_of(part.vendor))
    listed = reverse("invoices:list", args=[part.vendor.public_id])
    own = reverse("vendors:order", args=[part.vendor.public_id, part.public_id])
    before = client.get(listed).content.decode() + client.get(own).content.decode()

    for transfer in transfers_of(order):
        pay(transfer)

    assert WORDS.company not in before
    assert WORDS.company in client.get(listed).content.decode()
    assert WORDS.company in client.get(own).content.decode()


def test_a_gift_has_its_message_and_no_prices_on_the_packing_slip(client, today) -> None:
    order = order_with("vietqr", gift=Gift(MESSAGE))
    for transfer in transfers_of(order):
        pay(transfer)
    part = order.vendor_orders.get()
    client.force_login(owner_of(part.vendor))

    slip = client.get(reverse("vendors:slip", args=[part.vendor.public_id, part.public_id]))

    words = slip.content.decode()
    assert MESSAGE in words
    assert part.lines.get().title in words
    assert "₫" not in words
    assert MESSAGE in client.get(f"/order/{order.token}/").content.decode()


def test_the_receiver_of_a_gift_is_asked_for_nothing(shop: Shop, today) -> None:
    shop.carry(make_basket(make_pack()))

    answer = chosen(shop, **{"gift-wants": "on", "gift-message": MESSAGE})

    assert "A gift is not paid by whoever receives it" in answer.content.decode()
    with pytest.raises(CheckoutRefused):
        order_with("cod", gift=Gift(MESSAGE))
    assert not Order.objects.exists()
