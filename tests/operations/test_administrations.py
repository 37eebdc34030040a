"""Other packages' administrations, as an operator opens them."""

import re

import pytest

from tests.factories import make_user

pytestmark = pytest.mark.django_db

#: What a page loads by itself; links that a person follows may lead anywhere.
_LOADED = re.compile(r'''<(?:script|img|link|iframe)[^>]+?(?:src|href)="((?:https?:)?//[^"]+)"''')


@pytest.mark.parametrize(
    "path",
    [
        "/django-admin/",
        "/dashboard/",
        "/dashboard/orders/",
        "/en/dashboard/catalogue/",
        "/cms/",
        "/cms/account/",
        "/cms/users/",
    ],
)
def test_an_administration_loads_nothing_from_elsewhere(client, path):
    client.force_login(make_user(is_staff=True, is_superuser=True))

    answer = client.get(path)

    assert answer.status_code == 200
    page = answer.content.decode()
    assert _LOADED.findall(page) == []
    assert "gravatar" not in page
