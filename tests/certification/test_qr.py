"""The QR code leads to the verification page."""

import io
import xml.etree.ElementTree as ET  # our own drawing

import pytest
from django.core.cache import cache
from PIL import Image

from catalog.certification.qr import verification_url

from .factories import a_certificate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_counters():
    cache.clear()


def test_it_holds_the_absolute_address(settings, today):
    settings.SITE_URL = "https://ocop.example/"
    code = a_certificate().code

    assert verification_url(code) == f"https://ocop.example/verify/{code}/"


def test_svg_is_a_drawing_without_style(client, today):
    code = a_certificate().code

    response = client.get(f"/verify/{code}/qr.svg")

    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cache-Control"] == "public, max-age=86400"
    root = ET.fromstring(response.content)  # noqa: S314
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert b"style" not in response.content
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_png_is_the_same_in_both_languages(client, today):
    code = a_certificate().code

    vi, en = client.get(f"/verify/{code}/qr.png"), client.get(f"/en/verify/{code}/qr.png")

    assert vi.content == en.content
    picture = Image.open(io.BytesIO(vi.content))
    assert picture.format == "PNG"
    assert picture.width == picture.height
    assert picture.width % 8 == 0


def test_unknown_codes_have_none(client, today):
    assert client.get("/verify/7KQM-2X9D0/qr.svg").status_code == 404
    assert client.get(f"/verify/{a_certificate().code.lower()}/qr.png").status_code == 404
