"""What readers and machines see of a province's pages."""

import datetime
import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.utils.timezone import localtime
from wagtail.models import Locale

from catalog.catalogue.season import bits
from cms.models import (
    CampaignPage,
    DestinationPage,
    EventPage,
    ItineraryPage,
    NewsPage,
    ShowcasePage,
    StoryPage,
)
from marketplace.geography.models import Province
from tests.factories import make_pack, make_producer, make_product

pytestmark = pytest.mark.django_db

_CARD = re.compile(r'class="product-link" href="[^"]*"[^>]*>([^<]+)<')
_DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
_HREFLANG = re.compile(r'rel="alternate" hreflang="(\w+)" href="([^"]+)"')


def house(language: str = "vi") -> ShowcasePage:
    return ShowcasePage.objects.get(province__slug="dong-thap", locale__language_code=language)


def data(html: str) -> dict[str, dict]:
    """Structured data by type."""
    found = [json.loads(one) for one in _DATA.findall(html)]
    return {one["@type"]: one for one in found}


def get(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_page_of_a_house_answers_in_its_language(client, filled, today, prefix):
    language = "en" if prefix else "vi"
    children = [page.get_url() for page in house(language).get_children()]

    assert len(children) >= 3
    for path in [f"{prefix}/province/", f"{prefix}/province/dong-thap/", *children]:
        assert path.startswith(f"{prefix}/province/")
        assert f'<html lang="{language}">' in get(client, path)


def test_the_index_leads_into_every_house(client, filled, today):
    html = get(client, "/province/")

    for province in Province.objects.all():
        assert html.count(f'href="/province/{province.slug}/"') >= 2  # a list, and a door
    assert house().summary in html.replace("&#x27;", "'")
    assert dict(_HREFLANG.findall(html)) == {
        "vi": "http://testserver/province/",
        "en": "http://testserver/en/province/",
    }


def test_the_showcase_ends_with_everything_that_the_province_makes(client, filled, today):
    make_product("Bánh phồng tôm")
    make_product("Ở nơi khác", producer=make_producer(province_slug="ca-mau"))

    html = get(client, "/province/dong-thap/")

    listed = html.partition('id="products"')[2]
    assert 'fetchpriority="high"' not in listed
    assert _CARD.findall(listed) == ["Bánh phồng tôm"]
    assert f"<h1>{house().title}</h1>" in html
    assert 'name="robots"' not in html


def test_who_filters_gets_the_list_alone(client, filled, today):
    make_product("Bánh phồng tôm")

    html = get(client, "/province/dong-thap/?star=4")

    assert _CARD.findall(html) == ["Bánh phồng tôm"]
    assert house().title not in html
    assert 'content="noindex, follow"' in html


def test_an_unpublished_showcase_leaves_the_list(client, filled, today):
    make_product("Bánh phồng tôm")
    house().unpublish()

    html = get(client, "/province/dong-thap/")

    assert _CARD.findall(html) == ["Bánh phồng tôm"]
    assert house().title not in html
    assert house("en").title in get(client, "/en/province/dong-thap/")


def test_shelves_lose_what_loses_its_certificate(client, filled, settings, today):
    make_product("Xoài cát Hoà Lộc", last_day=today)
    page = StoryPage.objects.filter(locale__language_code="vi")[0]
    page.body = [
        ("shelf", {"heading": "Xoài", "products": [], "query": {"words": "xoai"}, "limit": 6})
    ]
    page.save_revision().publish()
    assert _CARD.findall(get(client, page.get_url())) == ["Xoài cát Hoà Lộc"]

    settings.TODAY = "2026-11-24"

    html = get(client, page.get_url())
    assert _CARD.findall(html) == []
    assert ">Xoài</h2>" not in html


def test_hreflang_leads_only_to_published_translations(client, filled, today):
    vietnamese, english = (
        StoryPage.objects.filter(locale__language_code=language)[0] for language in ("vi", "en")
    )
    both = dict(_HREFLANG.findall(get(client, vietnamese.get_url())))
    assert {name: address.partition("testserver")[2] for name, address in both.items()} == {
        "vi": vietnamese.get_url(),
        "en": english.get_url(),
    }

    english.unpublish()

    html = get(client, vietnamese.get_url())
    assert set(dict(_HREFLANG.findall(html))) == {"vi"}
    assert 'href="/en/province/dong-thap/" hreflang="en"' in html  # the switch leads to the house


def test_the_site_map_names_what_is_published(client, filled, today):
    vietnamese, english = (
        StoryPage.objects.filter(locale__language_code=language)[0] for language in ("vi", "en")
    )
    both = get(client, "/sitemap-pages.xml")
    english.unpublish()
    one = get(client, "/sitemap-pages.xml")

    assert f"<loc>http://testserver{vietnamese.get_url()}</loc>" in both
    assert f"<loc>http://testserver{english.get_url()}</loc>" in both
    assert "<loc>http://testserver/province/</loc>" in both
    for page in (vietnamese, english):
        changed = localtime(page.last_published_at).isoformat()
        assert f"{page.get_url()}</loc><lastmod>{changed}</lastmod>" in both
    assert f"<loc>http://testserver{vietnamese.get_url()}</loc>" in one
    assert english.slug not in one
    assert one.count("<loc>http://testserver/province/dong-thap/</loc>") == 1


@pytest.mark.parametrize(
    ("model", "kind"),
    [
        (StoryPage, "Article"),
        (DestinationPage, "TouristAttraction"),
        (ItineraryPage, "TouristTrip"),
    ],
)
def test_machines_are_told_what_a_page_is(client, filled, today, model, kind):
    page = model.objects.filter(locale__language_code="en")[0]

    told = data(get(client, page.get_url()))

    assert set(told) == {kind, "BreadcrumbList"}
    assert told[kind]["url"] == f"http://testserver{page.get_url()}"
    assert told[kind]["inLanguage"] == "en"
    assert [step["name"] for step in told["BreadcrumbList"]["itemListElement"]] == [
        "Provinces",
        "Đồng Tháp",
        page.title,
    ]


def test_a_page_ends_with_what_is_in_season_there_and_not_shown_above(client, filled, today):
    here = make_product("Quýt hồng", season_months=bits([11]))
    make_product(
        "Cam sành", season_months=bits([11]), producer=make_producer(province_slug="ca-mau")
    )
    page = DestinationPage.objects.filter(locale__language_code="vi")[0]
    page.body = []
    page.save_revision().publish()
    assert _CARD.findall(get(client, page.get_url())) == ["Quýt hồng"]

    page.body = [("shelf", {"heading": "Quýt", "products": [here], "query": {}, "limit": 6})]
    page.save_revision().publish()

    html = get(client, page.get_url())
    assert _CARD.findall(html) == ["Quýt hồng"]
    assert 'id="near"' not in html


def test_stops_of_a_journey_lead_to_their_places(client, filled, today):
    page = ItineraryPage.objects.filter(locale__language_code="vi")[0]
    named = DestinationPage.objects.filter(
        pk__in=[stop["destination"] for stop in page.stops if stop["destination"]]
    )

    html = get(client, page.get_url())

    assert named
    assert all(f'href="{one.get_url()}"' in html for one in named)
    assert html.count('class="timeline"') == len(page.days)


def make(model, **values):
    page = model(
        locale=Locale.objects.get(language_code="vi"), summary="Một câu ngắn gọn.", **values
    )
    house().add_child(instance=page)
    page.save_revision().publish()
    return page


def test_an_event_says_when_where_and_that_it_is_over(client, filled, settings, today):
    page = make(
        EventPage,
        title="Hội chợ xoài",
        slug="hoi-cho-xoai",
        starts_on=today,
        ends_on=today + datetime.timedelta(days=1),
        venue="Cao Lãnh",
        organiser="Sở Công Thương",
        registration_url="https://example.vn/dang-ky",
    )
    html = get(client, page.get_url())
    assert data(html)["Event"]["startDate"] == "2026-11-23"
    assert "Hội chợ xoài" in get(client, "/province/dong-thap/")
    assert 'href="https://example.vn/dang-ky"' in html
    assert page.is_over() is False

    settings.TODAY = "2026-11-25"

    html = get(client, page.get_url())
    assert 'href="https://example.vn/dang-ky"' not in html
    assert page.is_over() is True
    assert "Hội chợ xoài" not in get(client, "/province/dong-thap/")


def test_a_campaign_and_news_have_their_days(client, filled, today):
    campaign = make(CampaignPage, title="Tết", slug="tet", starts_on=today, ends_on=today)
    news = make(NewsPage, title="Mùa mới", slug="mua-moi", day=today)

    assert 'datetime="2026-11-23"' in get(client, campaign.get_url())
    html = get(client, news.get_url())
    assert 'datetime="2026-11-23"' in html
    assert set(data(html)) == {"NewsArticle", "BreadcrumbList"}


def test_an_event_does_not_end_before_it_begins(filled, today):
    page = CampaignPage(
        title="Tết",
        slug="tet",
        summary="Một câu.",
        locale=house().locale,
        starts_on=today,
        ends_on=today - datetime.timedelta(days=1),
    )

    with pytest.raises(ValidationError) as refusal:
        house().add_child(instance=page)

    assert "ends_on" in refusal.value.message_dict
    assert not CampaignPage.objects.filter(slug="tet").exists()


def test_addresses_of_the_market_are_reserved(filled):
    page = StoryPage.objects.filter(locale__language_code="vi")[0]
    page.slug = "feed"

    with pytest.raises(ValidationError) as refusal:
        page.full_clean()

    assert "slug" in refusal.value.message_dict


def test_a_showcase_keeps_its_provinces_address_and_has_no_twin(filled):
    page = house()
    page.slug = "mien-xoai"
    page.full_clean()
    assert page.slug == "dong-thap"

    twin = ShowcasePage(
        title="Nữa", province=filled, locale=page.locale, summary="Một câu.", slug="x"
    )
    with pytest.raises(ValidationError):
        page.get_parent().add_child(instance=twin)


def test_search_engines_are_told_the_summary(filled):
    page = house()

    assert page.search_description == page.summary


def test_every_block_is_drawn(client, filled, today):
    pack = make_pack(title="Hộp", season_months=bits([5]))
    product = pack.parent
    page = StoryPage.objects.filter(locale__language_code="vi")[0]
    page.body = [
        ("quote", {"text": "Trồng cây nào, hái trái nấy.", "speaker": "Tục ngữ", "role": ""}),
        ("timeline", {"heading": "Năm tháng", "rows": [{"when": "1930", "text": "Cây đầu tiên."}]}),
        ("faq", {"heading": "Hỏi", "rows": [{"question": "Ngọt không?", "answer": "Ngọt."}]}),
        ("producer", {"producer": product.producer, "text": "<p>Vườn bên sông.</p>"}),
        ("call", {"title": "Xem", "text": "", "words": "Xem hàng", "address": "/products/"}),
        (
            "figures",
            {"heading": "Số", "rows": [{"label": "Vườn", "value": "12"}], "programme": True},
        ),
        ("shelf", {"heading": "Tự chọn", "products": [product], "query": {}, "limit": 6}),
        (
            "recipe",
            {
                "heading": "Gỏi xoài",
                "serves": 2,
                "minutes": 20,
                "ingredients": "1 trái xoài\n2 thìa nước mắm",
                "steps": "Bào.\nTrộn.",
                "products": [product],
                "query": {},
            },
        ),
        (
            "map",
            {
                "heading": "Ở đâu",
                "rows": [{"name": "Cao Lãnh", "latitude": 10.46, "longitude": 105.63}],
            },
        ),
    ]
    page.save_revision().publish()

    html = get(client, page.get_url())

    for words in (
        "Trồng cây nào", "Cây đầu tiên.", "Ngọt không?", "Vườn bên sông.", "Gỏi xoài", "<li>Bào.</li>",
        'href="/products/">Xem hàng', "Cao Lãnh", 'href="geo:10.46,105.63"', "05/2027",
    ):  # fmt: skip
        assert words in html, words
    assert _CARD.findall(html) == [product.title, product.title]
    assert 'style="' not in html
