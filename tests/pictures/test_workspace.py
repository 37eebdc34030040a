"""The pages of the workspace: upload, words, focal point, order, replacing, undo; and their walls."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.catalogue.models import Product, ProductImage
from catalog.catalogue.photographs import services
from catalog.catalogue.photographs.making import make_renditions
from marketplace.kernel.models import AuditEntry
from tests.factories import make_member, make_user
from tests.kernel.test_uploads import bomb_png
from tests.pictures.conftest import make_shop
from tests.pictures.uploads import drawn, encoded, upload

pytestmark = pytest.mark.django_db

WORDS = {"alt": "Xoài trên cành", "alt_en": "", "focal_x": "20", "focal_y": "80"}


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def desk(shop) -> Client:
    return signed_in(shop.owner)


def at(name, shop, *more):
    return reverse(f"vendors:{name}", args=[shop.vendor.public_id, shop.product.public_id, *more])


def test_one_picture_is_uploaded_and_described(shop, desk):
    answer = desk.post(at("photographs", shop), {"pictures": [upload()]})

    image = ProductImage.objects.get()
    assert answer["Location"] == at("photograph", shop, image.public_id)
    page = desk.get(answer["Location"]).content.decode()
    assert image.original.url in page
    answer = desk.post(at("photograph", shop, image.public_id), WORDS)
    assert answer["Location"] == at("photographs", shop)
    image.refresh_from_db()
    assert (image.state, image.alt, image.focal_x, image.focal_y) == (
        "waiting", "Xoài trên cành", 20, 80,
    )  # fmt: skip
    assert list(
        AuditEntry.objects.filter(object_id=image.public_id)
        .order_by("pk")
        .values_list("action", "actor")
    ) == [("photograph.added", shop.owner.pk), ("photograph.described", shop.owner.pk)]


def test_words_of_a_shown_picture_are_said_to_be_shown_at_once(shop, desk):
    """Only what is not approved waits for the office (docs/adr/0023)."""
    desk.post(at("photographs", shop), {"pictures": [upload()]})
    image = ProductImage.objects.get()
    waiting = desk.post(at("photograph", shop, image.public_id), WORDS, follow=True)
    ProductImage.objects.update(state="approved")

    shown = desk.post(at("photograph", shop, image.public_id), WORDS, follow=True)

    said = [[str(one) for one in page.context["messages"]][-1] for page in (waiting, shown)]
    assert said == [
        "Đã lưu. Ảnh được hiển thị sau khi văn phòng duyệt.",
        "Đã lưu. Các trang hiện nội dung mới ngay.",
    ]


def test_of_several_the_good_ones_are_kept_and_each_refusal_is_said(shop, desk):
    files = [
        upload(name="mot.jpg"),
        upload(b"<svg onload='alert(1)'/>", "hai.svg"),
        upload(bomb_png(16_000), "ba.png"),
        upload(encoded(drawn((300, 200))), "bon.jpg"),
    ]

    page = desk.post(at("photographs", shop), {"pictures": files}, follow=True).content.decode()

    assert ProductImage.objects.count() == 1
    assert "hai.svg: " in page
    assert "ba.png: " in page
    assert "bon.jpg: Ảnh quá nhỏ: 300 × 200" in page
    assert "mot.jpg: " not in page


def test_without_a_file_it_says_what_to_do(shop, desk):
    page = desk.post(at("photographs", shop), follow=True).content.decode()

    assert "mời bạn chọn ảnh" in page
    assert ProductImage.objects.count() == 0


def test_a_file_that_is_too_large_is_refused(shop, desk, settings):
    settings.IMAGE_MAX_BYTES = 1_000

    desk.post(at("photographs", shop), {"pictures": [upload()]})

    assert ProductImage.objects.count() == 0


@pytest.mark.parametrize(
    "wrong", [{"alt": ""}, {"focal_x": "101"}, {"focal_y": "x"}, {"alt": "x" * 161}]
)
def test_what_was_typed_stays_after_a_refusal(shop, desk, wrong):
    image = shop.add()

    answer = desk.post(
        at("photograph", shop, image.public_id), WORDS | {"alt_en": "Mangoes here"} | wrong
    )

    assert answer.status_code == 422
    assert "Mangoes here" in answer.content.decode()
    image.refresh_from_db()
    assert (image.state, image.alt_en) == ("draft", "")


def test_a_small_picture_is_accepted_with_a_warning(shop, desk):
    image = shop.add((600, 700))

    page = desk.get(at("photograph", shop, image.public_id)).content.decode()

    assert "600 × 700" in page


def test_order_removal_and_undo_are_buttons(shop, desk):
    first, second = shop.show("một"), shop.show("hai")

    desk.post(at("earlier_photograph", shop, second.public_id))
    assert shop.shown() == ["hai", "một"]
    desk.post(at("later_photograph", shop, second.public_id))
    assert shop.shown() == ["một", "hai"]
    page = desk.post(at("remove_photograph", shop, first.public_id), follow=True).content.decode()
    assert shop.shown() == ["hai"]
    assert at("restore_photograph", shop, first.public_id) in page
    desk.post(at("restore_photograph", shop, first.public_id))
    assert shop.shown() == ["một", "hai"]


def test_a_replacement_brings_the_words_along(shop, desk):
    image = shop.show("một")

    answer = desk.post(at("replace_photograph", shop, image.public_id), {"picture": upload()})

    new = ProductImage.objects.exclude(pk=image.pk).get()
    assert answer["Location"] == at("photograph", shop, new.public_id)
    assert (new.alt, new.state, new.replaces_id) == ("một", "draft", image.pk)
    assert shop.shown() == ["một"]


def test_a_replacement_that_is_no_picture_changes_nothing(shop, desk):
    image = shop.show("một")

    for files in ({}, {"picture": upload(b"nothing")}):
        answer = desk.post(at("replace_photograph", shop, image.public_id), files)
        assert answer["Location"] == at("photograph", shop, image.public_id)

    assert ProductImage.objects.count() == 1


@pytest.mark.parametrize("who", ["other vendor", "customer", "anonymous", "order clerk"])
def test_walls(shop, who):
    image = shop.show()
    client = Client()
    if who == "other vendor":
        client = signed_in(make_shop().owner)
    elif who == "customer":
        client = signed_in(make_user())
    elif who == "order clerk":
        client = signed_in(make_member(shop.product.producer.organisation, role="orders"))
    refused = {"anonymous": 302, "order clerk": 403}.get(who, 404)
    entries = AuditEntry.objects.count()

    answers = [
        client.get(at("photographs", shop)),
        client.get(at("photograph", shop, image.public_id)),
    ]
    answers += [client.post(at("photographs", shop), {"pictures": [upload()]})]
    answers += [client.post(at("photograph", shop, image.public_id), WORDS)]
    answers += [
        client.post(at(f"{what}_photograph", shop, image.public_id), {"picture": upload()})
        for what in ("replace", "earlier", "later", "remove", "restore")
    ]

    assert [answer.status_code for answer in answers] == [refused] * 9
    assert shop.shown() == ["Xoài trên cành"]
    assert ProductImage.objects.count() == 1
    assert AuditEntry.objects.count() == entries


def test_another_vendors_product_or_picture_is_not_found_at_ones_own_desk(shop, desk):
    other = make_shop()
    image = other.show()
    mixed = reverse("vendors:photographs", args=[shop.vendor.public_id, other.product.public_id])

    assert desk.get(mixed).status_code == 404
    assert desk.post(mixed, {"pictures": [upload()]}).status_code == 404
    assert desk.post(at("remove_photograph", shop, image.public_id)).status_code == 404
    assert other.shown() == ["Xoài trên cành"]


def test_the_page_takes_as_many_queries_for_eight_pictures_as_for_one(shop, desk):
    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(at("photographs", shop)).status_code == 200
        return len(captured)

    shop.show()
    count()
    one = count()
    for number in range(5):
        shop.show(f"số {number}")

    assert count() == one


def test_public_pages_read_pictures_without_a_query(shop, client):
    def count(path) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    paths = ["/products/", shop.product.get_absolute_url()]
    for path in paths:
        count(path)
    before = [count(path) for path in paths]
    shop.show()
    shop.show("hai")
    shop.product.refresh_from_db()

    assert [count(path) for path in paths] == before
    folder = shop.product.photographs[0]["folder"]
    for path in paths:
        assert folder in client.get(path).content.decode()


def test_the_office_sees_what_waits_and_decides(shop):
    image = shop.describe(shop.add())
    make_renditions(image.pk)
    office = signed_in(shop.officer)
    page = reverse("office:photograph", args=[image.public_id])

    assert page in office.get(reverse("office:photographs")).content.decode()
    assert "whole.webp" in office.get(page).content.decode()
    office.post(page, {"decision": "approve", "reason": "", "seen": "Xoài trên cành"})
    assert shop.shown() == ["Xoài trên cành"]
    assert page in office.get(reverse("office:photographs") + "?show=approved").content.decode()

    assert office.post(page, {"reason": ""}).status_code == 200
    assert shop.shown() == ["Xoài trên cành"]
    office.post(page, {"reason": "Nhãn của hãng khác", "seen": "Xoài trên cành"})
    assert shop.shown() == []
    assert office.get(page).status_code == 404
    page = signed_in(shop.owner).get(at("photographs", shop)).content.decode()
    assert "Nhãn của hãng khác" in page


def test_the_office_sees_a_listings_pictures_with_it(shop):
    Product.objects.filter(pk=shop.product.pk).update(listing_state="submitted")
    shop.describe(shop.add(), "Xoài trên cành")
    removed = shop.describe(shop.add(), "Ảnh đã gỡ")
    services.remove_photograph(image=removed, acting_user=shop.owner)

    page = signed_in(shop.officer).get(reverse("office:listing", args=[shop.product.public_id]))

    words = page.content.decode()
    assert "Xoài trên cành" in words
    assert "Ảnh đã gỡ" not in words
    assert words.count("<picture") + words.count('class="picture') >= 1


def test_words_that_changed_since_the_office_looked_are_not_approved(shop):
    image = shop.describe(shop.add(), "khác rồi")
    office = signed_in(shop.officer)

    answer = office.post(
        reverse("office:photograph", args=[image.public_id]),
        {"decision": "approve", "reason": "", "seen": "như đã xem"},
    )

    assert "khác rồi" in answer.content.decode()
    image.refresh_from_db()
    assert image.state == "waiting"


def test_another_provinces_office_does_not_find_it(shop):
    from tests.certification.factories import a_province_officer  # noqa: PLC0415

    image = shop.describe(shop.add())
    other = signed_in(a_province_officer("an-giang"))
    page = reverse("office:photograph", args=[image.public_id])

    assert other.get(page).status_code == 404
    assert other.post(page, {"decision": "approve"}).status_code == 404
    assert page not in other.get(reverse("office:photographs")).content.decode()
    image.refresh_from_db()
    assert image.state == "waiting"
