"""From a basket to an order: one transaction, exact amounts, once; or nothing at all."""

import datetime
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from catalog.certification.services import revoke_certificate
from marketplace.kernel.models import AuditEntry
from storefront.basket.contents import basket_contents
from storefront.basket.models import Basket
from storefront.checkout.services import (
    MAX_TOTAL,
    AgeUnconfirmed,
    BasketEmpty,
    CheckoutRefused,
    LinesRefused,
    ReviewOutdated,
    place_order,
)
from storefront.checkout.tasks import release_unpaid_order, resume_payment
from storefront.order.models import Line, Order, OrderMail, ShippingAddress
from storefront.payment.models import Payment
from storefront.payment.providers import PaymentRefused
from storefront.payment.services import begin_payment
from storefront.vendors.models import VendorOrder
from tests.factories import make_pack, make_product, make_user, make_vendor, state_licence, stock_of
from tests.storefront.factories import BUYER, destination, make_basket, two_vendors

pytestmark = pytest.mark.django_db


def place(basket: Basket, *, key: str = "key1", **values: Any) -> Order:
    return place_order(
        **{
            "basket": basket,
            "address": destination(),
            "buyer_email": BUYER["email"],
            "phone": BUYER["phone"],
            "user": None,
            "provider": "cod",
            "checkout_key": key,
            "language": "vi",
        }
        | values
    )


def queued() -> dict[str, DBTaskResult]:
    """The shop's own tasks by their path."""
    tasks = DBTaskResult.objects.filter(task_path__startswith="storefront.")
    return {task.task_path: task for task in tasks}


def nothing_happened(basket: Basket, *packs) -> bool:
    """No order and no reservation is left, and the basket is open again."""
    basket.refresh_from_db()
    return (
        basket.status == Basket.OPEN
        and not Order.objects.exists()
        and not VendorOrder.objects.exists()
        and not ShippingAddress.objects.exists()
        and not queued()
        and all(not stock_of(pack).num_allocated for pack in packs)
    )


def test_an_order_is_written_with_its_parts_stock_and_payment(today) -> None:
    packs = two_vendors()
    basket = make_basket(*packs)

    order = place(basket)

    assert order.status == "pending"
    assert order.goods_total == 62_000 * 2 + 45_000 + 180_000
    parts = list(VendorOrder.objects.filter(order=order).order_by("pk"))
    assert [part.number for part in parts] == [f"{order.number}-1", f"{order.number}-2"]
    assert [part.goods_total for part in parts] == [169_000, 180_000]
    assert sum(part.total for part in parts) == order.total
    assert order.total == order.goods_total + order.shipping_total
    payment = Payment.objects.get(order=order)
    assert (payment.amount, payment.state) == (order.total, "created")
    assert [stock_of(pack).num_allocated for pack, _quantity in packs] == [2, 1, 1]
    basket.refresh_from_db()
    assert basket.status == "Submitted"


def test_each_line_keeps_the_claim_of_the_day(today) -> None:
    product = make_product("Cà phê Sơn La", star=5, last_day=today + datetime.timedelta(days=90))
    certificate = product.certificates.get()
    order = place(make_basket((make_pack(product, price=120_000, title="Gói 500 g"), 2)))

    revoke_certificate(
        certificate, ground="law", effective_on=today, reference="QĐ 1", acting_user=None
    )

    line = Line.objects.get(order=order)
    assert line.title == "Cà phê Sơn La · Gói 500 g"
    assert (line.star, line.certificate_id) == (5, certificate.pk)
    assert line.decision_number == certificate.decision.number
    assert line.certificate_last_day == today + datetime.timedelta(days=90)
    assert line.certificate_code == certificate.code
    assert line.producer_name == product.producer.name


def test_the_vat_within_a_line_is_rounded_once(today) -> None:
    basket = make_basket((make_pack(price=12_345, vat_class="standard"), 3))

    order = place(basket)

    line = Line.objects.get(order=order)
    assert line.line_price_incl_tax == 37_035
    assert line.line_price_excl_tax == 37_035 - 2_743
    assert line.tax_code == "standard 8%"
    assert order.frozen_terms["lines"][0]["vat"] == 2_743
    assert order.total_excl_tax == 37_035 - 2_743 + order.shipping_total


def test_sellers_and_terms_are_kept_as_they_stood(today) -> None:
    vendor = make_vendor("Tiệm Cũ")
    order = place(make_basket(make_pack(vendor=vendor)), language="en")
    vendor.name = "Tiệm Mới"
    vendor.save()

    order.refresh_from_db()

    assert [seller["name"] for seller in order.frozen_terms["sellers"]] == ["Tiệm Cũ"]
    assert order.frozen_terms["terms"]["version"] == "2026-11"
    assert "Tell the seller within 24 hours" in order.frozen_terms["terms"]["returns"]


def test_the_address_is_printed_with_the_former_unit_for_carriers(today) -> None:
    where = destination(former_ward="Phường Hàng Bông", former_district="Quận Hoàn Kiếm")

    order = place(make_basket(), address=where)

    address = order.shipping_address
    assert address.first_name == "Nguyễn Thị Hoa"
    assert address.commune == where.commune
    assert address.commune_name == where.commune.full_name
    assert address.province_name == "Hà Nội"
    assert (address.former_ward, address.former_district) == ("Phường Hàng Bông", "Quận Hoàn Kiếm")
    assert str(address.phone_number) == "+84987654321"


def test_the_number_is_random_and_the_year_within(today) -> None:
    numbers = {place(make_basket(), key=f"key{i}").number for i in range(3)}

    assert len(numbers) == 3
    assert all(number.startswith("OC26-") and len(number) == 11 for number in numbers)


def test_the_same_form_sent_twice_is_the_same_order(today) -> None:
    pack = make_pack()
    basket = make_basket(pack)

    first = place(basket, key="abc")
    second = place(basket, key="abc")
    third = place(make_basket(), key="abc")

    assert first == second == third
    assert Order.objects.count() == 1
    assert stock_of(pack).num_allocated == 1


def test_the_same_basket_from_another_tab_leads_to_its_order(today) -> None:
    pack = make_pack()
    basket = make_basket(pack)
    stale = Basket.objects.get(pk=basket.pk)

    first = place(basket, key="abc")
    second = place(stale, key="def")

    assert first == second
    assert Payment.objects.count() == 1
    assert stock_of(pack).num_allocated == 1


def test_all_shortages_are_told_at_once_and_nothing_is_kept(today) -> None:
    plenty, scarce, gone = make_pack(), make_pack(), make_pack()
    basket = make_basket(plenty, (scarce, 5), gone)
    for pack, left in ((scarce, 2), (gone, 0)):
        record = stock_of(pack)
        record.num_in_stock = left
        record.save()

    with pytest.raises(LinesRefused) as refusal:
        place(basket)

    assert {line.pack: line.left for line in refusal.value.lines} == {scarce: 2, gone: 0}
    assert nothing_happened(basket, plenty, scarce, gone)


def test_a_rival_between_looking_and_reserving_is_noticed(today, monkeypatch) -> None:
    from storefront.checkout import services  # noqa: PLC0415

    plenty, last_one = make_pack(), make_pack(stock=1)
    basket = make_basket(plenty, last_one)

    def then_a_rival_comes(*args: Any, **kwargs: Any) -> Any:
        contents = basket_contents(*args, **kwargs)
        record = stock_of(last_one)
        record.num_allocated = 1
        record.save()
        return contents

    monkeypatch.setattr(services, "basket_contents", then_a_rival_comes)
    with pytest.raises(LinesRefused) as refusal:
        place(basket)

    assert {line.pack: line.left for line in refusal.value.lines} == {last_one: 0}
    assert nothing_happened(basket, plenty)


def test_a_certificate_that_ended_since_stops_the_order(settings, today) -> None:
    ending = make_pack(make_product(last_day=today))
    basket = make_basket(ending, make_pack())

    settings.TODAY = "2026-11-24"
    with pytest.raises(LinesRefused) as refusal:
        place(basket)

    assert [line.pack for line in refusal.value.lines] == [ending]
    assert nothing_happened(basket, ending)


def test_prices_that_moved_since_the_review_are_shown_again(today) -> None:
    pack = make_pack(price=50_000)
    basket = make_basket(pack)
    where = destination()
    seen = basket_contents(basket, on=today, destination=where.province).fingerprint
    record = stock_of(pack)
    record.price = 51_000
    record.save()

    with pytest.raises(ReviewOutdated):
        place(basket, reviewed=seen)

    assert nothing_happened(basket, pack)
    again = basket_contents(basket, on=today, destination=where.province).fingerprint
    assert place(basket, reviewed=again).goods_total == 51_000


def test_an_empty_basket_is_no_order(today) -> None:
    basket = Basket.objects.create()

    with pytest.raises(BasketEmpty):
        place(basket)
    with pytest.raises(BasketEmpty):
        place(Basket())

    assert nothing_happened(basket)


def test_an_order_beyond_the_columns_is_refused_in_words(today) -> None:
    pack = make_pack(price=20_000_000, stock=900)
    basket = make_basket((pack, 900))

    with pytest.raises(CheckoutRefused) as refusal:
        place(basket)

    assert MAX_TOTAL < 20_000_000 * 900
    assert refusal.value.code == "too_large"
    assert nothing_happened(basket, pack)


def test_an_unknown_way_to_pay_is_refused(today) -> None:
    basket = make_basket()

    with pytest.raises(PaymentRefused):
        place(basket, provider="gold")

    assert nothing_happened(basket)


def test_the_work_that_follows_is_queued_in_the_same_transaction(today) -> None:
    order = place(make_basket())

    tasks = queued()
    assert set(tasks) == {resume_payment.module_path, release_unpaid_order.module_path}
    assert tasks[release_unpaid_order.module_path].run_after == order.expires_at
    assert all(task.args_kwargs["args"] == [order.pk] for task in tasks.values())


def test_a_process_that_died_before_paying_is_completed_by_the_queue(today) -> None:
    order = place(make_basket())

    first, second = resume_payment.call(order.pk), resume_payment.call(order.pk)

    assert first == second == "placed"
    assert Payment.objects.get(order=order).state == "due"
    assert OrderMail.objects.filter(order=order, vendor_order=None).count() == 1


def test_cash_on_delivery_confirms_at_once(today) -> None:
    order = place(make_basket(*two_vendors()))

    begin_payment(order=order)
    begin_payment(order=order)

    assert order.status == "placed"
    assert order.expires_at is None
    assert set(VendorOrder.objects.values_list("status", flat=True)) == {"new"}
    assert Payment.objects.get().state == "due"
    assert OrderMail.objects.count() == 3
    assert [entry.action for entry in AuditEntry.objects.filter(object_type="order.Order")] == [
        "order.confirmed",
        "order.placed",
    ]


def test_a_members_order_is_theirs(today) -> None:
    user = make_user()

    order = place(make_basket(owner=user), user=user)

    assert order.user == user
    assert order.guest_email == BUYER["email"]


def test_placing_asks_a_bounded_number_of_questions(today, django_assert_max_num_queries) -> None:
    basket = make_basket(*two_vendors())

    with django_assert_max_num_queries(45):
        place(basket)


@pytest.mark.parametrize("drink", ["B14", "B15"])
def test_no_alcohol_is_ordered_unless_the_buyer_is_said_to_be_of_age(drink: str, today) -> None:
    spirit = make_pack(state_licence(make_product("Rượu cần", criteria_set=drink)))
    basket = make_basket(make_pack(), spirit)

    with pytest.raises(AgeUnconfirmed) as refusal:
        place(basket, language="en")

    assert refusal.value.code == "age"
    assert str(refusal.value) == "Alcohol is sold to adults only."
    assert nothing_happened(basket, spirit)


def test_the_buyers_word_to_be_of_age_is_kept_with_the_order(today) -> None:
    spirit = make_pack(state_licence(make_product("Rượu cần", criteria_set="B14")))

    order = place(make_basket(spirit), of_age=True)

    order.refresh_from_db()
    assert order.frozen_terms["of_age"] is True


def test_an_order_without_alcohol_asks_nobodys_age(today) -> None:
    order = place(make_basket())

    assert order.frozen_terms["of_age"] is False
