"""A vendor presses on the main point of a picture; what is cut off follows at once."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_axe import sign_in
from tests.journeys.offers import VENDORS, offers_of_demo_vendors
from tests.pictures.uploads import drawn, encoded
from tests.servers.application import Application

pytestmark = pytest.mark.browser


def test_a_press_on_the_picture_sets_its_main_point(desk: Page, application: Application):
    vendor = offers_of_demo_vendors(application)[0].vendor
    sign_in(desk, VENDORS[0])
    desk.goto(f"/vendor/{vendor}/products/")
    desk.locator("main a[href$='/pictures/']").first.click()
    desk.locator("#pictures").set_input_files(
        {"name": "xoai.jpg", "mimeType": "image/jpeg", "buffer": encoded(drawn())}
    )
    desk.get_by_role("button", name="Tải lên").click()
    picture = desk.locator("[data-focus] img")
    expect(picture).to_be_visible()
    expect(desk.locator("[data-focus-hint]")).to_be_visible()
    desk.wait_for_function("document.querySelector('[data-focus] img').naturalWidth > 0")
    cut = desk.locator(".focus-crop-portrait")
    middle = cut.evaluate("one => one.style.objectPosition")
    size = picture.bounding_box()

    picture.click(position={"x": size["width"] * 0.2, "y": size["height"] * 0.75})

    assert abs(int(desk.locator("#id_focal_x").input_value()) - 20) <= 1
    assert abs(int(desk.locator("#id_focal_y").input_value()) - 75) <= 1
    expect(desk.locator(".focus-mark")).to_be_visible()
    assert cut.evaluate("one => one.style.objectPosition") != middle

    desk.locator("#id_alt").fill("Xoài trên cành")
    address = desk.url
    desk.locator("main").get_by_role("button", name=re.compile("^Lưu")).click()
    desk.wait_for_url(re.compile(r"/pictures/$"))
    desk.goto(address)
    assert abs(int(desk.locator("#id_focal_x").input_value()) - 20) <= 1
