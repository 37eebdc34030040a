"""An editor's preview: within the editor, at a phone's width, checked, and nobody else's to see."""

import html
import json
import re

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.models import DestinationPage, HomePage, ProvinceHouse, ShowcasePage, StoryPage
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, filled, today) -> Client:
    user = make_user()
    user.groups.add(ProvinceHouse.objects.get().editors)
    client.force_login(user)
    return client


@pytest.fixture
def story(editor) -> StoryPage:
    return StoryPage.objects.filter(locale__language_code="vi")[0]


def preview(client: Client, page: StoryPage, title: str) -> str:
    """What the editor shows beside a form that has not been saved."""
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    form = {
        "title": title,
        "slug": page.slug,
        "seo_title": "",
        "summary": "Một câu.",
        "picture": "",
        "picture_alt": "",
        "body": streamfield([("text", {"heading": "", "text": rich_text("<p>Mới viết.</p>")})]),
        "sources": streamfield([]),
    }
    assert client.post(address, nested_form_data(form)).json()["is_valid"] is True
    return address


def configuration(shown: str) -> dict:
    """What axe is told."""
    found = re.search(r'id="checker-axe-configuration"[^>]*>(.*?)</script>', shown, re.DOTALL)
    return json.loads(html.unescape(found[1]))


def test_a_preview_shows_the_draft_within_the_editor_alone(editor, story):
    answer = editor.get(preview(editor, story, "Chưa ai được đọc"), {"in_preview_panel": "true"})

    assert "<h1>Chưa ai được đọc</h1>" in answer.content.decode()
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("read_before", [True, False])
def test_a_preview_is_never_what_the_public_reads(editor, story, cache_on, read_before):
    reader = Client()
    if read_before:
        reader.get(story.get_url())

    shown = editor.get(preview(editor, story, "Chưa ai được đọc"), {"in_preview_panel": "true"})
    draft = editor.get(reverse("wagtailadmin_pages:view_draft", args=[story.pk]))
    public = reader.get(story.get_url()).content.decode()

    assert "Chưa ai được đọc" in shown.content.decode()
    assert draft.status_code == 200
    assert "Chưa ai được đọc" not in public
    assert f"<h1>{story.title}</h1>" in public


def test_the_form_offers_a_preview_at_the_width_of_a_phone(editor, story):
    shown = editor.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()

    for size, label in (
        ("mobile", "điện thoại"),
        ("tablet", "máy tính bảng"),
        ("desktop", "máy tính"),
    ):
        assert f'value="{size}"' in shown
        assert f"Xem trước cỡ {label}" in shown
    assert "Kiểm tra" in shown


@pytest.mark.parametrize("model", [HomePage, ShowcasePage, StoryPage, DestinationPage])
def test_previews_of_pages_are_checked_by_our_rules(client, filled, today, model):
    client.force_login(make_user(is_superuser=True, is_staff=True))
    page = model.objects.filter(locale__language_code="vi")[0]

    shown = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()

    told = configuration(shown)
    assert told["context"]["include"] == ["main"]
    assert {"image-alt", "heading-order", "link-name"} < set(told["options"]["runOnly"])
    assert set(told["options"]["runOnly"]) == set(told["messages"])
    assert told["messages"]["image-alt"]["error_name"] == "Có ảnh chưa được mô tả"
    pattern = next(one["options"]["pattern"] for one in told["spec"]["checks"] if "options" in one)
    assert re.search(pattern, "Ảnh 3", re.IGNORECASE)
    assert not re.search(pattern, "Ảnh bà con hái xoài", re.IGNORECASE)


def test_readers_get_no_trace_of_the_checks(client, filled, today):
    page = StoryPage.objects.filter(locale__language_code="vi")[0]

    assert "userbar" not in client.get(page.get_url()).content.decode()
