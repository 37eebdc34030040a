"""Story ↔ place ↔ product: product and producer pages show who tells of them, pages what they name."""

import re

import pytest
from django.urls import reverse

from catalog.catalogue.season import bits
from cms.mentions.keeping import remember_all
from cms.mentions.selectors import pages_with
from cms.models import DestinationPage, Mention, ShowcasePage, StoryPage
from tests.factories import (
    make_member,
    make_pack,
    make_producer,
    make_product,
    make_vendor,
    make_visit_terms,
)

pytestmark = pytest.mark.django_db

QUERY = {"province": "", "criteria_set": "", "words": "", "star": "", "in_season": False}


def story(title: str, *blocks, language: str = "vi", live: bool = True) -> StoryPage:
    """A published story of Đồng Tháp with these blocks."""
    house = ShowcasePage.objects.get(province__slug="dong-thap", locale__language_code=language)
    page = StoryPage(title=title, summary="Một câu chuyện.", locale=house.locale)
    page.body = list(blocks)
    house.add_child(instance=page)
    if live:
        page.save_revision().publish()
    return page


def shelf(*products, **query) -> tuple:
    value = {"heading": "Trên kệ", "products": [one.pk for one in products], "limit": 6}
    return ("shelf", value | {"query": QUERY | query})


def told(client, address: str) -> list[str]:
    html = client.get(address).content.decode()
    part = re.search(r'aria-labelledby="told.*?</section>', html, re.S)
    return re.findall(r"<h3><a[^>]*>(.*?)</a>", part[0]) if part else []


def test_a_product_page_shows_who_tells_of_it_by_hand_first(client, dong_thap, today):
    mango = make_product("Xoài cát Chu", criteria_set="B01", star=4)
    story("Theo loại", shelf(province="dong-thap", criteria_set="B01", words="xoai"))
    story("Bằng tay", shelf(mango))
    story("Chân dung", ("producer", {"producer": mango.producer.pk, "text": "<p>Họ trồng.</p>"}))
    story("Tỉnh khác", shelf(province="ca-mau", criteria_set="B01"))
    story("Năm sao", shelf(criteria_set="B01", star="5"))
    story("Tên khác", shelf(criteria_set="B01", words="quyt"))
    story("Cả tỉnh", shelf(province="dong-thap"))
    story("Bản nháp", shelf(mango), live=False)

    assert told(client, mango.get_absolute_url()) == ["Chân dung", "Bằng tay", "Theo loại"]


def test_each_language_shows_its_own_pages(client, dong_thap, today):
    mango = make_product(title_en="Mango")
    story("Chuyện xoài", shelf(mango))
    story("A tale of mangoes", shelf(mango), language="en")

    assert told(client, mango.get_absolute_url()) == ["Chuyện xoài"]
    assert told(client, "/en" + mango.get_absolute_url()) == ["A tale of mangoes"]
    assert {one.language for one in pages_with(mango)} == {"vi", "en"}


def test_a_producers_page_shows_who_tells_of_it_or_its_products(client, dong_thap, today):
    mango, other = make_product(), make_product()
    story("Chân dung", ("producer", {"producer": mango.producer.pk, "text": "<p>Họ trồng.</p>"}))
    story("Bằng tay", shelf(mango))
    story("Của người khác", shelf(other))
    producer = mango.producer
    path = reverse("producers:detail", args=[producer.slug, producer.public_id])

    assert told(client, path) == ["Bằng tay", "Chân dung"]


def test_what_is_taken_down_or_published_anew_is_told_as_it_is_now(client, dong_thap, today):
    mango, plum = make_product(), make_product()
    page = story("Chuyện", shelf(mango))
    page.body = [shelf(plum)]
    page.save_revision()
    draft = told(client, mango.get_absolute_url())
    page.get_latest_revision().publish()
    published = told(client, mango.get_absolute_url()), told(client, plum.get_absolute_url())
    page.unpublish()

    assert draft == ["Chuyện"]
    assert published == ([], ["Chuyện"])
    assert told(client, plum.get_absolute_url()) == []
    assert not Mention.objects.exists()


def test_a_deleted_page_leaves_nothing_behind(dong_thap, today):
    story("Chuyện", shelf(make_product())).delete()

    assert not Mention.objects.exists()


def test_remembering_twice_is_remembering_once(filled, today):
    remember_all()
    before = list(Mention.objects.order_by("pk").values_list("page", "code", "words", "place"))
    remember_all()

    assert before
    assert (
        list(Mention.objects.order_by("pk").values_list("page", "code", "words", "place")) == before
    )


def test_a_story_lists_the_places_on_its_map_and_they_lead_back(client, filled, today):
    place = DestinationPage.objects.filter(locale__language_code="vi")[0]
    row = {"name": "Ở đây", "latitude": place.latitude + 0.01, "longitude": place.longitude}
    page = story("Chuyện ở vườn", ("map", {"heading": "Bản đồ", "rows": [row | {"page": None}]}))

    there = client.get(page.get_url()).content.decode()
    back = client.get(place.get_url()).content.decode()

    named = re.search(r'aria-labelledby="named".*?</section>', there, re.S)[0]
    telling = re.search(r'aria-labelledby="telling".*?</section>', back, re.S)[0]
    assert f'href="{place.get_url()}"' in named
    assert f'href="{page.get_url()}"' in telling
    assert there.count(f'href="{place.get_url()}"') == 1


def test_a_link_in_a_text_names_its_page(filled, today):
    place = DestinationPage.objects.filter(locale__language_code="vi")[0]
    prose = f'<p>Xem <a linktype="page" id="{place.pk}">nơi này</a>.</p>'
    page = story("Chuyện", ("text", {"heading": "Đi", "text": prose}))

    assert list(Mention.objects.filter(page=page).values_list("place", flat=True)) == [place.pk]


def test_a_destination_shows_chosen_services_then_the_provinces(client, filled, today):
    host = make_producer()
    chosen = make_product("Nghỉ đêm", criteria_set="B26", producer=host)
    make_product("Chèo xuồng", criteria_set="B26")
    far = make_producer(province_slug="ca-mau")
    make_product("Rừng đước", criteria_set="B26", producer=far)
    vendor = make_vendor(organisation=host.organisation)
    make_member(vendor.organisation)
    make_visit_terms(chosen, vendor)
    page = DestinationPage.objects.filter(locale__language_code="vi")[0]
    page.services = [("service", chosen.pk)]
    page.body = [shelf(chosen)]  # the way to ask stands below all the same
    page.save_revision().publish()

    html = client.get(page.get_url()).content.decode()
    part = re.search(r'aria-labelledby="visits".*?</section>', html, re.S)[0]

    assert re.findall(r"<h3><a[^>]*>(.*?)<", part) == ["Nghỉ đêm", "Chèo xuồng"]
    assert re.findall(r'href="(/visit/[^"]*)"', part) == [f"/visit/{chosen.public_id}/"]
    assert told(client, chosen.get_absolute_url()) == [page.title]


def test_the_page_ends_with_what_is_in_season_around_its_own_first(client, filled, today):
    month = bits([11])
    for title, slug in (("Quýt", "vinh-long"), ("Cam", "dong-thap"), ("Bưởi", "ca-mau")):
        make_product(title, season_months=month, producer=make_producer(province_slug=slug))
    page = DestinationPage.objects.filter(locale__language_code="vi")[0]
    page.body = []
    page.save_revision().publish()

    html = client.get(page.get_url()).content.decode()
    part = re.search(r'aria-labelledby="near".*?</section>', html, re.S)[0]

    assert re.findall(r'class="product-link"[^>]*>(.*?)<', part) == ["Cam", "Quýt"]


def test_a_showcase_tells_what_is_in_season_next_door_after_its_own_shelves(
    client, dong_thap, today
):
    month = bits([11])
    own = [make_product(f"Cam {number}", season_months=month) for number in range(8)]
    next_door = make_producer(province_slug="vinh-long")
    for number in range(3):
        make_product(f"Quýt {number}", season_months=month, producer=next_door)

    html = client.get("/province/dong-thap/").content.decode()
    above, near, below = re.split(r'id="(?:near|products)"', html)

    def cards(part):
        return re.findall(r'class="product-link"[^>]*>(.*?)<', part)

    assert cards(above) == [f"Cam {number}" for number in range(7, 1, -1)]
    assert cards(near) == ["Cam 1", "Cam 0", "Quýt 2", "Quýt 1", "Quýt 0"]
    assert set(cards(below)) == {product.title for product in own}


def test_who_tells_of_it_is_one_query(client, dong_thap, today, django_assert_max_num_queries):
    mango = make_product()
    make_pack(mango)
    for number in range(8):
        story(f"Chuyện {number}", shelf(mango))
    client.get(mango.get_absolute_url())

    with django_assert_max_num_queries(7):  # the stamp is one
        html = client.get(mango.get_absolute_url()).content.decode()
    assert html.count('<p class="eyebrow">') == 6
