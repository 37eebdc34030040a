"""The first day: tables and reference data, no product, no page, no index, nobody."""

import pytest

pytestmark = pytest.mark.django_db

OPEN = (
    *("/", "/products/", "/products/?q=xoai", "/products/?star=5&season=now", "/category/S1/"),
    *("/category/B07/", "/province/", "/province/dong-thap/", "/suppliers/", "/verify/"),
    *("/basket/", "/saved/", "/newsletter/", "/demands/new/", "/account/login/"),
    *("/account/signup/", "/rules/", "/ranking/", "/privacy/", "/returns/", "/contact/"),
)
FILES = ("/sitemap.xml", "/robots.txt", "/province/feed.xml", "/healthz")


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", OPEN)
def test_every_open_page_answers(client, path: str, prefix: str):
    answer = client.get(prefix + path)

    assert answer.status_code == 200
    assert 'id="main"' in answer.content.decode()


@pytest.mark.parametrize("path", FILES)
def test_so_does_what_machines_read(client, path: str):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    ("path", "way"),
    [
        ("/products/", "/verify/"),
        ("/province/dong-thap/", "/products/"),
        ("/suppliers/", "/demands/new/"),
        ("/basket/", "/products/"),
    ],
)
def test_what_is_empty_leads_somewhere_else(client, path: str, way: str):
    main = client.get(path).content.decode().split('class="empty', 1)[1].split("</div>\n")[0]

    assert f'class="button" href="{way}"' in client.get(path).content.decode()
    assert f'href="{path}"' not in main
