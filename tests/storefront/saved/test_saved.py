"""Saved products: a guest's in the session, a member's in the database, joined at sign-in."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.catalogue.models import Product
from storefront.saved import services
from storefront.saved.models import SavedProduct
from storefront.saved.selectors import saved_ids, saved_items
from tests.factories import PASSWORD, make_pack, make_product, make_user

pytestmark = pytest.mark.django_db


def save(client: Client, product, **more):
    return client.post("/en/saved/add/", {"product": product.public_id} | more)


def ids(page) -> list[str]:
    return [item.public_id for item in page.context["items"]]


def test_a_guests_list_is_kept_in_the_session_newest_first(client: Client) -> None:
    first, second = make_product(), make_product()

    save(client, first)
    save(client, second)

    page = client.get("/en/saved/")
    assert ids(page) == [second.public_id, first.public_id]
    assert SavedProduct.objects.count() == 0


def test_a_members_list_holds_each_product_once(client: Client) -> None:
    user, product = make_user(), make_product()
    client.force_login(user)

    save(client, product)
    answer = save(client, product)

    assert answer.status_code == 302
    assert user.saved_products.count() == 1
    assert ids(client.get("/en/saved/")) == [product.public_id]


def test_a_pack_size_saves_its_product(client: Client) -> None:
    pack = make_pack()

    save(client, pack)

    assert client.session["saved"] == [pack.parent.public_id]


def test_signing_in_brings_the_guests_list_along(client: Client) -> None:
    user, own, both, guests = make_user(), make_product(), make_product(), make_product()
    SavedProduct.objects.create(user=user, product=own)
    SavedProduct.objects.create(user=user, product=both)
    save(client, both)
    save(client, guests)

    client.post("/account/login/", {"login": user.email, "password": PASSWORD})

    assert set(saved_ids(user=user, session=client.session)) == {
        own.public_id,
        both.public_id,
        guests.public_id,
    }
    assert "saved" not in client.session


_PLACES = st.lists(st.integers(0, 7), unique=True)


@given(own=_PLACES, guests=_PLACES, twice=st.booleans())
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_joining_loses_nothing_and_holds_each_once(eight_products, own, guests, twice) -> None:
    """The guest's stand before the member's, each in its order; joined again changes nothing."""
    user = make_user()
    for place in reversed(own):
        SavedProduct.objects.create(user=user, product=eight_products[place])
    kept = [eight_products[place].public_id for place in guests]

    for _time in range(1 + twice):
        session = SessionStore()
        session["saved"] = [*kept, "0" * 12]
        services.adopt_guest_list(user=user, session=session)

    joined = saved_ids(user=user, session=SessionStore())
    expected = [place for place in guests if place not in own] + own
    assert joined == [eight_products[place].public_id for place in expected]


@pytest.fixture
def eight_products():
    return [make_product() for _number in range(8)]


def test_another_members_list_is_not_touched(client: Client) -> None:
    other, product = make_user(), make_product()
    SavedProduct.objects.create(user=other, product=product)
    client.force_login(make_user())

    client.post("/saved/remove/", {"product": product.public_id})

    assert ids(client.get("/saved/")) == []
    assert other.saved_products.count() == 1


def test_taking_off_can_be_undone(client: Client) -> None:
    product = make_product()
    save(client, product)

    page = client.post("/en/saved/remove/", {"product": product.public_id}, follow=True)

    assert ids(page) == []
    assert page.context["removed"] == product
    save(client, product)
    assert ids(client.get("/en/saved/")) == [product.public_id]


def test_the_button_leads_back_to_its_page_and_nowhere_else(client: Client) -> None:
    product = make_product()
    address = product.get_absolute_url()

    back = save(client, product, next=address)
    away = save(client, product, next="https://elsewhere.example/")
    tricky = save(client, product, next="//elsewhere.example/")

    assert back["Location"] == address
    assert away["Location"] == tricky["Location"] == "/en/saved/"


@pytest.mark.parametrize("product", ["", "nothing", "a\x00b", "x" * 4000])
def test_unknown_products_are_not_found(client: Client, product: str) -> None:
    assert client.post("/saved/add/", {"product": product}).status_code == 404
    assert client.post("/saved/remove/", {"product": product}).status_code == 404


@pytest.mark.parametrize("address", ["/saved/add/", "/saved/remove/"])
def test_coming_back_to_a_button_by_get_shows_the_list(client: Client, address: str) -> None:
    answer = client.get(address)

    assert (answer.status_code, answer["Location"]) == (302, "/saved/")


def test_a_full_list_says_so(client: Client, monkeypatch) -> None:
    monkeypatch.setattr(services, "MAX_SAVED_BY_GUEST", 1)
    monkeypatch.setattr(services, "MAX_SAVED", 1)
    first, second, user = make_product(), make_product(), make_user()
    save(client, first)

    refused = save(client, second)

    assert client.session["saved"] == [first.public_id]
    assert "Your list is full" in client.get(refused["Location"]).text
    services.save_product(user=user, session=client.session, product=first)
    with pytest.raises(services.SavingRefused):
        services.save_product(user=user, session=client.session, product=second)
    assert user.saved_products.count() == 1


def test_what_lost_its_certificate_stays_on_the_list_without_a_star(
    client: Client, settings, today
) -> None:
    product = make_product(last_day=today + datetime.timedelta(days=3))
    save(client, product)

    settings.TODAY = "2026-11-27"
    page = client.get("/en/saved/")

    assert page.context["items"][0].card.badge is None
    assert "its OCOP certificate is not in force" in page.text
    assert "OCOP stars, valid until" not in page.text


def test_what_lost_its_certificate_has_no_offer(client: Client, settings, today) -> None:
    product = make_pack(last_day=today + datetime.timedelta(days=3)).parent
    save(client, product)

    settings.TODAY = "2026-11-27"

    assert client.get("/en/saved/").context["items"][0].card.offer is None


@pytest.mark.parametrize("state", ["draft", "submitted", "rejected", "withdrawn"])
@pytest.mark.parametrize("address", ["/en/saved/", "/en/basket/", "/en/account/"])
def test_what_is_not_approved_any_more_shows_nothing_and_can_be_taken_off(
    client: Client, state: str, address: str
) -> None:
    user, product = make_user(), make_pack(title="Hộp", product=make_product("Mắm còng")).parent
    client.force_login(user)
    SavedProduct.objects.create(user=user, product=product)
    Product.objects.filter(pk=product.pk).update(listing_state=state)

    page = client.get(address)

    assert "No longer offered here" in page.text
    assert "Mắm còng" not in page.text
    assert product.slug not in page.text
    assert "OCOP stars, valid until" not in page.text
    client.post("/en/saved/remove/", {"product": product.public_id, "next": address})
    assert user.saved_products.count() == 0
    assert "Mắm còng" not in client.get(address).text


@pytest.mark.parametrize("state", ["draft", "submitted", "rejected", "withdrawn"])
def test_only_an_approved_listing_can_be_saved(client: Client, state: str) -> None:
    product = make_product(listing_state=state)

    assert save(client, product).status_code == 404
    assert "saved" not in client.session


def test_a_session_that_holds_something_else_is_an_empty_list(client: Client) -> None:
    session = client.session
    session["saved"] = {"not": "a list"}

    assert saved_ids(user=AnonymousUser(), session=session) == []


@pytest.mark.parametrize("count", [1, 9])
def test_the_list_asks_the_same_few_questions_however_long(
    client: Client, today, count: int, django_assert_max_num_queries
) -> None:
    user = make_user()
    for _number in range(count):
        SavedProduct.objects.create(user=user, product=make_pack().parent)

    session = client.session
    with django_assert_max_num_queries(6):
        items = saved_items(user=user, session=session, on=today)

    assert len(items) == count
