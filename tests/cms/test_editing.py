"""The editors' forms of the provinces' pages open, choose, preview and save."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.models import DestinationPage, ItineraryPage, ProvinceHouse, ShowcasePage, StoryPage
from tests.factories import make_producer, make_product, make_user

pytestmark = pytest.mark.django_db

MODELS = [ShowcasePage, StoryPage, DestinationPage, ItineraryPage]
NEW = ["storypage", "destinationpage", "itinerarypage", "eventpage", "campaignpage", "newspage"]


@pytest.fixture
def operator(client, filled, today) -> Client:
    client.force_login(make_user(is_superuser=True, is_staff=True))
    return client


@pytest.mark.parametrize("model", MODELS)
def test_forms_and_previews_open(operator, model):
    page = model.objects.filter(locale__language_code="vi")[0]

    edit = operator.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    preview = operator.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))

    assert edit.status_code == preview.status_code == 200
    assert f"<h1>{page.title}</h1>" in preview.content.decode()


@pytest.mark.parametrize("name", NEW)
def test_every_kind_of_page_can_be_begun_in_a_house(operator, name):
    house = ShowcasePage.objects.filter(locale__language_code="vi")[0]

    answer = operator.get(reverse("wagtailadmin_pages:add", args=["cms", name, house.pk]))

    assert answer.status_code == 200


def test_a_showcase_is_not_made_by_hand(operator):
    index = ShowcasePage.objects.filter(locale__language_code="vi")[0].get_parent()

    answer = operator.get(reverse("wagtailadmin_pages:add", args=["cms", "showcasepage", index.pk]))

    assert answer.status_code == 302
    assert ShowcasePage.objects.count() == 2


def test_products_are_found_without_diacritics_and_only_certified_ones(operator):
    make_product("Xoài cát Hoà Lộc")
    make_product("Xoài hết hạn", star=None)
    choose = reverse("product_chooser:choose_results")

    found = operator.get(choose, {"q": "xoai"}).content.decode()

    assert "Xoài cát Hoà Lộc" in found
    assert "Xoài hết hạn" not in found
    assert "Đồng Tháp" in found
    assert "Xoài cát" not in operator.get(choose, {"q": "gao"}).content.decode()


def test_services_alone_are_offered_for_a_place_those_of_the_own_province_first(
    client, filled, today
):
    far = make_producer(province_slug="ca-mau")
    make_product("A Rừng đước", criteria_set="B26", producer=far)
    make_product("Vườn quýt", criteria_set="B26")
    make_product("Xoài cát")
    editor = make_user()
    editor.groups.add(ProvinceHouse.objects.get(province=filled).editors)
    client.force_login(editor)

    found = client.get(reverse("service_chooser:choose_results")).content.decode()

    assert "Xoài cát" not in found
    assert 0 < found.index("Vườn quýt") < found.index("A Rừng đước")


def test_what_an_editor_writes_is_kept_as_it_was_written(operator):
    product = make_product()
    page = StoryPage.objects.filter(locale__language_code="vi")[0]
    query = {"province": "dong-thap", "criteria_set": "", "words": "", "star": "4"}
    form = nested_form_data(
        {
            "title": "Xoài mới",
            "slug": page.slug,
            "seo_title": "",
            "summary": "Một câu về xoài của chúng tôi.",
            "picture": "",
            "picture_alt": "",
            "body": streamfield(
                [
                    ("text", {"heading": "Vườn", "text": rich_text("<p>Bên sông.</p>")}),
                    (
                        "shelf",
                        {
                            "heading": "Kệ",
                            "products": streamfield([("item", str(product.pk))]),
                            "query": query,
                            "limit": "6",
                        },
                    ),
                ]
            ),
            "sources": streamfield([]),
        }
    )

    answer = operator.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)

    assert answer.status_code == 302
    kept = StoryPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    text, shelf = kept.body
    assert (kept.title, text.value["heading"]) == ("Xoài mới", "Vườn")
    assert "Bên sông." in text.value["text"].source
    assert list(shelf.value["products"]) == [product.pk]
    assert shelf.value["query"]["star"] == "4"


def test_sixty_blocks_are_kept_without_loss(operator):
    page = StoryPage.objects.filter(locale__language_code="vi")[0]
    query = {"province": "", "criteria_set": "B01", "words": "", "star": "", "in_season": False}
    blocks = [("text", {"heading": f"Mục {n}", "text": f"<p>Đoạn {n}.</p>"}) for n in range(50)]
    blocks += [
        ("shelf", {"heading": f"Kệ {n}", "products": [], "query": query, "limit": 6})
        for n in range(10)
    ]
    page.body = blocks
    page.save_revision().publish()

    kept = StoryPage.objects.get(pk=page.pk).body

    assert [(one.block_type, one.block.get_prep_value(one.value)) for one in kept] == blocks
    assert operator.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


def draft(operator: Client, title: str, *, page: StoryPage | None = None) -> StoryPage:
    """A story saved by the form with its address left empty."""
    house = ShowcasePage.objects.get(locale__language_code="vi")
    form = nested_form_data(
        {
            "title": title,
            "slug": "",
            "seo_title": "",
            "summary": "Một câu.",
            "picture": "",
            "picture_alt": "",
            "body": streamfield([]),
            "sources": streamfield([]),
        }
    )
    if page is None:
        address = reverse("wagtailadmin_pages:add", args=["cms", "storypage", house.pk])
    else:
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert operator.post(address, form).status_code == 302
    return StoryPage.objects.get(draft_title=title)


def test_an_address_is_made_from_the_title_with_all_its_letters(operator):
    first = draft(operator, "Đường về chợ hoa, một sáng")
    second = draft(operator, "ĐƯỜNG VỀ CHỢ HOA một sáng")

    assert first.slug == "duong-ve-cho-hoa-mot-sang"
    assert second.slug == "duong-ve-cho-hoa-mot-sang-2"


def test_an_address_follows_the_title_until_the_page_is_published(operator):
    page = draft(operator, "Chợ hoa")
    renamed = draft(operator, "Chợ nổi", page=page)
    assert (renamed.pk, renamed.get_latest_revision_as_object().slug) == (page.pk, "cho-noi")
    renamed.get_latest_revision().publish()

    again = draft(operator, "Chợ đêm", page=renamed)

    assert again.get_latest_revision_as_object().slug == "cho-noi"
