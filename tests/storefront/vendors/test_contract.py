"""The contract of an order, as it stood, for its buyer and for each seller alone."""

from django.urls import reverse
from django.utils import translation

from catalog.partner.models import Vendor
from storefront.vendors.models import VendorOrder
from tests.factories import stock_of
from tests.storefront.factories import make_order


def at(shop) -> str:
    return reverse("vendors:contract", args=[shop.vendor.public_id, shop.vendor_order.public_id])


def test_later_changes_do_not_touch_it(shop, client):
    page = reverse("order:contract", args=[shop.order.token])
    before = client.get(page).content.decode()
    Vendor.objects.filter(pk=shop.vendor.pk).update(name="Tên khác", street="Nơi khác")
    record = stock_of(shop.pack)
    type(record).objects.filter(pk=record.pk).update(price=99_000)
    type(shop.pack).objects.filter(pk=shop.pack.parent_id).update(title="Tên mới")

    after = client.get(page)

    assert after.status_code == 200
    assert "no-store" in after["Cache-Control"]
    main = [
        text.partition("<main")[2].partition("</main>")[0]
        for text in (before, after.content.decode())
    ]
    assert main[0] == main[1]
    assert "Vựa xoài Cao Lãnh" in main[1]
    assert "62.000" in main[1]
    assert "8%" in main[1] or "10%" in main[1]


def test_terms_are_frozen_in_both_languages_and_those_agreed_to_count(shop, client):
    page = reverse("order:contract", args=[shop.order.token])

    vi, en = client.get(page), client.get(f"/en{page}")

    assert (vi.context["contract"].terms_language, en.context["contract"].terms_language) == (
        "vi",
        "en",
    )
    assert "You buy from each seller" in en.content.decode()
    assert "its Vietnamese words count" in en.content.decode()
    assert "You buy from each seller" not in vi.content.decode()


def test_an_order_of_before_shows_what_was_agreed(shop, client):
    terms = shop.order.frozen_terms
    del terms["translations"]
    shop.order.frozen_terms = terms
    shop.order.save()

    page = client.get(f"/en{reverse('order:contract', args=[shop.order.token])}")

    assert page.status_code == 200
    assert page.context["contract"].terms_language == "vi"
    assert 'lang="vi"' in page.content.decode()


def test_a_seller_sees_its_own_part_only(two_shops, client):
    mine, theirs = two_shops
    client.force_login(mine.owner)

    page = client.get(at(mine)).content.decode().partition("<main")[2]

    assert mine.pack.parent.title in page
    for foreign in (theirs.pack.parent.title, theirs.vendor.name, theirs.vendor_order.number):
        assert foreign not in page
    assert client.get(at(theirs)).status_code == 404


def test_a_contract_takes_as_many_queries_for_many_lines(
    two_shops, client, django_assert_max_num_queries
):
    with translation.override("vi"):
        few = reverse("order:contract", args=[make_order(two_shops[0].pack).token])
        many = reverse("order:contract", args=[two_shops[0].order.token])
    with django_assert_max_num_queries(6) as one:
        client.get(few)
    with django_assert_max_num_queries(6) as two:
        client.get(many)

    assert len(one) == len(two)
    assert VendorOrder.objects.count() == 3
