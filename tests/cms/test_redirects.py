"""Addresses that were given out stay good: moved and renamed pages below a province."""

import pytest

from cms.models import ShowcasePage, StoryPage
from cms.provinces.services import provision_province
from marketplace.geography.models import Province

pytestmark = pytest.mark.django_db


def story(language: str) -> StoryPage:
    return StoryPage.objects.get(locale__language_code=language)


def leads_to(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 301, path
    assert "no-cache" in answer["Cache-Control"]
    return answer["Location"]


@pytest.fixture
def rename(django_capture_on_commit_callbacks):
    def renamed(page: StoryPage, slug: str) -> StoryPage:
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
        return StoryPage.objects.get(pk=page.pk)

    return renamed


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_changed_slug_leads_on(client, filled, rename, language):
    page = story(language)
    old = page.get_url()

    rename(page, "ten-moi")

    prefix = "/en" if language == "en" else ""
    new = f"{prefix}/province/dong-thap/ten-moi/"
    assert leads_to(client, old) == new
    assert leads_to(client, f"{old}?utm_source=zalo") == new
    assert client.get(new).status_code == 200


def test_a_slug_changed_twice_leads_to_the_last_in_one_step(client, filled, rename):
    page = story("vi")
    first = page.get_url()
    page = rename(page, "lan-hai")
    second = page.get_url()
    page = rename(page, "lan-ba")

    assert leads_to(client, first) == leads_to(client, second) == page.get_url()


def test_a_slug_that_comes_back_is_a_page_again(client, filled, rename):
    page = story("vi")
    first = page.get_url()
    slug = page.slug
    page = rename(page, "lan-hai")
    second = page.get_url()

    page = rename(page, slug)

    assert client.get(first).status_code == 200
    assert leads_to(client, second) == first


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_page_that_moves_to_another_province_leads_there(client, filled, language):
    provision_province(province=Province.objects.get(slug="ca-mau"))
    there = ShowcasePage.objects.get(province__slug="ca-mau", locale__language_code=language)
    page = story(language)
    old = page.get_url()

    page.move(there, pos="last-child")

    moved = story(language)
    assert moved.get_url().endswith(f"/province/ca-mau/{page.slug}/")
    assert leads_to(client, old) == moved.get_url()


def test_what_is_taken_down_is_gone_and_leads_nowhere(client, filled, rename):
    page = story("vi")
    page = rename(page, "ten-moi")

    page.unpublish()

    assert client.get("/province/dong-thap/ten-moi/").status_code == 404
