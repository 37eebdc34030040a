"""How many queries a province's pages take: the stamp, and what they show."""

import pytest
from wagtail.rich_text import RichText

from catalog.catalogue.season import bits
from cms.models import DestinationPage, ItineraryPage, ShowcasePage, StoryPage
from search import keeping
from search.engine.choosing import current_engine
from tests.factories import make_pack, make_producer, make_product

pytestmark = pytest.mark.django_db

#: As every public page, the one for the stamp that the page is kept under among them; where no
#: engine answers, the list comes from the database by one more.
SHOWCASE = 6
#: A page of sixty blocks.
PAGE = 12


@pytest.fixture
def market(today) -> None:
    for star in (3, 4, 5):
        make_pack(season_months=bits([11]), star=star)
    next_door = make_producer(province_slug="vinh-long")
    make_pack(make_product(season_months=bits([11]), producer=next_door))
    keeping.rebuild(current_engine())


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_showcase_takes_six_queries_with_its_shelves_and_its_list(
    client, filled, market, django_assert_max_num_queries, prefix
):
    path = f"{prefix}/province/dong-thap/"
    client.get(path)

    with django_assert_max_num_queries(SHOWCASE):
        html = client.get(path).content.decode()

    assert html.count('class="product-card"') > 3  # a shelf's, and the list's
    assert 'id="near"' in html


@pytest.mark.usefixtures("filled", "market")
@pytest.mark.parametrize("model", [StoryPage, DestinationPage, ItineraryPage])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_other_pages_take_twelve(client, django_assert_max_num_queries, model, language):
    page = model.objects.filter(locale__language_code=language)[0]
    client.get(page.get_url())

    with django_assert_max_num_queries(PAGE):
        assert client.get(page.get_url()).status_code == 200


def test_sixty_blocks_take_no_more_queries_than_six(
    client, filled, market, django_assert_max_num_queries
):
    page = StoryPage.objects.filter(locale__language_code="vi")[0]
    house = ShowcasePage.objects.get(province=filled, locale__language_code="vi")
    link = RichText(f'<p><a linktype="page" id="{house.pk}">Đồng Tháp</a></p>')
    text = ("text", {"heading": "Xoài", "text": link})
    shelf = ("shelf", {"heading": "Xoài", "products": [], "query": {"words": "xoai"}, "limit": 6})
    season = ("season", {"heading": "Mùa", "rows": [{"name": "Xoài", "months": ["4", "5"]}]})
    page.body = [text] * 30 + [shelf] * 12 + [season] * 18
    page.save_revision().publish()
    client.get(page.get_url())

    with django_assert_max_num_queries(PAGE):
        html = client.get(page.get_url()).content.decode()

    assert html.count('href="/province/dong-thap/">Đồng Tháp</a></p>') == 30
    assert html.count('<ul class="shelf">') == 12
    assert html.count('class="season"') == 18
