"""Reads, searches and opened products are counted by page and day, and nobody is."""

import datetime
import io
import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from cms.insight import counting
from cms.insight.models import DailyCount
from cms.insight.writing import Key, write
from cms.models import ProvinceHouse, StoryPage
from cms.provinces.services import provision_province
from marketplace.geography.models import Province
from tests.factories import make_product, make_user

pytestmark = pytest.mark.django_db

BROWSER = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Sec-Fetch-Dest": "document",
    "Host": "testserver",
}
HOUSE = "/province/dong-thap/"


@pytest.fixture(autouse=True)
def nothing_waits():
    counting.forget()
    yield
    counting.forget()


def counted() -> dict[tuple[str, str], int]:
    return {(kind, path): count for (_day, kind, path), count in counting.forget().items()}


def visit(client, path: str, **headers: str):
    return client.get(path, headers=BROWSER | headers)


def test_a_page_is_counted_by_its_path_with_no_query(client, filled, today):
    page = StoryPage.objects.get(locale__language_code="en")
    for path in (HOUSE, page.get_url(), page.get_url()):
        assert visit(client, path).status_code == 200

    assert counted() == {("read", HOUSE): 1, ("read", page.get_url()): 2}


def test_what_the_cache_answers_is_counted_too(client, filled, today, settings):
    settings.CACHES = settings.CACHES | {
        "pages": {"BACKEND": "marketplace.caching.memory.BoundedMemory", "LOCATION": "insight"}
    }
    first = visit(client, HOUSE)
    with CaptureQueriesContext(connection) as captured:
        second = visit(client, HOUSE)
    queries = len(captured)
    third = visit(client, HOUSE, **{"If-None-Match": first["ETag"]})

    assert queries == 1  # the stamp
    assert (second.content, third.status_code) == (first.content, 304)
    assert counted() == {("read", HOUSE): 3}


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": ""},
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"User-Agent": "facebookexternalhit/1.1"},
        {"User-Agent": "curl/8.5.0"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"Sec-Fetch-Dest": "iframe"},
        {"HX-Request": "true"},
    ],
)
def test_programs_parts_and_prefetches_are_not_counted(client, filled, today, headers):
    visit(client, HOUSE, **headers)

    assert counted() == {}


def test_head_and_what_is_not_there_are_not_counted(client, filled, today):
    client.head(HOUSE, headers=BROWSER)
    visit(client, f"{HOUSE}khong-co/")

    assert counted() == {}


def test_searches_are_counted_where_they_are_limited_to_a_province_or_lead_there(
    client, filled, today
):
    visit(client, f"{HOUSE}?q=xoai")
    visit(client, "/products/?q=xoai&province=dong-thap&province=ca-mau")
    visit(client, "/products/?q=xoai")
    visit(client, f"{HOUSE}?star=4")
    visit(client, HOUSE, Referer="http://testserver/products/?q=xoai")
    visit(client, HOUSE, Referer="http://elsewhere.example/products/?q=xoai")

    assert counted() == {
        ("search", HOUSE): 3,
        ("search", "/province/ca-mau/"): 1,
        ("read", HOUSE): 2,
    }


def test_a_product_opened_from_a_page_counts_for_the_page(client, filled, today):
    product = make_product("Xoài").get_absolute_url()
    story = StoryPage.objects.get(locale__language_code="vi").get_url()
    plain = visit(client, product)
    opened = visit(client, product, Referer=f"http://testserver{story}")
    visit(client, product, Referer=f"http://elsewhere.example{story}")
    visit(client, product, Referer="http://testserver/products/")

    assert counted() == {("click", story): 1}
    assert opened.content == plain.content


def test_numbers_are_added_in_one_batch_and_only_for_pages_that_are_there(client, filled, today):
    for _time in range(3):
        visit(client, HOUSE)
    product = make_product("Xoài").get_absolute_url()
    visit(client, product, Referer=f"http://testserver{HOUSE}invented/")
    with CaptureQueriesContext(connection) as captured:
        assert counting.flush() == 1
    asked = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
    visit(client, HOUSE)
    assert counting.flush() == 1

    row = DailyCount.objects.get()
    assert (row.day, row.kind, row.path, row.province, row.count) == (
        today,
        "read",
        HOUSE,
        "dong-thap",
        4,
    )
    assert len(asked) == 2
    assert "INSERT INTO insight_dailycount" in asked[1]
    assert counting.flush() == 0


def test_what_cannot_be_written_waits(client, filled, today, monkeypatch):
    visit(client, HOUSE)

    def broken(_counts):
        raise RuntimeError("no table")

    monkeypatch.setattr(counting, "write", broken)
    with pytest.raises(RuntimeError, match="no table"):
        counting.flush()

    assert counted() == {("read", HOUSE): 1}


def test_threads_lose_no_visit(settings):
    meta = {"HTTP_USER_AGENT": "Firefox"}
    threads = [
        threading.Thread(
            target=lambda: [
                counting.witness("province_page", f"{HOUSE}a/", meta) for _ in range(500)
            ]
        )
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert counted() == {("read", f"{HOUSE}a/"): 2000}


def numbers(day: datetime.date) -> None:
    story = StoryPage.objects.get(locale__language_code="vi").get_url()
    write(
        {
            Key(day, "read", HOUSE, "dong-thap"): 5,
            Key(day, "read", story, "dong-thap"): 7,
            Key(day, "click", story, "dong-thap"): 2,
            Key(day, "read", "/province/ca-mau/", "ca-mau"): 9,
        }
    )


def test_editors_see_their_own_province_and_no_other(client, filled, today):
    provision_province(province=Province.objects.get(slug="ca-mau"))
    numbers(today)
    editor = make_user()
    editor.groups.add(ProvinceHouse.objects.get(province=filled).editors)
    client.force_login(editor)

    assert client.get("/office/reads/")["Location"] == "/office/reads/dong-thap/"
    html = client.get("/office/reads/dong-thap/").content.decode()
    assert "12 lượt đọc trong 30 ngày" in html
    assert "Xoài" in html
    for path in ("ca-mau/", "ca-mau/table.csv", "ca-mau/table.xlsx"):
        assert client.get(f"/office/reads/{path}").status_code == 404


def test_who_belongs_to_no_province_comes_in_nowhere(client, filled, today):
    client.force_login(make_user())

    for path in ("", "dong-thap/", "dong-thap/table.csv"):
        assert client.get(f"/office/reads/{path}").status_code == 403


def test_the_national_office_sees_all_with_few_queries(client, filled, today):
    numbers(today)
    client.force_login(make_user(is_superuser=True))

    html = client.get("/office/reads/?days=90").content.decode()
    with CaptureQueriesContext(connection) as captured:
        client.get("/office/reads/ca-mau/")

    assert (
        '<a href="/office/reads/dong-thap/?days=90">Đồng Tháp</a></th><td>12</td><td>0</td><td>2</td>'
        in html
    )
    assert len(captured) <= 8


def test_the_table_can_be_taken_along(client, filled, today):
    numbers(today)
    client.force_login(make_user(is_superuser=True))
    story = StoryPage.objects.get(locale__language_code="vi")

    answer = client.get("/office/reads/dong-thap/table.xlsx")

    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    rows = [list(row) for row in sheet.values]
    assert rows[1] == [story.title, story.get_url(), 7, 0, 2]
    text = b"".join(client.get("/office/reads/dong-thap/table.csv").streaming_content).decode()
    assert f"{story.get_url()},7,0,2" in text
