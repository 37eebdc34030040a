"""robots.txt and the site map: only what is shown today."""

import pytest
from django.template.loader import render_to_string
from django.utils.timezone import localtime
from django.utils.translation import override

from catalog.catalogue import sitemap
from marketplace.caching import middleware
from tests.factories import make_product

pytestmark = pytest.mark.django_db


def path_of(product):
    with override("vi"):
        return product.get_absolute_url()


def text(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_robots_keeps_crawlers_out_of_private_places(client):
    robots = text(client, "/robots.txt")

    for path in ("/basket/", "/checkout/", "/account/", "/order/", "/vendor/", "/office/", "/cms/"):
        assert f"Disallow: {path}\n" in robots
    assert "Sitemap: http://testserver/sitemap.xml" in robots


def test_the_site_map_names_its_parts(client, today):
    product = make_product()

    index = text(client, "/sitemap.xml")

    assert "<loc>http://testserver/sitemap-pages.xml</loc>" in index
    number = product.pk // sitemap.PART
    assert f"<loc>http://testserver/sitemap-products-{number}.xml</loc>" in index


def test_the_site_map_of_an_empty_market_has_its_fixed_pages(client, today):
    pages = text(client, "/sitemap-pages.xml")

    assert "<loc>http://testserver/category/B01/</loc>" in pages
    assert "<loc>http://testserver/en/province/dong-thap/</loc>" in pages
    assert "products" not in text(client, "/sitemap.xml")


def test_the_site_map_needs_live_certificates(client, settings, today):
    product = make_product(last_day=today)
    products = f"/sitemap-products-{product.pk // sitemap.PART}.xml"
    producers = f"/sitemap-producers-{product.producer_id // sitemap.PART}.xml"
    assert path_of(product) in text(client, products)
    assert product.producer.public_id in text(client, producers)

    settings.TODAY = "2026-11-24"

    assert product.public_id not in text(client, products)
    assert product.producer.public_id not in text(client, producers)


def test_only_approved_listings_are_in_the_site_map(client, today):
    product = make_product(listing_state="draft")

    assert product.public_id not in text(
        client, f"/sitemap-products-{product.pk // sitemap.PART}.xml"
    )


def test_the_english_page_is_named_where_it_stands_by_itself(client, today):
    both = make_product("Xoài", title_en="Mango")
    one = make_product("Gạo")

    part = text(client, f"/sitemap-products-{both.pk // sitemap.PART}.xml")

    assert f"<loc>http://testserver/en{path_of(both)}</loc>" in part
    assert f"<loc>http://testserver{path_of(one)}</loc>" in part
    assert f"/en{path_of(one)}" not in part


def test_the_site_map_says_when_a_product_was_changed_last(client, today):
    product = make_product("Xoài", title_en="Mango")

    part = text(client, f"/sitemap-products-{product.pk // sitemap.PART}.xml")

    changed = localtime(product.date_updated).isoformat()
    assert part.count(f"<lastmod>{changed}</lastmod>") == 2


@pytest.mark.parametrize("part", ["products", "products-x", "nothing-0", "products-1234567"])
def test_there_are_no_other_parts(client, part):
    assert client.get(f"/sitemap-{part}.xml").status_code == 404


def test_a_full_part_is_kept_by_the_page_cache():
    """Each address with both languages, at the longest that titles make them."""
    long = sitemap.Entry(
        "https://cho-ocop.example/" + "x" * 100, "https://cho-ocop.example/en/" + "x" * 100
    )

    page = render_to_string("catalogue/sitemap_part.xml", {"entries": [long] * sitemap.PART})

    assert len(page.encode()) < middleware._LARGEST
