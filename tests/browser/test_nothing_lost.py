"""While somebody writes: another editor at the same page, and a session that ends. Nothing is lost."""

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

_STORY = """
from cms.models import StoryPage
page = StoryPage.objects.filter(locale__language_code="vi", url_path__contains="/dong-thap/")[0]
print("STORY", page.pk)
"""
_VERSIONS = """
import json
from cms.models import StoryPage
found = StoryPage.objects.get(pk={story}).revisions.order_by("pk")
print("VERSIONS", json.dumps([one.content["summary"] for one in found], ensure_ascii=False))
"""
_END = """
from django.contrib.sessions.models import Session
from marketplace.accounts.models import User
user = User.objects.get(email="{email}")
for session in Session.objects.all():
    if session.get_decoded().get("_auth_user_id") == str(user.pk):
        session.delete()
"""


@pytest.fixture(scope="module")
def story(application: Application, filled: dict[str, list[str]]) -> int:
    """The number of a published one."""
    return int(shell(application, _STORY).split("STORY", 1)[1])


@pytest.fixture
def editor(browser: Browser, application: Application) -> Iterator[Page]:
    yield from _at_work(browser, application, EDITOR)


@pytest.fixture
def publisher(browser: Browser, application: Application) -> Iterator[Page]:
    yield from _at_work(browser, application, PUBLISHER)


#: Two seconds or more after its opening Wagtail takes what a form holds for what is stored.
_MARKED_WHEN_WATCHED = """
document.addEventListener("w-unsaved:watch-edits", () => {
  document.documentElement.dataset.isWatched = "";
});
"""


def _at_work(browser: Browser, application: Application, email: str) -> Iterator[Page]:
    context = desk_of(browser, application)
    context.add_init_script(_MARKED_WHEN_WATCHED)
    page = context.new_page()
    sign_in_to_edit(page, email, second_factor(application, email))
    yield page
    context.close()


def _open(page: Page, story: int) -> None:
    page.goto(f"/cms/pages/{story}/edit/")
    expect(page.locator("[data-edit-form]")).to_be_visible()
    expect(page.locator("html[data-is-watched]")).to_be_attached()


def _write(page: Page, words: str) -> None:
    page.locator("[name=summary]").fill(words)


def _is_saved(page: Page) -> None:
    expect(page.locator("#w-autosave-indicator")).to_have_attribute(
        "data-w-autosave-state-value", "saved"
    )


def _versions(application: Application, story: int) -> str:
    return shell(application, _VERSIONS.format(story=story))


def test_the_second_of_two_editors_is_told_and_both_texts_are_kept(
    editor: Page, publisher: Page, application: Application, story: int
):
    _open(editor, story)
    _open(publisher, story)

    _write(editor, "Người thứ nhất viết.")
    _is_saved(editor)
    _write(publisher, "Người thứ hai viết.")
    expect(publisher.locator("#w-autosave-indicator")).to_have_attribute(
        "data-w-autosave-state-value", "paused"
    )
    assert "Người thứ hai" not in _versions(application, story)

    publisher.get_by_role("button", name="Lưu bản nháp").first.click()
    dialog = publisher.get_by_role("dialog")
    expect(dialog).to_contain_text(f"{EDITOR} đã lưu một phiên bản mới")
    dialog.get_by_role("button", name="Lưu bản nháp").click()
    expect(publisher.locator("[name=summary]")).to_have_value("Người thứ hai viết.")
    expect(publisher.locator(".messages").first).to_be_visible()

    kept = _versions(application, story)
    assert "Người thứ nhất viết." in kept
    assert "Người thứ hai viết." in kept


def _end_session(application: Application) -> None:
    code = _END.format(email=EDITOR)
    done = application.manage("shell", "--no-imports", "-c", code, LOG_LEVEL="WARNING")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("way", ["by itself", "by the button"])
def test_what_is_typed_after_the_session_has_ended_is_saved_after_signing_in_again(
    editor: Page, application: Application, story: int, way: str
):
    words = f"Gõ sau khi phiên đã hết, lưu {way}."
    _open(editor, story)
    _end_session(application)

    _write(editor, words)
    notice = editor.get_by_role("alert").filter(has_text="Bạn đã bị đăng xuất.")
    expect(notice).to_be_visible()
    editor.get_by_role("button", name="Lưu bản nháp").first.click()
    expect(notice).to_be_visible()
    expect(editor.locator("[name=summary]")).to_have_value(words)
    assert words not in _versions(application, story)

    with editor.context.expect_page() as opened:
        notice.get_by_role("link", name="Đăng nhập lại").click()
    tab = opened.value
    expect(tab).to_have_url(re.compile("/account/login/"))
    sign_in_to_edit(tab, EDITOR, second_factor(application, EDITOR))
    tab.close()
    editor.bring_to_front()
    if way == "by itself":
        editor.evaluate("window.dispatchEvent(new Event('focus'))")  # no window manager gives it
        _is_saved(editor)
    else:
        editor.get_by_role("button", name="Lưu bản nháp").first.click()
        expect(editor.locator(".messages").first).to_be_visible()

    expect(notice).to_be_hidden()
    assert words in _versions(application, story)
