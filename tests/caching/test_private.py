"""The one private call: three queries, never kept, messages only for our own script."""

import pytest
from django.test import Client

from storefront.saved.services import save_product
from tests.factories import make_pack, make_user

pytestmark = pytest.mark.django_db
SCRIPT = {"X-Requested-With": "fetch"}


def test_a_stranger_has_nothing_and_costs_no_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/me/", headers=SCRIPT)

    assert answer.json() == {"account": "", "basket": 0, "saved": [], "messages": []}
    assert answer["Cache-Control"] == "private, no-store"
    assert not answer.cookies


def test_a_guests_basket_is_counted_by_its_cookie(client, django_assert_num_queries):
    client.post("/basket/add/", {"pack": make_pack().public_id, "quantity": 2})
    client.post("/basket/add/", {"pack": make_pack().public_id, "quantity": 1})

    with django_assert_num_queries(1):
        assert client.get("/me/").json()["basket"] == 3


def test_a_members_own_comes_in_three_queries(client, django_assert_num_queries):
    user = make_user(first_name="Lan", last_name="Trần")
    saved = make_pack().parent
    client.force_login(user)
    client.post("/basket/add/", {"pack": make_pack().public_id, "quantity": 2})
    save_product(user=user, session=client.session, product=saved)
    stranger = Client()
    stranger.post("/basket/add/", {"pack": make_pack().public_id, "quantity": 9})

    with django_assert_num_queries(3):
        told = client.get("/me/").json()

    assert told == {
        "account": user.get_full_name(),
        "basket": 2,
        "saved": [saved.public_id],
        "messages": [],
    }


def test_a_basket_filled_before_signing_in_is_counted_at_once(client):
    client.post("/basket/add/", {"pack": make_pack().public_id, "quantity": 2})
    client.force_login(make_user())

    assert client.get("/me/").json()["basket"] == 2


def test_a_forged_cookie_shows_no_other_persons_basket(client):
    Client().post("/basket/add/", {"pack": make_pack().public_id, "quantity": 9})
    for forged in ("1", "1:x", ":", "1:" + "a" * 43):
        client.cookies["oscar_open_basket"] = forged

        assert client.get("/me/").json()["basket"] == 0


def test_messages_reach_the_script_once_and_a_link_takes_none(client):
    pack = make_pack()
    client.post("/saved/add/", {"product": pack.parent.public_id, "next": "/products/"})
    assert pack.parent.title not in client.get("/products/?q=khong").content.decode()

    assert client.get("/me/").json()["messages"] == []
    first = client.get("/me/", headers=SCRIPT).json()["messages"]
    second = client.get("/me/", headers=SCRIPT).json()["messages"]

    assert [one["level"] for one in first] == ["success"]
    assert pack.parent.title in first[0]["text"]
    assert second == []


def test_without_the_script_messages_wait_for_the_next_private_page(client):
    pack = make_pack()
    client.post("/saved/add/", {"product": pack.parent.public_id, "next": "/products/"})
    client.get("/products/")

    assert "notice-success" in client.get("/basket/").content.decode()
