"""An editor's day: a story is written, sent back, published, found; its shelf follows a certificate."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.editors import (
    EDITOR,
    PUBLISHER,
    desk_of,
    second_factor,
    shell,
    sign_in_to_edit,
)
from tests.servers.application import Application

pytestmark = pytest.mark.browser

TITLE = "Một buổi sáng ở chợ hoa"
SUMMARY = "Từ ba giờ sáng, ghe chở hoa đã đậu kín bến sông Sa Đéc."
ADDRESS = "/province/dong-thap/mot-buoi-sang-o-cho-hoa/"

_HOUSE = """
from cms.models import ShowcasePage
page = ShowcasePage.objects.get(province__slug="dong-thap", locale__language_code="vi")
print("HOUSE", page.pk)
"""
_REVOKE = """
from catalog.certification.models import Certificate
from catalog.certification.services import revoke_certificate
from marketplace.kernel.clock import today
(certificate,) = Certificate.objects.filter(product__public_id="{product}")
revoke_certificate(
    certificate, ground="law", effective_on=today(), reference="1/QĐ-UBND", acting_user=None
)
"""


@pytest.fixture(scope="module")
def house(application: Application) -> int:
    """The number of the province's showcase."""
    return int(shell(application, _HOUSE).split("HOUSE", 1)[1])


@pytest.fixture
def people(
    browser: Browser, application: Application, house: int
) -> Iterator[tuple[Page, Page, Page]]:
    """The editor and the publisher at their desks, signed in with both factors; and a visitor."""
    contexts = [desk_of(browser, application) for _person in range(3)]
    editor, publisher, visitor = (context.new_page() for context in contexts)
    for page, email in ((editor, EDITOR), (publisher, PUBLISHER)):
        sign_in_to_edit(page, email, second_factor(application, email))
    yield editor, publisher, visitor
    for context in contexts:
        context.close()


def _insert(page: Page, kind: str) -> None:
    page.locator("[data-contentpath=body] button.c-sf-add-button").last.click()
    page.get_by_role("option", name=kind).click()


def _write(page: Page, house: int) -> None:
    page.goto(f"/cms/pages/add/cms/storypage/{house}/")
    page.locator("#id_title").fill(TITLE)
    page.locator("[name=summary]").fill("Từ ba giờ sáng, ghe chở hoa đã đậu kín bến sông.")
    _insert(page, "Kệ sản phẩm")
    page.locator("[name=body-0-value-heading]").fill("Hoa và cây của tỉnh")
    page.locator("[name=body-0-value-query-province]").select_option("dong-thap")
    _insert(page, "Bản đồ")
    page.locator("[name=body-1-value-heading]").fill("Đường tới bến")
    row = "body-1-value-rows-0-value"
    page.locator(f"[name={row}-name]").fill("Bến hoa Sa Đéc")
    page.locator(f"[name={row}-latitude]").fill("10.29")
    page.locator(f"[name={row}-longitude]").fill("105.76")


def _preview_on_a_phone(page: Page) -> None:
    page.locator("[data-side-panel-toggle=preview]").click()
    expect(page.locator("[name=preview-size]").first).to_be_checked()
    shown = page.frame_locator("[data-w-preview-target=iframe]").last
    expect(shown.locator("h1")).to_have_text(TITLE, timeout=30_000)
    expect(shown.get_by_role("heading", name="Đường tới bến")).to_be_visible(timeout=30_000)
    assert shown.locator("body").evaluate("body => body.ownerDocument.defaultView.innerWidth") < 400
    page.locator("[data-side-panel-toggle=preview]").click()


def _choose(page: Page, action: str) -> None:
    """An action from the menu at the foot of the form."""
    page.get_by_role("button", name="Thao tác khác").click()
    page.get_by_role("button", name=action).click()


def _open_from_the_dashboard(page: Page) -> None:
    page.goto("/cms/")
    page.get_by_role("link", name=TITLE).first.click()


def _ask_for_a_change(page: Page) -> None:
    _choose(page, "Yêu cầu sửa")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("Xin thêm giờ ghe cập bến.")
    dialog.get_by_role("button", name="Yêu cầu sửa").click()
    expect(page.locator(".messages").first).to_contain_text(TITLE)


def _change_and_submit_again(page: Page) -> None:
    _open_from_the_dashboard(page)
    page.locator("[name=summary]").fill(SUMMARY)
    _choose(page, "Gửi")
    expect(page.locator(".messages").first).to_contain_text(TITLE)


def _publish(page: Page) -> None:
    _open_from_the_dashboard(page)
    _choose(page, "Duyệt và xuất bản")
    expect(page.locator(".messages").first).to_contain_text(TITLE)


def test_from_a_draft_to_the_front(people, application, house):
    editor, publisher, visitor = people
    _write(editor, house)
    _preview_on_a_phone(editor)
    _choose(editor, "Gửi")
    expect(editor.locator(".messages").first).to_contain_text(TITLE)
    _open_from_the_dashboard(publisher)
    _ask_for_a_change(publisher)
    assert visitor.goto(ADDRESS).status == 404

    _change_and_submit_again(editor)
    _open_from_the_dashboard(publisher)
    _publish(publisher)

    _is_published(visitor)
    _is_found(visitor)
    _shelf_follows(visitor, application)


def _is_published(page: Page) -> None:
    assert page.goto(ADDRESS).status == 200
    expect(page.locator("h1")).to_have_text(TITLE)
    expect(page.get_by_text(SUMMARY)).to_be_visible()
    expect(page.get_by_role("heading", name="Đường tới bến")).to_be_visible()
    page.get_by_role("link", name="English").first.click()
    expect(page).to_have_url(re.compile("/en/province/dong-thap/$"))


def _is_found(page: Page) -> None:
    feed = page.request.get("/province/dong-thap/feed.xml").text()
    index = page.request.get("/sitemap.xml").text()
    parts = [page.request.get(part).text() for part in re.findall("<loc>(.*?)</loc>", index)]
    assert TITLE in feed
    assert any(ADDRESS in part for part in parts)
    page.goto("/products/?q=buoi+sang+cho+hoa")
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()


def _shelf_follows(page: Page, application: Application) -> None:
    page.goto(ADDRESS)
    shelf = page.get_by_role("region", name="Hoa và cây của tỉnh")
    first = shelf.get_by_role("link").first
    product = first.get_attribute("href").strip("/").rsplit("-", 1)[1]
    before = shelf.get_by_role("listitem").count()

    shell(application, _REVOKE.format(product=product))

    page.reload()
    assert shelf.get_by_role("listitem").count() == before - 1
    expect(shelf.locator(f"a[href$='-{product}/']")).to_have_count(0)
