"""The editors' administration as ours: mark, days as Viet Nam writes them, what keeps typed words."""

import datetime
import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.formats import get_format
from django.utils.translation import override
from wagtail.test.utils.form_data import nested_form_data, streamfield

from cms.models import EventPage, NewsPage, ProvinceHouse, ShowcasePage
from tests.cms.walls.test_work import written
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(client, dong_thap, today) -> Client:
    user = make_user("publisher@example.vn")
    house = ProvinceHouse.objects.get()
    user.groups.add(house.publishers, house.editors)
    client.force_login(user)
    return client


def house() -> ShowcasePage:
    return ShowcasePage.objects.get(locale__language_code="vi")


def test_our_mark_and_name_stand_in_place_of_wagtails(publisher):
    shown = publisher.get(reverse("wagtailadmin_home")).content.decode()

    assert re.search(r'<img class="our-mark" src="[^"]+mark[^"]*\.svg" alt="Chợ OCOP"', shown)
    assert re.search(r'<link rel="icon" href="[^"]+mark[^"]*\.svg"', shown)
    assert "- Chợ OCOP</title>" in shown
    assert re.search(r'href="[^"]*cms/administration[^"]*\.css"', shown)
    assert "wagtailadmin/images/favicon" not in shown


def test_mails_of_the_workflow_carry_our_name(
    publisher, django_capture_on_commit_callbacks, settings
):
    editor = Client()
    user = make_user("editor@example.vn")
    user.groups.add(ProvinceHouse.objects.get().editors)
    editor.force_login(user)
    add = reverse("wagtailadmin_pages:add", args=["cms", "storypage", house().pk])

    with django_capture_on_commit_callbacks(execute=True):
        editor.post(add, written() | {"action-submit": "Gửi"})

    assert len(mail.outbox) == 1
    bodies = [mail.outbox[0].body, *(str(one[0]) for one in mail.outbox[0].alternatives)]
    assert all("email-header" not in body for body in bodies)


def test_days_are_shown_and_taken_with_the_day_first(publisher):
    add = reverse("wagtailadmin_pages:add", args=["cms", "eventpage", house().pk])
    form = {
        "title": "Hội chợ xuân",
        "slug": "hoi-cho-xuan",
        "seo_title": "",
        "summary": "Ba ngày ở Cao Lãnh.",
        "picture": "",
        "picture_alt": "",
        "starts_on": "03/02/2027",
        "ends_on": "05/02/2027",
        "hours": "",
        "venue": "Cao Lãnh",
        "organiser": "Văn phòng nông thôn mới",
        "registration_url": "",
        "body": streamfield([]),
        "sources": streamfield([]),
    }

    answer = publisher.post(add, nested_form_data(form) | {"action-publish": "Xuất bản"})

    assert answer.status_code == 302
    page = EventPage.objects.get()
    assert (page.starts_on, page.ends_on) == (
        datetime.date(2027, 2, 3),
        datetime.date(2027, 2, 5),
    )
    edit = publisher.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert 'value="03/02/2027"' in edit


def test_a_new_pages_day_is_today_in_the_same_order(publisher):
    add = reverse("wagtailadmin_pages:add", args=["cms", NewsPage._meta.model_name, house().pk])

    assert 'value="23/11/2026"' in publisher.get(add).content.decode()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_form_reads_a_day_with_the_month_first(language):
    with override(language):
        assert get_format("DATE_INPUT_FORMATS")[:2] == ["%Y-%m-%d", "%d/%m/%Y"]
        assert not any(one.startswith("%m") for one in get_format("DATE_INPUT_FORMATS"))
        assert not any(one.startswith("%m") for one in get_format("DATETIME_INPUT_FORMATS"))


def test_a_form_knows_whether_its_reader_is_still_signed_in(publisher):
    edit = publisher.get(reverse("wagtailadmin_pages:edit", args=[house().pk])).content.decode()
    address = re.search(r'<template id="session-lost" data-address="([^"]+)"', edit)[1]

    signed_in = publisher.get(address)
    publisher.logout()
    signed_out = publisher.get(address)

    assert "Bạn đã bị đăng xuất." in edit
    assert signed_in.json()["reader"]
    assert len(signed_in.json()["token"]) > 30
    assert "no-store" in signed_in["Cache-Control"]
    assert signed_out.status_code == 403
    assert signed_out.json() == {"reader": "", "token": ""}
    assert publisher.post(address).status_code == 405
