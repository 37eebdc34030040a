"""Proxies in front are told what they must forget."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django_tasks_db.models import DBTaskResult
from wagtail.models import ReferenceIndex

from catalog.catalogue.moderation import withdraw_listing
from cms.models import ShowcasePage, StoryPage
from cms.provinces.services import provision_province
from cms.reach.proxy import Proxy
from marketplace.geography.models import Province
from tests.factories import make_product, make_user

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
AROUND = {
    f"{SITE}/province/",
    f"{SITE}/province/feed.xml",
    f"{SITE}/sitemap-pages.xml",
    f"{SITE}/province/dong-thap/",
    f"{SITE}/province/dong-thap/feed.xml",
    f"{SITE}/province/dong-thap/calendar.ics",
}


@pytest.fixture
def proxied(settings):
    settings.WAGTAILFRONTENDCACHE = {
        "proxy": {"BACKEND": "cms.reach.proxy.Proxy", "LOCATION": "http://127.0.0.1:1"}
    }


def story() -> StoryPage:
    return StoryPage.objects.get(locale__language_code="vi")


def told() -> list[set[str]]:
    """The addresses of each purge that waits in the queue; they are taken out."""
    tasks = DBTaskResult.objects.filter(task_path__endswith="purge_urls_from_cache_task")
    found = [set(task.args_kwargs["args"][0]) for task in tasks.order_by("enqueued_at")]
    tasks.delete()
    return found


def test_without_a_proxy_nobody_is_told(filled):
    story().save_revision().publish()

    assert told() == []


def test_a_publication_is_told_with_all_that_shows_a_line_of_it(filled, proxied):
    house = ShowcasePage.objects.get(province__slug="dong-thap", locale__language_code="vi")
    pages = {f"{SITE}{page.get_url()}" for page in house.get_children().live()}

    story().save_revision().publish()

    assert told() == [AROUND | pages]


def test_what_is_taken_down_is_told(filled, proxied):
    page = story()

    page.unpublish()

    (purged,) = told()
    assert purged >= AROUND | {f"{SITE}{page.get_url()}"}


def test_a_move_is_told_to_both_houses(filled, proxied):
    provision_province(province=Province.objects.get(slug="ca-mau"))
    there = ShowcasePage.objects.get(province__slug="ca-mau", locale__language_code="vi")
    told()
    page = story()
    old = page.get_url()

    page.move(there, pos="last-child")

    (purged,) = told()
    assert purged >= AROUND | {
        f"{SITE}{old}",
        f"{SITE}/province/ca-mau/",
        f"{SITE}{story().get_url()}",
    }


def test_a_changed_listing_is_told_to_the_pages_that_name_the_product(
    filled, proxied, today, django_capture_on_commit_callbacks
):
    product = make_product("Xoài")
    page = story()
    with django_capture_on_commit_callbacks(execute=True):
        page.body = [("shelf", {"heading": "Xoài", "products": [product], "query": {}, "limit": 6})]
        page.save_revision().publish()
    ReferenceIndex.create_or_update_for_object(story())  # a task of Wagtail's
    told()

    with django_capture_on_commit_callbacks(execute=True):
        withdraw_listing(product, acting_user=make_user(is_superuser=True), reason="Hết hàng")

    assert told() == [
        {
            f"{SITE}{page.get_url()}",
            f"{SITE}/province/dong-thap/",
            f"{SITE}/en/province/dong-thap/",
        }
    ]


def test_a_proxy_is_asked_to_forget_under_the_site_s_name():
    asked = []

    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_PURGE(self):
            asked.append((self.path, self.headers["Host"]))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        Proxy({"LOCATION": f"http://127.0.0.1:{server.server_port}"}).purge_batch(
            ["https://ocop.example.vn/province/", "https://ocop.example.vn/en/province/"]
        )
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

    assert asked == [
        ("/province/", "ocop.example.vn"),
        ("/en/province/", "ocop.example.vn"),
    ]


def test_a_proxy_that_is_away_stops_nothing(caplog):
    Proxy({"LOCATION": "http://127.0.0.1:1"}).purge_batch([f"{SITE}/province/"])

    assert "does not answer" in caplog.text
