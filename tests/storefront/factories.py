"""Baskets, addresses and orders for tests, by the real services."""

from typing import Any

from oscar.core.loading import get_model

from catalog.catalogue.models import Product
from marketplace.accounts.models import User
from marketplace.kernel.ids import new_token
from storefront.address.destination import Destination
from storefront.address.models import UserAddress
from storefront.basket.models import Basket
from storefront.basket.services import put_in
from storefront.checkout.services import place_order
from storefront.order.models import Order
from storefront.payment.services import begin_payment
from tests.factories import commune, make_pack, make_vendor

BUYER = {"name": "Nguyễn Thị Hoa", "phone": "+84987654321", "email": "hoa@example.vn"}


def make_basket(*packs: tuple[Product, int] | Product, owner: User | None = None) -> Basket:
    """A basket with these packs, each with its quantity or once; one new pack where none is given."""
    basket = Basket(owner=owner)
    basket.save()
    for one in packs or (make_pack(),):
        pack, quantity = one if isinstance(one, tuple) else (one, 1)
        put_in(basket=basket, pack=pack, quantity=quantity)
    return basket


def two_vendors() -> list[tuple[Product, int]]:
    """Two packs of a vendor in Đồng Tháp, one of a vendor in Sơn La."""
    near, far = make_vendor(province_slug="dong-thap"), make_vendor(province_slug="son-la")
    return [
        (make_pack(vendor=near, price=62_000), 2),
        (make_pack(vendor=near, price=45_000), 1),
        (make_pack(vendor=far, price=180_000), 1),
    ]


def destination(slug: str = "ha-noi", **values: Any) -> Destination:
    return Destination(
        name=BUYER["name"],
        street="5 ngõ 12 Hàng Bông",
        commune=commune(slug),
        note=values.pop("note", "Gọi trước khi giao"),
        **values,
    )


def make_address(user: User, *, slug: str = "ha-noi", **values: Any) -> UserAddress:
    """A saved address of a member."""
    place = commune(slug)
    return UserAddress.objects.create(
        user=user,
        country=get_model("address", "Country").objects.get(iso_3166_1_a2="VN"),
        **{
            "first_name": BUYER["name"],
            "line1": "5 ngõ 12 Hàng Bông",
            "phone_number": BUYER["phone"],
            "commune": place,
            "commune_name": place.full_name,
            "province_name": place.province.name_vi,
            **values,
        },
    )


def make_order(
    *packs: tuple[Product, int] | Product,
    user: User | None = None,
    language: str = "vi",
    confirmed: bool = True,
) -> Order:
    """An order placed by the real service; ``confirmed=False`` leaves it awaiting payment."""
    order = place_order(
        basket=make_basket(*packs, owner=user),
        address=destination(),
        buyer_email=BUYER["email"],
        phone=BUYER["phone"],
        user=user,
        provider="cod",
        checkout_key=new_token(),
        language=language,
    )
    if confirmed:
        begin_payment(order=order)
    return order
