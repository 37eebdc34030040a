"""The front page: a greeting, what is in season, what came in last, every province."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from catalog.catalogue.season import bits
from catalog.catalogue.selectors.front import varied
from cms.models import HomePage, StoryPage
from marketplace.geography.models import Province
from tests.factories import make_product

pytestmark = pytest.mark.django_db

SHELF = 'class="product-card"'
#: Of the page cache: whether anything has changed, and whether any page is closed to strangers.
CACHE = 2


@pytest.mark.parametrize(("path", "language"), [("/", "vi"), ("/en/", "en")])
def test_the_front_page_speaks_the_language_of_its_address(client, today, path, language):
    html = client.get(path).content.decode()

    assert f'<html lang="{language}">' in html
    assert set(re.findall(r'href="((?:/en)?/province/[-a-z]+/)"', html)) == {
        f"{path}province/{slug}/" for slug in Province.objects.values_list("slug", flat=True)
    }


def test_a_season_shelf_stands_only_while_something_is_in_season(client, settings, today):
    make_product(season_months=bits([11]))
    assert client.get("/en/").content.decode().count(SHELF) == 2

    settings.TODAY = "2026-12-01"

    html = client.get("/en/").content.decode()
    assert html.count(SHELF) == 1
    assert "In season now" not in html


def test_shelves_of_the_front_page_need_live_certificates(client, settings, today):
    make_product(season_months=bits([11]), last_day=today)
    assert SHELF in client.get("/").content.decode()

    settings.TODAY = "2026-11-24"

    assert SHELF not in client.get("/").content.decode()


def test_the_front_page_asks_no_more_for_many_products(client, today):
    make_product(season_months=bits([11]))
    client.get("/")
    with CaptureQueriesContext(connection) as few:
        client.get("/")

    for _ in range(20):
        make_product(season_months=bits([11]))
    client.get("/")  # whether a page is restricted is asked once after a change
    with CaptureQueriesContext(connection) as many:
        client.get("/")

    assert len(many) == len(few)


@pytest.mark.parametrize(("path", "most"), [("/", 8), ("/en/", 9)])
def test_the_front_page_takes_eight_queries_and_one_to_find_a_translation(
    client, today, django_assert_max_num_queries, path, most
):
    for star in (3, 4, 5):
        make_product(season_months=bits([11]), star=star)
    client.get(path)

    with django_assert_max_num_queries(most + CACHE):
        assert client.get(path).status_code == 200


def test_shelves_differ_within_and_repeat_nothing():
    rows = [
        {"id": number, "criteria_set__code": code, "producer__name": name}
        for number, (code, name) in enumerate(
            [("B01", "a"), ("B01", "b"), ("B02", "a"), ("B03", "c"), ("B04", "d")]
        )
    ]

    assert [row["id"] for row in varied(rows, limit=4)] == [0, 3, 4, 1]
    assert [row["id"] for row in varied(rows, limit=9)] == [0, 3, 4, 1, 2]


def test_editors_greet_and_announce_in_each_language(client, today):
    english = HomePage.objects.get(locale__language_code="en")
    english.greeting = "Tết is near"
    english.campaign_title = "Spring fair"
    english.campaign_text = "In forty halls <b>everywhere</b>"
    english.campaign_url = "/en/products/"
    english.full_clean()
    english.save_revision().publish()

    html, vietnamese = (client.get(path).content.decode() for path in ("/en/", "/"))

    assert "<h1>Tết is near</h1>" in html
    assert "Spring fair" in html
    assert "&lt;b&gt;everywhere" in html
    assert 'href="/en/products/">Find out more' in html
    assert "Spring fair" not in vietnamese


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//elsewhere.example/", "http://plain.example/", "/a b"]
)
def test_an_announcement_leads_only_within_or_by_https(address):
    page = HomePage.objects.get(locale__language_code="vi")
    page.campaign_url = address

    with pytest.raises(ValidationError) as refusal:
        page.full_clean()

    assert "campaign_url" in refusal.value.message_dict


def test_words_for_search_engines_are_the_editors(client, today):
    english = HomePage.objects.get(locale__language_code="en")
    english.seo_title = "Villages & their best"
    english.search_description = "What <b>forty</b> provinces make"
    english.save_revision().publish()

    page = client.get("/en/").content.decode()

    assert "<title>Villages &amp; their best" in page
    assert 'name="description" content="What &lt;b&gt;forty&lt;/b&gt; provinces make"' in page
    assert 'property="og:title" content="Villages &amp; their best"' in page


def test_the_editors_picture_comes_in_widths_with_its_description(client, today):
    picture = get_image_model().objects.create(
        title="ruong.jpg",
        description="Ruộng bậc thang",
        file=get_test_image_file(size=(1600, 1280)),
    )
    english = HomePage.objects.get(locale__language_code="en")
    english.hero_picture = picture
    english.save_revision().publish()

    page = client.get("/en/").content.decode()
    hero = page[page.index('class="hero-picture"') :].split("</div>")[0]

    assert 'alt="Ruộng bậc thang"' in hero
    assert hero.count("400w") == hero.count("800w") == hero.count("1200w") == 3
    assert 'type="image/avif"' in hero
    assert 'sizes="(min-width: 48rem) 50vw, 100vw"' in hero
    assert "loading=" not in hero


def test_every_story_comes_to_the_front_in_its_turn(client, settings, filled):
    story = StoryPage.objects.get(locale__language_code="vi")
    others = [
        StoryPage(title=f"Chuyện {number}", summary="Một câu.", locale=story.locale, live=True)
        for number in range(4)
    ]
    for other in others:
        story.get_parent().add_child(instance=other)

    seen = []
    for day in ("2026-11-23", "2026-11-24"):
        settings.TODAY = day
        html = client.get("/").content.decode()
        told = [one.title for one in (story, *others) if one.title in html]
        assert len(told) == 4
        seen += told

    assert set(seen) == {one.title for one in (story, *others)}


def test_stories_on_the_front_page_are_published_ones_in_its_language(client, today, filled):
    story = StoryPage.objects.get(locale__language_code="vi")
    english = StoryPage.objects.get(locale__language_code="en")

    assert english.title in client.get("/en/").content.decode()
    assert story.title not in client.get("/en/").content.decode()
    story.unpublish()
    html = client.get("/").content.decode()
    assert story.title not in html
    assert 'id="stories"' not in html
