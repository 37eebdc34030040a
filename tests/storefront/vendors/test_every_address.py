"""Every address of the workspace, as the resolver knows it, with another vendor's ids: not found,
and nothing has changed. An address with a variable that no house fills in fails here.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from tests.addresses import Address, addresses
from tests.storefront.vendors.houses import House, make_house

WORKSPACE = "/vendor/"
#: The same for every vendor: a kind of file, a month, a secret from a mail.
NOT_AN_ID = {"form", "token", "month"}
KINDS = {"form": "csv", "ledger:form": "xlsx", "month": "2026-11"}
#: What a form of each address might carry; nothing of it may be taken.
TYPED = {"to": "accepted", "seen": "new", "order": "1", "first": "2026-12-01", "carrier": "GHN"}
#: Found only where something more is so: slips of ticked orders, money to be paid back.
WITHOUT_MORE = {"vendors:slips", "transfers:refund"}
#: Rows that the act of visiting itself writes.
OF_VISITING = {"sessions", "django_tasks_database", "accounts", "mfa", "account", "geography"}


def workspace(language: str = "vi") -> list[Address]:
    prefix = "" if language == "vi" else f"/{language}"
    return [
        one
        for one in addresses(language)
        if one.path.startswith(prefix + WORKSPACE) and "vendor_id" in one.variables
    ]


def filled(address: Address, values: dict[str, str], **instead: str) -> str:
    app = address.name.partition(":")[0]
    known = KINDS | values | instead
    return address.form % {
        name: known[f"{app}:{name}"] if f"{app}:{name}" in known else known[name]
        for name in address.variables
    }


def books() -> dict[str, list[Any]]:
    """Every row of our own tables that a vendor's people could change."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for model in apps.get_models()
        if model.__module__.startswith(("storefront.", "catalog.", "marketplace.kernel"))
        and model._meta.app_label not in OF_VISITING
    }


@pytest.fixture
def houses(db, today, client) -> tuple[House, House]:
    return make_house(client), make_house(client)


def knocks(client: Client, path: str, app: str) -> Iterator[tuple[str, int]]:
    yield "GET", client.get(path).status_code
    yield "POST", client.post(path, TYPED).status_code


def let_in(answers: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    """Answers other than "not found", or "not by this method" where the other method is not found."""
    missed = {path for path, _method, status in answers if status == 404}
    return [one for one in answers if one[2] != 404 and (one[2] != 405 or one[0] not in missed)]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_foreign_vendor_is_not_found_at_any_address(houses, language):
    mine, theirs = houses
    client = Client()
    client.force_login(mine.owner)
    before = books()

    answers = [
        (path, method, status)
        for address in workspace(language)
        for path in [filled(address, theirs.ids)]
        for method, status in knocks(client, path, address.name)
    ]

    assert len(answers) > 100
    assert let_in(answers) == []
    assert books() == before


def test_a_foreign_id_in_ones_own_shop_is_not_found_at_any_address(houses):
    mine, theirs = houses
    client = Client()
    client.force_login(mine.owner)
    before = books()

    answers = [
        (path, method, status)
        for address in workspace()
        if set(address.variables) - {"vendor_id"} - NOT_AN_ID
        for path in [filled(address, theirs.ids | {"vendor_id": mine.ids["vendor_id"]})]
        for method, status in knocks(client, path, address.name)
    ]

    assert len(answers) > 40
    assert let_in(answers) == []
    assert books() == before


def test_a_foreign_picture_of_ones_own_product_is_not_found(houses):
    mine, theirs = houses
    client = Client()
    client.force_login(mine.owner)
    before = books()

    answers = [
        (path, method, status)
        for address in workspace()
        if "picture_id" in address.variables
        for path in [filled(address, mine.ids | {"picture_id": theirs.ids["picture_id"]})]
        for method, status in knocks(client, path, address.name)
    ]

    assert let_in(answers) == []
    assert books() == before


def test_ones_own_ids_are_found_at_every_address(houses):
    """Else the tests above would be content with ids that nobody has."""
    mine, _theirs = houses
    client = Client()
    client.force_login(mine.owner)

    lost = [
        path
        for address in workspace()
        if "token" not in address.variables and address.name not in WITHOUT_MORE
        for path in [filled(address, mine.ids)]
        if client.get(path).status_code == 404
    ]

    assert lost == []
