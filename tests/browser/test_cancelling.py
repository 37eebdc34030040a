"""A guest calls an order off, with what a real browser sends along."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.buying import order
from tests.journeys.offers import offers_of_demo_vendors
from tests.servers.application import Application
from tests.servers.visitor import Visitor

pytestmark = pytest.mark.browser


def test_a_guest_cancels_on_the_orders_page(phone: Page, application: Application):
    bought = order(Visitor(application.url), offers_of_demo_vendors(application))

    phone.goto(bought)
    phone.get_by_role("button", name="Huỷ đơn").click()
    phone.locator("#confirm button[value='yes']").click()

    expect(phone.get_by_role("heading", level=1)).to_contain_text("Đơn OC26-")
    expect(phone.get_by_role("main")).to_contain_text("Đơn này đã huỷ")
