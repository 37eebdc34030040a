"""A distributor's day: suppliers of a region, compared; a demand in words, corrected; matches with
reasons; shared out over three suppliers. On the phone and at the desk.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_axe import sign_in
from tests.servers.application import Application

pytestmark = pytest.mark.browser

BUYER = "mua-si@demo.example"
WANTED = (
    "Cần 15 tấn chả cá, chả lụa, nem mỗi tháng, ít nhất 4 sao, giao TP Hồ Chí Minh trong 3 tháng"
    " tới, giá tối đa 350 nghìn/kg"
)
#: What the buyer corrects it to.
TONNES = "10 tấn"


@pytest.fixture(scope="module", autouse=True)
def indexed(application: Application) -> None:
    """Whatever the application has just begun to index stands in the index."""
    assert application.manage("search_drain").returncode == 0


def test_on_the_phone(phone: Page):
    _find_suppliers(phone)


def test_at_the_desk(desk: Page):
    _find_suppliers(desk)


def _find_suppliers(page: Page) -> None:
    sign_in(page, BUYER)
    _compare_the_first_of_a_region(page)
    _write_a_demand(page)
    _look_at_the_matches(page)
    _share_it_out(page)


def _compare_the_first_of_a_region(page: Page) -> None:
    page.goto("/suppliers/")
    if page.locator(".listing > .sheet > summary").is_visible():
        page.locator(".listing > .sheet > summary").click()
    page.locator("input[name='star'][value='4']").check()
    page.wait_for_url(re.compile(r"star=4"))
    page.locator("#facet-place > summary").click()
    page.locator("input[name='region'][value='dong-bang-song-cuu-long']").check()
    page.wait_for_url(re.compile(r"region=dong-bang-song-cuu-long"))
    page.keyboard.press("Escape")
    expect(page.locator(".suppliers > li").first.locator(".months")).to_be_visible()
    names = [page.locator(".supplier h3").nth(place).inner_text() for place in range(3)]
    for place in range(3):
        page.locator(".supplier-tick").nth(place).click()
    page.get_by_role("button", name="So sánh mục đã chọn").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("So sánh nhà cung cấp")
    for name in names:
        expect(page.get_by_role("link", name=name)).to_have_count(1)


def _write_a_demand(page: Page) -> None:
    page.goto("/demands/new/")
    page.locator("main textarea").fill(WANTED)
    page.locator("main form").get_by_role("button").first.click()
    understood = page.locator(".understood")
    expect(understood).to_contain_text("Thành phố Hồ Chí Minh")
    expect(page.locator("[name='line-0-keywords']")).to_have_value("chả cá, chả lụa, nem")
    page.locator("[name='line-0-least']").fill(TONNES)
    page.get_by_role("button", name="Mở nhu cầu").click()
    expect(page.get_by_role("main")).to_contain_text("10 tấn mỗi tháng")


def _look_at_the_matches(page: Page) -> None:
    page.get_by_role("link", name="Nhà cung cấp phù hợp").click()
    matches = page.locator("main ol > li.card")
    expect(matches.nth(3)).to_be_visible()
    suppliers = {text.split(" · ")[0] for text in matches.locator("p.muted").all_inner_texts()}
    assert len(suppliers) >= 4
    expect(matches.first).to_contain_text("Tên sản phẩm có đủ các từ bạn cần.")
    matches.first.locator("summary").click()
    expect(matches.first.get_by_role("row")).to_have_count(10)


def _share_it_out(page: Page) -> None:
    page.get_by_role("link", name="Phân bổ cho các nhà cung cấp").click()
    page.locator("[name='max_suppliers']").fill("3")
    page.get_by_role("button", name="Tính").click()
    page.wait_for_url(re.compile(r"max_suppliers=3"))
    rows = page.locator("main tbody tr")
    suppliers = {text.split(" · ")[0] for text in rows.locator("th .muted").all_inner_texts()}
    assert len(suppliers) == 3
    expect(page.locator("main .total")).to_contain_text("₫")
