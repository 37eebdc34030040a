"""Stock and prices of many packs at once: nothing is overwritten blindly, all can be taken back."""

import pytest
from django.urls import reverse

from catalog.partner import stock
from marketplace.kernel.errors import NotAllowed
from storefront.shelf.changing import change_shelf, undo_change
from storefront.shelf.models import ShelfChange, ShelfChangeRow
from storefront.shelf.selectors import PAGE
from storefront.vendors.errors import ChangedMeanwhile
from storefront.vendors.offers import Wanted, change_offer
from tests.factories import make_member, make_pack, make_vendor, stock_of
from tests.storefront.factories import make_order

SEEN = {"price": "62000", "stock": "20", "seen_price": "62000", "seen_stock": "20"}


def at(name: str, shop, *more: str) -> str:
    return reverse(f"shelf:{name}", args=[shop.vendor.public_id, *more])


@pytest.fixture
def packs(shop):
    """The shop's pack (three of it promised) and two more, each 20 at 62 000 ₫."""
    return [shop.pack, *(make_pack(vendor=shop.vendor, price=62_000, stock=20) for _ in range(2))]


@pytest.fixture
def desk(shop, client):
    client.force_login(shop.owner)
    return client


def books(packs) -> list[tuple[int | None, int, int]]:
    records = [stock_of(pack) for pack in packs]
    return [(record.price, record.num_in_stock, record.num_allocated or 0) for record in records]


def save(desk, shop, typed: dict, query: str = ""):
    """As the page's form would be sent, with these changes by pack."""
    data = {"pack": [pack.public_id for pack in typed]}
    for pack, changes in typed.items():
        data |= {f"{pack.public_id}-{name}": value for name, value in (SEEN | changes).items()}
    return desk.post(at("grid", shop) + query, data)


def wanted(pack, **changes):
    values = {"price": 62_000, "stock": 20, "seen_price": 62_000, "seen_stock": 20} | changes
    return stock_of(pack), Wanted(**values)


def set_by_a_colleague(shop, pack, **changes) -> None:
    record, one = wanted(pack, **changes)
    change_offer(
        record,
        price=one.price,
        stock=one.stock,
        seen_price=one.seen_price,
        seen_stock=one.seen_stock,
        acting_user=shop.member("orders"),
    )


def test_many_are_saved_at_once_and_what_is_untouched_stays(shop, desk, packs):
    answer = save(
        desk, shop, {packs[0]: {"price": "65.000"}, packs[1]: {"stock": "45"}, packs[2]: {}}
    )

    assert answer.status_code == 302
    assert books(packs) == [(65_000, 20, 3), (62_000, 45, 0), (62_000, 20, 0)]
    change = ShelfChange.objects.get()
    assert (change.origin, change.actor, change.rows.count()) == ("grid", shop.owner, 2)


def test_a_wrong_row_comes_back_as_typed_and_the_others_are_saved(shop, desk, packs):
    answer = save(
        desk, shop, {packs[0]: {"price": "rẻ"}, packs[1]: {"stock": "45"}, packs[2]: {"stock": "-"}}
    )

    page = answer.content.decode()
    assert answer.status_code == 409
    assert books(packs) == [(62_000, 20, 3), (62_000, 45, 0), (62_000, 20, 0)]
    assert 'value="rẻ"' in page
    assert page.count('class="is-refused"') == 2
    assert 'value="45"' in page


def test_what_a_colleague_changed_meanwhile_is_not_overwritten(shop, desk, packs):
    set_by_a_colleague(shop, packs[0], price=70_000)

    refused = save(desk, shop, {packs[0]: {"price": "65000"}, packs[1]: {"price": "65000"}})

    row = next(row for row in refused.context["rows"] if row.form.errors)
    assert books(packs[:2]) == [(70_000, 20, 3), (65_000, 20, 0)]
    assert (row.form["price"].value(), row.form["seen_price"].value()) == ("65000", 70_000)


def test_a_parcel_that_left_does_not_mind_a_new_price_and_minds_a_new_stock(shop, desk, packs):
    stock.consume(stock_of(packs[0]).pk, 3)

    save(desk, shop, {packs[0]: {"price": "65000"}})
    assert books(packs[:1]) == [(65_000, 17, 0)]

    refused = save(desk, shop, {packs[0]: {"stock": "30", "price": "62000"}})
    assert refused.status_code == 409
    assert books(packs[:1]) == [(65_000, 17, 0)]


def test_stock_never_falls_below_what_is_promised(shop, desk, packs):
    refused = save(desk, shop, {packs[0]: {"stock": "2"}})

    assert refused.status_code == 409
    assert "3" in refused.content.decode()
    assert books(packs[:1]) == [(62_000, 20, 3)]


def test_the_last_change_is_taken_back_once(shop, desk, packs):
    save(desk, shop, {packs[0]: {"price": "65000"}, packs[1]: {"stock": "45", "price": ""}})
    assert books(packs[:2]) == [(65_000, 20, 3), (None, 45, 0)]
    change = desk.get(at("grid", shop)).context["last"]

    first = desk.post(at("undo", shop), {"change": change.public_id})
    second = desk.post(at("undo", shop), {"change": change.public_id})

    assert (first.status_code, second.status_code) == (302, 302)
    assert books(packs[:2]) == [(62_000, 20, 3), (62_000, 20, 0)]
    assert ShelfChange.objects.filter(origin="undo").count() == 1
    assert desk.get(at("grid", shop)).context["last"] is None


def test_what_moved_on_since_is_not_taken_back_and_the_rest_is(shop, desk, packs):
    save(desk, shop, {packs[0]: {"stock": "30"}, packs[1]: {"stock": "30"}})
    stock.consume(stock_of(packs[0]).pk, 3)

    result = undo_change(change=ShelfChange.objects.get(), acting_user=shop.owner)

    assert (result.changed, len(result.refused)) == (1, 1)
    assert books(packs[:2]) == [(62_000, 27, 0), (62_000, 20, 0)]


def test_only_the_newest_change_is_taken_back(shop, desk, packs):
    save(desk, shop, {packs[0]: {"price": "65000"}})
    older = ShelfChange.objects.get()
    save(desk, shop, {packs[1]: {"price": "65000"}})

    with pytest.raises(ChangedMeanwhile):
        undo_change(change=older, acting_user=shop.owner)
    desk.post(at("undo", shop), {"change": older.public_id})

    assert books(packs[:2]) == [(65_000, 20, 3), (65_000, 20, 0)]


def test_a_foreign_pack_in_the_form_changes_nothing_at_all(shop, desk, packs):
    foreign = make_pack(price=62_000, stock=20)

    answer = save(desk, shop, {packs[0]: {"price": "1000"}, foreign: {"price": "1000"}})

    assert answer.status_code == 404
    assert books([packs[0], foreign]) == [(62_000, 20, 3), (62_000, 20, 0)]


def test_a_stranger_and_a_content_helper_set_nothing(shop, client, packs):
    helper, stranger = shop.member("content"), make_member(make_vendor().organisation)
    for user in (helper, stranger):
        with pytest.raises(NotAllowed):
            change_shelf(
                vendor=shop.vendor,
                wanted=[wanted(packs[0], price=1_000)],
                origin=ShelfChange.Origin.GRID,
                acting_user=user,
            )
    client.force_login(helper)

    answers = [
        client.get(at("grid", shop)).status_code,
        save(client, shop, {packs[0]: {"price": "1000"}}).status_code,
        client.post(at("undo", shop)).status_code,
        client.get(at("export", shop, "csv")).status_code,
        client.get(at("upload", shop)).status_code,
    ]

    assert answers == [403] * 5
    assert books(packs) == [(62_000, 20, 3), (62_000, 20, 0), (62_000, 20, 0)]
    assert ShelfChangeRow.objects.count() == 0


def shown(desk, shop, **query) -> set[str]:
    rows = desk.get(at("grid", shop), query).context["rows"]
    return {row.pack.product.public_id for row in rows}


def test_the_table_is_narrowed_by_words_listing_and_stock(shop, desk, packs):
    low = make_pack(vendor=shop.vendor, stock=5, title="Hũ 500 g")
    gone = make_pack(vendor=shop.vendor, stock=2)
    make_order((gone, 2))
    draft = make_pack(vendor=shop.vendor, listing_state="draft")
    unpriced = make_pack(vendor=shop.vendor)
    set_by_a_colleague(shop, unpriced, price=None)
    title = low.parent.title

    assert shown(desk, shop, stock="low") == {low.public_id, gone.public_id}
    assert shown(desk, shop, stock="gone") == {gone.public_id}
    assert shown(desk, shop, stock="no_price") == {unpriced.public_id}
    assert shown(desk, shop, state="draft") == {draft.public_id}
    assert low.public_id in shown(desk, shop, words=title.lower())
    assert shown(desk, shop, words="không có gì như vậy") == set()
    assert len(shown(desk, shop, stock="%", state="'")) == 7


def test_the_table_takes_as_many_queries_for_many_packs(
    shop, desk, packs, django_assert_max_num_queries
):
    desk.get(at("grid", shop))
    with django_assert_max_num_queries(9) as few:
        desk.get(at("grid", shop))
    for _ in range(6):
        make_pack(vendor=shop.vendor)

    with django_assert_max_num_queries(9) as many:
        assert len(desk.get(at("grid", shop)).context["rows"]) == 9

    assert len(many) == len(few)


def test_a_full_page_stays_below_the_limit_of_fields(settings):
    assert PAGE * 5 + 1 <= settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1
