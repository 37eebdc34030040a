"""The marketplace's own texts: in both languages, the same sections, true to what the shop does."""

import re

import pytest
from django.utils.html import escape
from django.utils.translation import override

from marketplace.checks import an_operator_is_named
from storefront.order.terms import terms

PAGES = ["rules", "ranking", "privacy", "returns", "contact"]
_SECTION = re.compile(r"<h2 id=\"([a-z-]+)\"")


def text(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_a_text_has_the_same_sections_in_both_languages(client, page):
    vietnamese, english = text(client, f"/{page}/"), text(client, f"/en/{page}/")

    assert _SECTION.findall(vietnamese) == _SECTION.findall(english) != []
    assert '<html lang="vi">' in vietnamese
    assert '<html lang="en">' in english
    assert f'href="/{page}/" aria-current="page"' in vietnamese


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_a_text_is_the_same_for_all_and_asks_for_the_version_alone(
    client, page, django_assert_num_queries
):
    with django_assert_num_queries(1):
        answer = client.get(f"/{page}/")

    assert not answer.cookies


@pytest.mark.django_db
def test_returns_are_those_of_the_orders(client):
    for language, path in [("vi", "/returns/"), ("en", "/en/returns/")]:
        with override(language):
            promised = terms()
        page = text(client, path)

        assert all(
            escape(promised[about]) in page for about in ("returns", "cancelling", "contract")
        )


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["rules", "privacy", "contact"])
def test_whoever_runs_it_is_named(client, settings, page):
    settings.OPERATOR_NAME = "Sở Công Thương Ví Dụ"
    settings.OPERATOR_EMAIL = "lien-he@example.vn"

    stated = text(client, f"/{page}/")

    assert stated.count("Sở Công Thương Ví Dụ") == 2  # the text and the footer
    assert 'href="mailto:lien-he@example.vn"' in stated
    assert "Bản trình diễn" not in stated


@pytest.mark.django_db
def test_a_demonstration_says_that_nobody_runs_it(client):
    assert "Bản trình diễn: chưa có đơn vị vận hành" in text(client, "/contact/")


@pytest.mark.django_db
def test_the_texts_are_in_the_site_map(client):
    listed = text(client, "/sitemap-pages.xml")

    assert [
        page
        for page in PAGES
        if f"<loc>http://testserver/{page}/</loc>" not in listed
        or f"<loc>http://testserver/en/{page}/</loc>" not in listed
    ] == []


def test_an_installation_without_an_operator_is_refused(settings):
    settings.OPERATOR_NAME = ""

    assert [found.id for found in an_operator_is_named()] == ["marketplace.E005"]


@pytest.mark.django_db
def test_the_rules_say_the_commission_of_today(client, settings):
    assert "không thu hoa hồng" in client.get("/rules/").content.decode()

    settings.COMMISSION_BASIS_POINTS = 250

    assert "Chợ thu hoa hồng 2,5 %" in client.get("/rules/").content.decode()
    assert "a commission of 2.5 %" in client.get("/en/rules/").content.decode()
