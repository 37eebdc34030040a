"""Token-less forms are taken from pages of ours alone."""

import pytest
from django.test import Client, RequestFactory
from oscar.core.loading import get_model

from marketplace.caching.origin import is_from_here
from tests.factories import make_pack

HERE = "http://testserver"
FROM_HERE = [
    {"Sec-Fetch-Site": "same-origin", "Origin": HERE},
    {"Sec-Fetch-Site": "same-origin"},
    {"Origin": HERE},
    {"Origin": HERE, "Referer": "http://elsewhere.example/"},
    {"Referer": f"{HERE}/products/?q=x"},
]
FROM_ELSEWHERE = [
    {},
    {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
    {"Sec-Fetch-Site": "cross-site", "Origin": HERE},
    {"Sec-Fetch-Site": "same-site", "Origin": "http://shop.testserver"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": ""},
    {"Sec-Fetch-Site": "cross-site", "Referer": f"{HERE}/"},
    {"Origin": "null"},
    {"Origin": "null", "Referer": f"{HERE}/"},
    {"Origin": ""},
    {"Origin": "https://testserver"},
    {"Origin": "http://testserver:81"},
    {"Origin": "http://testserver.evil.example"},
    {"Origin": f"{HERE}, https://evil.example"},
    {"Origin": "https://evil.example", "Referer": f"{HERE}/"},
    {"Referer": "http://testserver.evil.example/"},
    {"Referer": "http://evil.example/http://testserver/"},
    {"Referer": "http://testserver@evil.example/"},
    {"Referer": "http://evil.example@testserver/"},
    {"Referer": "//testserver/"},
    {"Referer": "http://[testserver/"},
    {"Referer": "about:blank"},
]


@pytest.mark.parametrize("headers", FROM_HERE, ids=str)
def test_a_page_of_ours_is_believed(headers):
    assert is_from_here(RequestFactory().post("/basket/add/", headers=headers))


@pytest.mark.parametrize("headers", FROM_ELSEWHERE, ids=str)
def test_nothing_else_is(headers):
    assert not is_from_here(RequestFactory().post("/basket/add/", headers=headers))


def test_an_origin_that_the_operator_trusts_is_ours(settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://ocop.example", "https://*.example"]

    def trusts(origin: str) -> bool:
        return is_from_here(RequestFactory().post("/", headers={"Origin": origin}))

    assert trusts("https://ocop.example")
    assert not trusts("https://other.example")


@pytest.mark.django_db
@pytest.mark.parametrize("headers", FROM_ELSEWHERE, ids=str)
def test_a_refused_post_says_so_and_puts_nothing_in(headers):
    pack = make_pack()
    client = Client(enforce_csrf_checks=True)

    answer = client.post(
        "/en/basket/add/", {"pack": pack.public_id, "quantity": 1}, headers=headers
    )

    assert answer.status_code == 403
    assert "so nothing was changed" in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    assert not answer.cookies
    assert not get_model("basket", "Basket").objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("headers", FROM_HERE, ids=str)
def test_a_form_of_ours_fills_the_basket_without_a_token(headers):
    pack = make_pack()
    client = Client(enforce_csrf_checks=True)

    answer = client.post("/basket/add/", {"pack": pack.public_id, "quantity": 1}, headers=headers)

    assert answer.status_code == 302
    assert answer.cookies["oscar_open_basket"]["samesite"] == "Lax"
    assert "sessionid" not in answer.cookies


@pytest.mark.django_db
def test_all_other_forms_keep_djangos_token():
    pack = make_pack()
    client = Client(enforce_csrf_checks=True)
    headers = FROM_HERE[0]
    client.post("/basket/add/", {"pack": pack.public_id, "quantity": 1}, headers=headers)
    line = get_model("basket", "Line").objects.get()

    refused = client.post(f"/basket/line/{line.pk}/", {"remove": "1"}, headers=headers)

    assert refused.status_code == 403
    assert get_model("basket", "Line").objects.count() == 1
