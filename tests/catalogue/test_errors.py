"""Error pages say what happened and what to do next, in both languages, and need little."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.utils.translation import override
from django.views.defaults import permission_denied, server_error
from oscar.core.loading import get_model
from wagtail.forms import PasswordViewRestrictionForm

from marketplace.operations.middleware import RefusedMethodMiddleware
from tests.factories import make_pack

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "language", "words"),
    [
        ("/product/khong-co-0000000000/", "vi", "/products/"),
        ("/en/product/nothing-0000000000/", "en", "There is nothing at this address"),
    ],
)
def test_an_unknown_address_is_answered_in_its_language(client, path, language, words):
    response = client.get(path)

    assert response.status_code == 404
    assert f'<html lang="{language}">' in response.content.decode()
    assert words in response.content.decode()


def test_a_missing_role_is_told_so(rf: RequestFactory):
    with override("en"):
        response = permission_denied(rf.get("/en/office/"), PermissionDenied())

    assert response.status_code == 403
    assert "This page is not for your role" in response.content.decode()


def test_the_page_for_our_own_failures_needs_no_database_and_no_request(
    rf: RequestFactory, django_assert_num_queries
):
    with django_assert_num_queries(0):
        response = server_error(rf.get("/"))

    assert response.status_code == 500
    html = response.content.decode()
    assert "Có trục trặc phía chúng tôi" in html
    assert "Something went wrong on our side" in html
    assert get_template("500.html").render({}) == html


def test_what_cannot_be_read_is_answered_without_a_request():
    html = get_template("400.html").render({})

    assert "Nothing was changed" in html
    assert 'href="/static/marketplace/site.css"' in html


def test_an_address_for_forms_alone_says_so(rf: RequestFactory):
    refuse = RefusedMethodMiddleware(lambda request: HttpResponseNotAllowed(["POST"]))

    with override("en"):
        response = refuse(rf.get("/", headers={"accept": "text/html"}))
    machine = refuse(rf.get("/", headers={"accept": "application/json"}))

    assert response.status_code == machine.status_code == 405
    assert response["Allow"] == "POST"
    assert "This address takes only what a form sends" in response.content.decode()
    assert machine.content == b""


def test_an_error_offers_a_search_and_ways_on(client):
    response = client.get("/nothing/")
    page = response.content.decode()

    assert response.status_code == 404
    assert page.count('type="search"') == 1
    assert all(f'href="{way}"' in page for way in ("/products/", "/verify/", "/contact/"))


def test_a_page_behind_a_password_stands_in_our_frame(rf: RequestFactory):
    request = rf.get("/")
    context = {"form": PasswordViewRestrictionForm(instance=None), "action_url": "/_util/1/"}

    html = get_template("wagtailcore/password_required.html").render(context, request)

    assert 'action="/_util/1/"' in html
    assert 'class="site-header"' in html


def test_a_form_without_its_token_is_refused_with_words_and_changes_nothing(today):
    pack = make_pack()
    browser = Client(enforce_csrf_checks=True)

    here = {"Origin": "http://testserver"}
    goods = {"pack": pack.public_id, "quantity": "1"}
    browser.post("/en/basket/add/", goods, headers=here)
    line = get_model("basket", "Line").objects.get()

    response = browser.post(f"/en/basket/line/{line.pk}/", {"remove": "1"}, headers=here)

    assert response.status_code == 403
    assert "Please send the form again" in response.content.decode()
    assert get_model("basket", "Line").objects.count() == 1
