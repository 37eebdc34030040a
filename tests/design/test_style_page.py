"""The builders' page, and what a page may weigh."""

import re

import brotli
import pytest
from django.conf import settings as running
from django.contrib.staticfiles import finders

from tests.accounts.production import sample_environment
from tests.database import ROOT

#: What CSS and JavaScript of a page weigh together, compressed as they are served (design, section 10).
MOST_BYTES = 35 * 1024
_SHEETS = re.compile(r'<link rel="stylesheet" href="/static/([^"]+)"')
_SCRIPTS = re.compile(r'<script src="/static/([^"]+)"( defer)?')
PAGES = ["/", "/products/", "/basket/", "/verify/", "/rules/", "/account/login/", "/style/"]


@pytest.mark.django_db
def test_the_style_page_shows_every_component_twice_with_its_markup(client):
    page = client.get("/style/").content.decode()

    assert page.count("scheme-light") == page.count("scheme-dark") == 11
    assert page.count("&lt;button class=&quot;button button-danger&quot;") >= 2
    assert len(re.findall(r'class="dialog"', page)) == 3  # two examples and the page's own
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


@pytest.mark.django_db
def test_production_has_no_style_page(client, settings):
    production = (ROOT / "marketplace" / "settings" / "production.py").read_text()
    assert "STYLE_PAGE" not in production
    assert "STYLE_PAGE" not in sample_environment()
    assert "STYLE_PAGE = False" in (ROOT / "marketplace" / "settings" / "base.py").read_text()
    settings.STYLE_PAGE = False

    assert client.get("/style/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_a_page_weighs_little_and_waits_for_no_script(client, path):
    page = client.get(path).content.decode()
    sheets, scripts = _SHEETS.findall(page), _SCRIPTS.findall(page)

    weight = sum(compressed(name) for name in [*sheets, *(name for name, _defer in scripts)])

    assert 1 <= len(sheets) <= 2
    assert [name for name, defer in scripts if not defer] == []
    assert weight <= MOST_BYTES
    assert running.STATIC_URL == "/static/"


def compressed(name: str) -> int:
    path = finders.find(name)
    assert isinstance(path, str), name
    with open(path, "rb") as file:
        return len(brotli.compress(file.read(), quality=11))
