"""Feeds of what the provinces publish."""

import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import DestinationPage, NewsPage, ShowcasePage, StoryPage

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def read(client, path: str) -> ElementTree.Element:
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content.decode())  # noqa: S314 - our own


def titles(feed: ElementTree.Element) -> list[str]:
    return [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_feed_of_all_provinces_has_stories_and_news_in_its_language(client, filled, language):
    story = StoryPage.objects.get(locale__language_code=language)
    prefix = "/en" if language == "en" else ""

    feed = read(client, f"{prefix}/province/feed.xml")

    assert titles(feed) == [story.title]
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "self": f"http://testserver{prefix}/province/feed.xml",
        "alternate": f"http://testserver{prefix}/province/",
    }
    (entry,) = feed.iter(f"{ATOM}entry")
    assert entry.find(f"{ATOM}link").get("href") == f"http://testserver{story.get_url()}"
    assert entry.findtext(f"{ATOM}summary") == story.summary


def test_a_provinces_feed_has_everything_of_its_house_and_nothing_else(client, filled):
    own = {
        page.title
        for page in ShowcasePage.objects.get(
            province__slug="dong-thap", locale__language_code="vi"
        ).get_children()
    }

    assert set(titles(read(client, "/province/dong-thap/feed.xml"))) == own
    assert titles(read(client, "/province/ca-mau/feed.xml")) == []
    assert client.get("/province/nowhere/feed.xml").status_code == 404


def test_drafts_and_what_is_taken_down_are_in_no_feed(client, filled):
    house = ShowcasePage.objects.get(province__slug="dong-thap", locale__language_code="vi")
    house.add_child(instance=NewsPage(title="Tin nháp", slug="tin-nhap", summary="…", live=False))
    StoryPage.objects.get(locale__language_code="vi").unpublish()

    assert titles(read(client, "/province/feed.xml")) == []


def test_an_entry_keeps_its_name_when_its_page_is_renamed(client, filled):
    page = DestinationPage.objects.get(locale__language_code="vi")
    pattern = re.compile(r"<id>(urn:uuid:[^<]+)</id>")
    before = pattern.findall(client.get("/province/dong-thap/feed.xml").content.decode())

    page.slug = "ten-moi"
    page.save_revision().publish()

    after = client.get("/province/dong-thap/feed.xml").content.decode()
    assert "/province/dong-thap/ten-moi/" in after
    assert sorted(pattern.findall(after)) == sorted(before)
    assert len(set(before)) == len(before)


def test_a_feed_is_the_same_bytes_until_something_is_published(client, dong_thap):
    """Also an empty one, which has no day of its own."""
    first = client.get("/province/feed.xml").content

    assert client.get("/province/feed.xml").content == first


def test_a_feed_costs_one_query_besides_the_stamp(client, filled):
    client.get("/province/dong-thap/feed.xml")

    with CaptureQueriesContext(connection) as captured:
        client.get("/province/dong-thap/feed.xml")

    assert len(captured) == 2


@pytest.mark.parametrize(
    ("path", "feeds"),
    [
        ("/province/", ["/province/feed.xml"]),
        ("/en/province/dong-thap/", ["/en/province/feed.xml", "/en/province/dong-thap/feed.xml"]),
    ],
)
def test_pages_name_their_feeds_to_machines_and_to_people(client, filled, path, feeds):
    html = client.get(path).content.decode()

    found = re.findall(
        r'<link rel="alternate" type="application/atom\+xml" [^>]*href="([^"]+)"', html
    )
    assert found == feeds
    assert f'<a href="{feeds[-1]}"' in html
