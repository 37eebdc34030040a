"""An editor chooses among the own province's pages and what is shared; another's stay unseen."""

import pytest
from django.test import Client
from django.urls import reverse
from modelsearch.index import insert_or_update_object

from cms.models import HomePage, ProvinceHouse, ShowcasePage, StoryPage
from cms.provinces.services import provision_province
from marketplace.geography.models import Province
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def house(province: Province) -> ShowcasePage:
    return ShowcasePage.objects.get(province=province, locale__language_code="vi")


def draft(province: Province, title: str) -> StoryPage:
    """A page that nobody has published, and that search knows."""
    parent = house(province)
    page = StoryPage(title=title, summary="Một câu.", locale=parent.locale, live=False)
    parent.add_child(instance=page)
    insert_or_update_object(page)  # what the worker does after the save
    return page


@pytest.fixture
def neighbours(dong_thap) -> tuple[Province, Province]:
    ca_mau = Province.objects.get(slug="ca-mau")
    provision_province(province=ca_mau)
    draft(dong_thap, "Nhap cua minh")
    draft(ca_mau, "Nhap cua nguoi khac")
    return dong_thap, ca_mau


@pytest.fixture
def editor(client, neighbours) -> Client:
    user = make_user()
    user.groups.add(ProvinceHouse.objects.get(province=neighbours[0]).editors)
    client.force_login(user)
    return client


def chosen_from(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    within = answer["Content-Type"].startswith("application/json")
    return answer.json()["html"] if within else answer.content.decode()


def test_the_page_chooser_lists_the_own_house(editor, neighbours):
    own, other = (
        chosen_from(editor, reverse("wagtailadmin_choose_page_child", args=[house(one).pk]))
        for one in neighbours
    )

    assert "Nhap cua minh" in own
    assert "Nhap cua nguoi khac" not in other


def test_the_page_chooser_finds_no_draft_of_others(editor):
    found = chosen_from(editor, reverse("wagtailadmin_choose_page_search"), q="nhap")

    assert "Nhap cua minh" in found
    assert "Nhap cua nguoi khac" not in found


def test_what_is_shared_can_be_chosen(editor):
    home = HomePage.objects.get(locale__language_code="vi")

    shown = chosen_from(editor, reverse("wagtailadmin_choose_page_child", args=[home.pk]))

    assert "Các tỉnh, thành" in shown


def test_another_provinces_pages_cannot_be_edited(editor, neighbours):
    page = StoryPage.objects.get(title="Nhap cua nguoi khac")

    answer = editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {"title": "Khac"})

    assert answer.status_code in {302, 403}
    assert StoryPage.objects.get(pk=page.pk).title == "Nhap cua nguoi khac"
