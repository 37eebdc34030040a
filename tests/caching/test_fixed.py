"""What is made once a process never carries anything of the page, the reader or the language."""

import inspect
import re

import pytest
from django.test import Client
from django.utils import translation

from marketplace.caching import release as release_module
from marketplace.caching.fixed import Fixed
from marketplace.operations import operator as operator_module

pytestmark = pytest.mark.django_db


def test_a_part_is_made_once_for_each_language_and_anew_when_settings_change(settings):

    made = []
    fixed = Fixed()

    def make() -> str:
        made.append(translation.get_language())
        return made[-1]

    for language in ("vi", "en", "vi", "en"):
        with translation.override(language):
            assert fixed(make) == language
    assert made == ["vi", "en"]

    settings.OPERATOR_NAME = "Thử"
    with translation.override("vi"):
        fixed(make)
    assert made == ["vi", "en", "vi"]


def test_the_frame_shows_each_page_its_own_query_and_address():
    client = Client()
    first = client.get("/products/", {"q": "xoài <b>"}).content.decode()
    second = client.get("/products/", {"q": "chè"}).content.decode()
    english = client.get("/en/verify/").content.decode()

    assert 'value="xoài &lt;b&gt;"' in first
    assert 'value="chè"' in second
    assert "xoài" not in second
    assert 'href="/en/products/?q=ch%C3%A8"' in second
    assert 'href="/verify/"' in english
    assert "Saved" in english
    assert "Saved" not in second


def test_every_setting_of_the_operator_makes_another_release():
    """Pages show who runs the market: a change of it must renew them."""
    source = inspect.getsource(operator_module.operator)

    read = set(re.findall(r"settings\.(OPERATOR_[A-Z_]+)", source))
    assert read
    assert read <= set(release_module._SETTINGS)
