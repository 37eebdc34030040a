"""A search finds the provinces' pages beside the products."""

import pytest

from cms.mentions.finding import pages_found
from cms.models import StoryPage

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["xoài cát Hòa Lộc", "xoai cat hoa loc", "XOAI  CAT, HOÀ LỘC"])
def test_stories_are_found_however_they_are_typed(client, today, filled, typed):
    story = StoryPage.objects.get(locale__language_code="vi")

    html = client.get("/products/", {"q": typed}).content.decode()

    assert f'<a href="{story.get_url()}">{story.title}</a>' in html


def test_each_language_finds_its_own(client, today, filled):
    english = StoryPage.objects.get(locale__language_code="en")

    assert english.title in client.get("/en/products/", {"q": "mango"}).content.decode()
    assert english.title not in client.get("/products/", {"q": "mango"}).content.decode()


def test_what_is_no_longer_published_is_not_found(client, today, filled):
    story = StoryPage.objects.get(locale__language_code="vi")
    story.unpublish()

    assert story.title not in client.get("/products/", {"q": "xoài cát"}).content.decode()


def test_only_a_search_looks_for_pages(client, today, filled):
    for address in ("/products/", "/category/B01/?q=xoai", "/products/?q=khong-co-chuyen-nao"):
        assert 'id="told"' not in client.get(address).content.decode()


def test_the_title_counts_before_the_summary(filled, django_assert_num_queries):
    story = StoryPage.objects.get(locale__language_code="vi")
    story.get_parent().add_child(
        instance=StoryPage(
            title="Chuyện khác", summary="Có xoài cát.", locale=story.locale, live=True
        )
    )
    StoryPage.objects.filter(title="Chuyện khác").update(search_description="Có xoài cát.")
    pages_found(words="xoai", limit=3)

    with django_assert_num_queries(1):
        found = pages_found(words="xoai cat", limit=3)

    assert [one.title for one in found] == [story.title, "Chuyện khác"]
    assert [one.title for one in pages_found(words="xoai cat", limit=1)] == [story.title]
    assert pages_found(words="…", limit=3) == []
