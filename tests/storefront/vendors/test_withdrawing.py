"""Taking a product off the market: asked first, with the pages that lose it."""

import pytest

from cms.mentions.keeping import remember
from cms.models import ShowcasePage
from cms.provinces.services import provision_province
from tests.certification.factories import a_province_officer
from tests.factories import make_member, make_producer, make_product, make_vendor, province

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(db, today):
    """A vendor, its own product, and a published page with it by hand."""
    producer = make_producer()
    vendor = make_vendor(organisation=producer.organisation)
    product = make_product("Xoài cát Chu", producer=producer)
    provision_province(province=province())
    page = ShowcasePage.objects.get(locale__language_code="vi")
    page.title = "Chuyện xoài"
    page.live = True
    shelf = {"heading": "Xoài", "products": [product.pk], "query": {}, "limit": 6}
    page.body = [("shelf", shelf)]
    page.save()
    remember(page)
    return vendor, product


def test_the_page_says_where_the_product_stands_and_withdraws_it(client, made):
    vendor, product = made
    client.force_login(make_member(vendor.organisation))
    path = f"/vendor/{vendor.public_id}/products/{product.public_id}/withdraw/"

    asked = client.get(path)
    before = type(product).objects.get(pk=product.pk).listing_state
    done = client.post(path, {"seen": "approved", "reason": "Hết mùa"})
    product.refresh_from_db()

    assert "Chuyện xoài" in asked.content.decode()
    assert (before, done.status_code, product.listing_state) == ("approved", 302, "withdrawn")


def test_withdrawn_it_is_opened_again_as_a_draft(client, made):
    vendor, product = made
    client.force_login(make_member(vendor.organisation))
    path = f"/vendor/{vendor.public_id}/products/{product.public_id}/withdraw/"
    client.post(path, {"seen": "approved"})

    stale = client.post(path, {"seen": "approved"})
    client.post(path, {"seen": "withdrawn"})
    product.refresh_from_db()

    assert stale.status_code == 409
    assert product.listing_state == "draft"


def test_others_withdraw_nothing(client, made):
    vendor, product = made
    other = make_vendor()
    paths = [
        f"/vendor/{shop.public_id}/products/{product.public_id}/withdraw/"
        for shop in (vendor, other)
    ]
    client.force_login(make_member(other.organisation))
    foreign = [client.post(path, {"seen": "approved"}).status_code for path in paths]
    client.force_login(make_member(vendor.organisation, role="orders"))
    clerk = client.post(paths[0], {"seen": "approved"}).status_code
    product.refresh_from_db()

    assert (foreign, clerk) == ([404, 404], 403)
    assert product.listing_state == "approved"


def test_an_office_sees_the_pages_before_it_revokes_and_reviews(client, made):
    _vendor, product = made
    client.force_login(a_province_officer("dong-thap"))
    code = product.certificates.get().code

    certificate = client.get(f"/office/certificates/{code}/").content.decode()
    type(product).objects.filter(pk=product.pk).update(listing_state="submitted")
    listing = client.get(f"/office/listings/{product.public_id}/").content.decode()

    assert "Chuyện xoài" in certificate
    assert "Chuyện xoài" in listing
