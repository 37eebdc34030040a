"""Shared pages: the same bytes for all, from the cache until something shown changes."""

import gzip

import brotli
import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction

from catalog.catalogue.models import Product
from catalog.partner.services import suspend_vendor
from cms.models import HomePage
from marketplace.caching import stamps
from search import views as lists
from tests.factories import make_pack, make_product, make_user, make_vendor

pytestmark = pytest.mark.usefixtures("cache_on", "own_database")


def queries(client: Client, address: str, **more) -> tuple[int, object]:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address, **more)
    return len(captured), answer


def addresses() -> list[str]:
    product = make_pack().parent
    producer = product.producer
    return [
        "/",
        "/en/",
        "/products/",
        "/products/?star=4",
        "/suppliers/",
        "/suppliers/?view=map",
        "/suppliers/compare/",
        "/category/B01/",
        "/province/dong-thap/",
        product.get_absolute_url(),
        reverse("producers:detail", args=[producer.slug, producer.public_id]),
        "/verify/",
        f"/verify/{product.certificates.get().code}/",
        "/sitemap.xml",
        "/robots.txt",
    ]


def test_every_public_page_comes_from_the_cache_the_second_time(client):
    for address in addresses():
        _count, first = queries(client, address)
        count, second = queries(client, address)

        assert first.status_code == second.status_code == 200, address
        assert count == 1, address
        assert second.content == first.content
        assert dict(second.headers) == dict(first.headers) | {
            "X-Request-ID": second["X-Request-ID"]
        }


def test_a_signed_in_visitor_gets_the_bytes_of_the_anonymous_one(client):
    known = Client()
    known.force_login(make_user(first_name="Quyên-Thử"))
    for address in addresses():
        theirs = known.get(address)
        caches["pages"].clear()
        anonymous = client.get(address)

        assert theirs.content == anonymous.content, address
        for answer in (theirs, anonymous):
            assert not answer.cookies
            assert answer["Vary"] in {"Accept-Encoding", "Accept-Encoding, HX-Request"}
            assert answer["Cache-Control"].startswith("public, max-age=0, s-maxage=")
            assert "Quyên-Thử" not in answer.content.decode()
    assert "csrfmiddlewaretoken" not in anonymous.content.decode()


def test_a_shown_page_starts_no_session(client):
    for address in addresses():
        assert client.get(address).cookies == {}


def test_whatever_is_shown_makes_new_pages(client):
    pack = make_pack(price=50_000)
    address = pack.parent.get_absolute_url()
    assert "50.000" in client.get(address).content.decode()

    pack.stockrecords.update(price=60_000)
    assert "60.000" in client.get(address).content.decode()

    suspend_vendor(pack.stockrecords.get().partner.vendor, reason="Thử")
    assert 'name="pack"' not in client.get(address).content.decode()

    Product.objects.filter(pk=pack.parent_id).update(listing_state="withdrawn")
    assert client.get(address).status_code == 404


def test_a_page_that_wagtail_publishes_is_shown_and_a_draft_makes_no_new_page(client):
    client.get("/")
    home = HomePage.objects.get(locale__language_code="vi")
    home.introduction = "Chào mùa xoài"
    before = stamps.read()
    revision = home.save_revision()
    assert stamps.read() == before

    revision.publish()

    assert "Chào mùa xoài" in client.get("/").content.decode()


def test_the_day_alone_makes_new_pages(client, settings, today):
    make_product("Xoài hết hạn", last_day=today)
    first = client.get("/products/")
    assert "Xoài hết hạn" in first.content.decode()
    assert first["ETag"].startswith('"20261123-vi-')

    settings.TODAY = "2026-11-24"

    assert "Xoài hết hạn" not in client.get("/products/").content.decode()


def test_who_has_the_page_gets_304_in_any_coding(client):
    make_product()
    plain = client.get("/products/")
    packed = client.get("/products/", headers={"Accept-Encoding": "gzip, br"})
    assert plain["ETag"] != packed["ETag"]

    for answer in (plain, packed):
        again = client.get("/products/", headers={"If-None-Match": f'"x", W/{answer["ETag"]}'})
        assert again.status_code == 304
        assert again.content == b""
        assert again["Cache-Control"] == plain["Cache-Control"]
    make_product()
    assert client.get("/products/", headers={"If-None-Match": plain["ETag"]}).status_code == 200


def test_head_and_range_are_answered_as_http_allows(client):
    body = client.get("/products/").content

    head = client.head("/products/")
    part = client.get("/products/", headers={"Range": "bytes=0-9"})

    assert head.content == b""
    assert head["Content-Length"] == str(len(body))
    assert (part.status_code, part.content) == (200, body)


def test_pages_are_sent_in_the_coding_that_the_browser_takes(client):
    body = client.get("/products/").content

    best = client.get("/products/", headers={"Accept-Encoding": "gzip, deflate, br"})
    older = client.get("/products/", headers={"Accept-Encoding": "gzip, br;q=0"})

    assert brotli.decompress(best.content) == gzip.decompress(older.content) == body
    assert (best["Content-Encoding"], older["Content-Encoding"]) == ("br", "gzip")


def test_errors_redirects_and_unknown_parameters_are_not_kept(client):
    make_product()
    product = make_product("Chanh dây")
    ended = make_product(star=None)
    for address, status in (
        ("/product/khong-co-0000000000/", 404),
        (f"/product/sai-{product.public_id}/", 301),
        (ended.get_absolute_url(), 410),
        ("/verify/7KQM2X9D/", 404),
        ("/verify/?code=%20", 200),
        ("/products/?x=1", 200),
        ("/products/?q=" + "a" * 300, 200),
    ):
        answer = client.get(address)
        assert answer.status_code == status, address
        assert caches["pages"].size == 0, address
        assert not answer.cookies


def test_what_campaigns_append_is_left_aside(client):
    make_product()
    first = client.get("/products/?star=4")

    count, again = queries(client, "/products/?utm_source=zalo&star=4&fbclid=abc")

    assert count == 1
    assert again.content == first.content


def test_hostile_addresses_stay_within_the_bound(client):
    for number in range(400):
        client.get(f"/products/?q=mot{number}")

    assert caches["pages"].size <= 4 * 1024 * 1024


def test_a_page_made_from_old_rows_is_not_found_under_the_new_stamp(client, monkeypatch):
    """The rival commits between the reading of the rows and the keeping of the page."""
    product = make_product("Tên cũ")
    real = lists.render

    def render_then_rival(*args, **kwargs):
        answer = real(*args, **kwargs)
        Product.objects.filter(pk=product.pk).update(title="Tên mới")
        return answer

    monkeypatch.setattr(lists, "render", render_then_rival)
    assert "Tên cũ" in client.get("/products/").content.decode()
    monkeypatch.setattr(lists, "render", real)

    assert "Tên mới" in client.get("/products/").content.decode()


def test_a_rival_before_the_rows_are_read_does_no_harm_either(client, monkeypatch):
    product = make_product("Tên cũ")
    real = lists.list_page

    def rival_then_list(*args, **kwargs):
        Product.objects.filter(pk=product.pk).update(title="Tên mới")
        return real(*args, **kwargs)

    monkeypatch.setattr(lists, "list_page", rival_then_list)
    client.get("/products/")
    monkeypatch.setattr(lists, "list_page", real)

    assert "Tên mới" in client.get("/products/").content.decode()
    assert "Tên cũ" not in client.get("/products/").content.decode()


def test_a_page_shown_within_a_transaction_that_fails_is_never_shown_again(client):
    product = make_product("Tên thật")
    with transaction.atomic():
        Product.objects.filter(pk=product.pk).update(title="Tên hỏng")
        assert "Tên hỏng" in client.get("/products/").content.decode()
        transaction.set_rollback(True)

    assert "Tên hỏng" not in client.get("/products/").content.decode()
    Product.objects.filter(pk=product.pk).update(title="Tên sau")
    assert "Tên sau" in client.get("/products/").content.decode()


def test_two_processes_agree(client, settings):
    """Each with a memory of its own: what one has kept is old for it too, once the other writes."""
    product = make_product("Tên cũ")
    client.get("/products/")
    settings.CACHES = settings.CACHES | {
        "pages": settings.CACHES["pages"] | {"LOCATION": "second-process"}
    }
    client.get("/products/")
    Product.objects.filter(pk=product.pk).update(title="Tên mới")

    for location in ("second-process", "test-pages"):
        settings.CACHES = settings.CACHES | {
            "pages": settings.CACHES["pages"] | {"LOCATION": location}
        }
        assert "Tên mới" in client.get("/products/").content.decode()


def test_a_page_for_some_people_only_is_not_shared(client):
    home = HomePage.objects.get(locale__language_code="vi")
    inner = home.add_child(instance=Page(title="Chỉ cho biên tập viên", slug="rieng"))
    PageViewRestriction.objects.create(page=inner, restriction_type="login")
    caches["pages"].clear()

    answer = client.get("/rieng/")

    assert answer.status_code == 302
    assert "no-store" in answer["Cache-Control"]
    assert caches["pages"].size == 0


def test_a_shared_page_that_sets_a_cookie_after_all_is_shown_to_its_reader_alone(
    client, monkeypatch
):
    real = lists.render

    def render_with_cookie(*args, **kwargs):
        answer = real(*args, **kwargs)
        answer.set_cookie("stray", "1")
        return answer

    monkeypatch.setattr(lists, "render", render_with_cookie)
    answer = client.get("/products/")

    assert answer["Cache-Control"] == "private, no-store"
    assert caches["pages"].size == 0


def test_a_cache_that_is_down_costs_time_and_nothing_else(client, settings):
    make_product("Xoài cát")
    settings.CACHES = settings.CACHES | {"pages": {"BACKEND": "tests.caching.broken.Broken"}}

    assert "Xoài cát" in client.get("/products/").content.decode()


def test_private_pages_pass_by(client):
    make_vendor()
    answer = client.get("/basket/")

    assert "ETag" not in answer
    assert "no-store" in answer["Cache-Control"]
    assert caches["pages"].size == 0
