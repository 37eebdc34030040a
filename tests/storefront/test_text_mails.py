"""No text mail shows a letter as HTML writes it: a name may hold an apostrophe or an ampersand."""

import types

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from marketplace.kernel.clock import now
from storefront.order.selectors import order_view
from tests.database import ROOT
from tests.factories import make_pack, make_product, make_vendor
from tests.storefront.transfers.factories import make_account, pay, place, transfers_of

pytestmark = pytest.mark.django_db
NAME = "H'Hen <Niê> & Ea H'Leo"
ENTITIES = ("&#", "&amp;", "&lt;", "&gt;", "&quot;")


def everything_named(name: str) -> dict[str, object]:
    """One context for all text mails: whatever a person, a shop or a place is called, it is ``name``."""
    vendor = make_vendor(name)
    make_account(vendor)
    order = place(make_pack(make_product(name), vendor=vendor))
    (transfer,) = transfers_of(order)
    pay(transfer, 1_000)
    (transfer,) = transfers_of(order)
    address = order.shipping_address
    for field in ("first_name", "line1", "commune_name", "province_name", "notes"):
        setattr(address, field, name)
    address.former_ward = address.former_district = name
    transfer.holder = transfer.account.holder = name
    view = order_view(order)
    order.frozen_terms["terms"]["returns"] = name
    dated = types.SimpleNamespace(due_at=now(), expires_at=now(), kind="season")
    return {
        "view": view,
        "part": view.parts[0],
        "address": address,
        "transfer": transfer,
        "account": transfer.account,
        "alert": dated,
        "erasure": dated,
        "export": dated,
        "note": name,
        "title": name,
        "shop": name,
        "site_name": name,
        "paid": 1,
        "enquiry": types.SimpleNamespace(people=4),
        "host": name,
        "days": name,
        "subscription": types.SimpleNamespace(consent_text=name),
        "consent": types.SimpleNamespace(confirmed_at=now()),
        "stories": [types.SimpleNamespace(title=name, label=name, summary=name, url="/x/")],
        "url": "/x/",
    }


@pytest.mark.parametrize("language", ["vi", "en"])
def test_names_stand_in_text_mails_as_they_are_written(today, language):
    context = everything_named(NAME)
    folder = ROOT / "storefront/templates/mail"
    names = sorted(path.name for path in folder.glob("*.txt"))

    with translation.override(language):
        rendered = {name: render_to_string(f"mail/{name}", {**context}) for name in names}

    assert len(names) > 20
    escaped = [name for name, text in rendered.items() if any(e in text for e in ENTITIES)]
    assert escaped == []
    assert rendered["address.txt"].count(NAME) == 7
    assert [name for name in names if NAME not in rendered[name]] == []


def test_text_mails_of_accounts_escape_nothing_either():
    """A variable in a text of ours stands within autoescape off."""
    folder = ROOT / "marketplace/accounts/templates"
    texts = {path: path.read_text() for path in folder.rglob("email/*.txt")}

    loud = [path.name for path, text in texts.items() if "{{" in text or "{% blocktr" in text]
    quiet = [path.name for path, text in texts.items() if "{% autoescape off %}" in text]

    assert set(loud) <= set(quiet)
    assert len(texts) > 20
