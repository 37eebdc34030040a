"""No page of ours carries script or style within itself: the policy would block it, unseen."""

import re

import pytest
from django.test import Client

from tests.addresses import addresses
from tests.factories import make_user

_INLINE = re.compile(
    r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:"
    r"|<script(?![^>]*\ssrc=)(?![^>]*type=\"application/(?:ld\+)?json\")",
    re.I,
)
_ELSEWHERE = re.compile(
    r"<(?:script|img|iframe|link(?=[^>]*stylesheet))[^>]*\s(?:src|href)=\"(?:https?:)?//", re.I
)
#: What packages bring for their own pages: none of it reaches a visitor.
_LIBRARIES = re.compile(
    r"/static/(?!marketplace/|storefront/|certification/|search/)[^\"' ]*|bootstrap|jquery", re.I
)
_ADMINISTRATIONS = ("/cms/", "/django-admin/", "/dashboard/", "/en/dashboard/")


@pytest.mark.parametrize(
    "page",
    [
        "<p style='color:red'>",
        '<a onclick="x()">',
        "<script>alert(1)</script>",
        '<script type="module">x</script>',
        "<style>p{}</style>",
        "<a href='javascript:x()'>",
    ],
)
def test_the_search_finds_what_it_looks_for(page):
    assert _INLINE.search(page)


def test_the_search_passes_files_and_data():
    page = '<script src="/a.js"></script><script type="application/ld+json">{}</script>'

    assert not _INLINE.search(page)


def test_the_search_finds_files_of_packages():
    assert _LIBRARIES.search('<link href="/static/oscar/css/styles.css">')
    assert not _LIBRARIES.search('<script src="/static/marketplace/vendor/htmx-2.0.11.min.js">')


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("who", ["anonymous", "customer"])
def test_no_page_carries_script_or_style_or_calls_elsewhere(language, who):
    client = Client()
    if who == "customer":
        client.force_login(make_user())
    seen, found = 0, []

    for path in sorted({address.path for address in addresses(language)}):
        if path.startswith(_ADMINISTRATIONS):
            continue
        answer = client.get(path)
        if not answer.get("Content-Type", "").startswith("text/html") or answer.streaming:
            continue
        page = answer.content.decode()
        seen += bool(page)
        found += [(path, match[0]) for match in _INLINE.finditer(page)]
        found += [(path, match[0]) for match in _ELSEWHERE.finditer(page)]
        found += [(path, match[0]) for match in _LIBRARIES.finditer(page)]

    assert seen > 20
    assert found == []
