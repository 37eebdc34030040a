"""Calendar files of events and journeys (RFC 5545)."""

import datetime

import icalendar
import pytest
from wagtail.models import Locale

from cms.models import EventPage, ItineraryPage, ShowcasePage
from cms.reach.hours import read_hours

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 12, 5)


@pytest.fixture
def event(filled, today) -> EventPage:
    house = ShowcasePage.objects.get(province__slug="dong-thap", locale__language_code="vi")
    page = EventPage(
        title="Hội chợ xoài; quýt, bưởi",
        slug="hoi-cho",
        locale=Locale.objects.get(language_code="vi"),
        summary="Nơi người trồng gặp người mua.",
        starts_on=DAY,
        ends_on=DAY + datetime.timedelta(days=2),
        venue="Quảng trường Văn Miếu, phường Cao Lãnh",
        hours="7:30–17:00",
        organiser="Sở Công Thương Đồng Tháp",
    )
    house.add_child(instance=page)
    page.save_revision().publish()
    return EventPage.objects.get(pk=page.pk)


def calendar(client, path: str) -> icalendar.Calendar:
    answer = client.get(path)
    assert answer.status_code == 200, path
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    lines = answer.content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert b"\n" not in b"".join(lines)
    return icalendar.Calendar.from_ical(answer.content)


def test_an_event_of_some_days_is_all_day_and_ends_on_the_day_after(client, event):
    (entry,) = calendar(client, "/province/dong-thap/hoi-cho/calendar.ics").events

    assert entry["summary"] == "Hội chợ xoài; quýt, bưởi"
    assert entry["dtstart"].dt == DAY
    assert entry["dtend"].dt == DAY + datetime.timedelta(days=3)
    assert entry["location"] == "Quảng trường Văn Miếu, phường Cao Lãnh, Đồng Tháp"
    assert entry["url"] == "http://testserver/province/dong-thap/hoi-cho/"
    assert "7:30–17:00" in entry["description"]
    assert entry["dtstamp"].dt == event.last_published_at.replace(microsecond=0)


def test_an_event_of_one_day_with_hours_has_them_in_utc(client, event):
    event.ends_on = event.starts_on
    event.save_revision().publish()

    answer = client.get("/province/dong-thap/hoi-cho/calendar.ics").content

    assert b"DTSTART:20261205T003000Z" in answer
    assert b"DTEND:20261205T100000Z" in answer


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("7:30–17:00", ((7, 30), (17, 0))),
        ("8h - 11h30", ((8, 0), (11, 30))),
        ("từ 8 giờ đến 17 giờ", ((8, 0), (17, 0))),
        ("8 giờ 15 – 10 giờ 45.", ((8, 15), (10, 45))),
        ("cả ngày", None),
        ("8:00–11:00, 13:00–17:00", None),
        ("22:00–2:00", None),
        ("25:00–26:00", None),
        ("", None),
    ],
)
def test_hours_are_read_or_left(text, hours):
    found = read_hours(text)

    assert found == (hours and tuple(datetime.time(*one) for one in hours))


def test_a_province_s_calendar_has_its_events_and_forgets_old_ones(client, event, settings):
    told = calendar(client, "/province/dong-thap/calendar.ics")
    assert told["x-wr-calname"] == "Sự kiện ở Đồng Tháp"
    assert [entry["summary"] for entry in told.events] == [event.title]
    assert calendar(client, "/province/ca-mau/calendar.ics").events == []

    settings.TODAY = (event.ends_on + datetime.timedelta(days=91)).isoformat()

    assert calendar(client, "/province/dong-thap/calendar.ics").events == []
    assert client.get("/province/nowhere/calendar.ics").status_code == 404


def test_the_event_leads_to_its_file(client, event):
    html = client.get(event.get_url()).content.decode()

    assert 'href="/province/dong-thap/hoi-cho/calendar.ics"' in html


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_journey_begins_on_the_day_that_its_reader_chose(client, filled, today, language):
    page = ItineraryPage.objects.get(locale__language_code=language)

    told = calendar(client, f"{page.get_url()}calendar.ics?from=2026-12-30")

    assert [entry["dtstart"].dt for entry in told.events] == [
        datetime.date(2026, 12, 30) + datetime.timedelta(days=number)
        for number in range(len(page.days))
    ]
    first = told.events[0]
    stops = [stop["name"] for stop in page.days[0].value["stops"]]
    assert all(stop in first["description"] for stop in stops)
    which = "Day 1" if language == "en" else "Ngày 1"
    assert first["summary"].startswith(f"{which}: ")
    assert first["summary"].count(which) == 1
    assert first["summary"].endswith(page.days[0].value["title"])
    assert len({entry["uid"] for entry in told.events}) == len(page.days)


@pytest.mark.parametrize("asked", ["", "?from=", "?from=yesterday", "?from=0001-01-01"])
def test_without_a_day_the_journey_s_page_asks_for_one(client, filled, today, asked):
    page = ItineraryPage.objects.get(locale__language_code="en")

    answer = client.get(f"{page.get_url()}calendar.ics{asked}")

    assert answer.status_code == 302
    assert answer["Location"] == f"{page.get_url()}#to-calendar"
    html = client.get(page.get_url()).content.decode()
    assert 'id="to-calendar"' in html
    assert f'action="{page.get_url()}calendar.ics"' in html


def test_other_pages_are_no_calendar(client, filled):
    assert client.get("/province/dong-thap/khong-co/calendar.ics").status_code == 404
