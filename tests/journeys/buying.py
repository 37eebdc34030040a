"""A guest's order by plain requests, for journeys that begin with one."""

from tests.journeys.offers import Offer
from tests.servers.visitor import Visitor


def order(visitor: Visitor, offers: list[Offer], *, provider: str = "cod") -> str:
    """Buy one of each; the address of the order's page, with the visitor on it."""
    to_payment(visitor, offers)
    visitor.submit(button="Tiếp tục", provider=provider)
    assert visitor.heading == "Kiểm tra và đặt", visitor.words
    visitor.submit(button="Đặt hàng")
    assert "Đơn OC26-" in visitor.heading
    return visitor.response.url


def to_payment(visitor: Visitor, offers: list[Offer]) -> None:
    """One of each in the basket, the address given; the visitor stands before the second step."""
    fill_basket(visitor, offers)
    visitor.follow("Đặt hàng")
    visitor.submit(
        button="Tiếp tục",
        name="Người Mua Thử",
        phone="0912 345 678",
        email="khach@demo.example",
        province=visitor.option("province", "Hà Nội"),
        commune="phường Hoàn Kiếm",
        street="12 Hàng Trống",
    )
    assert visitor.heading == "Giao thế nào, trả cách nào", visitor.words


def fill_basket(visitor: Visitor, offers: list[Offer]) -> None:
    for offer in offers:
        visitor.get(offer.url).submit(button="Thêm vào giỏ", quantity="1")
    visitor.get("/basket/")
