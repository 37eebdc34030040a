"""A service's page: what the host states in the place of packs."""

import json
import re

import pytest

from catalog.partner.services import suspend_vendor

pytestmark = pytest.mark.django_db


def page(client, host, prefix: str = "") -> str:
    response = client.get(prefix + host.service.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def data_of(html: str) -> dict:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    return json.loads(found[0])


def test_the_page_shows_terms_and_leads_to_the_form(client, host):
    html = page(client, host, "/en")

    assert f'href="/en/visit/{host.service.public_id}/"' in html
    assert re.search(r"350\D{1,8}000", html)
    assert "per person" in html
    assert "Tuesday – Sunday: 08:00 – 17:00" in html
    assert "Monday: closed" in html
    assert "Vietnamese, English" in html
    assert "2 days before" in html
    assert "<dd>From Cao Lãnh bus station" in html
    assert '<dd lang="vi">Đường bê tông phẳng' in html


def test_machines_are_told_hours_languages_and_price(client, host):
    data = data_of(page(client, host))

    assert data["@type"] == ["Product", "Service"]
    assert data["hoursAvailable"] == [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [
                f"https://schema.org/{day}"
                for day in ("Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
            ],
            "opens": "08:00",
            "closes": "17:00",
        }
    ]
    assert data["availableChannel"]["availableLanguage"] == ["vi", "en"]
    assert data["offers"]["lowPrice"] == "350000"


def test_a_suspended_host_states_nothing(client, host):
    suspend_vendor(host.vendor, reason="hồ sơ hết hạn")

    html = page(client, host)

    assert "/visit/" not in html
    assert data_of(html)["@type"] == "Product"


def test_terms_cost_the_page_no_query(client, host, django_assert_max_num_queries):
    page(client, host)

    with django_assert_max_num_queries(7):  # the stamp is one
        page(client, host)
