"""Two ways to use a page: by pressing on things, and by the keyboard alone."""

from typing import Protocol

from playwright.sync_api import Locator, Page

_MOST_TABS = 200
_HAS_FOCUS = "element => element === document.activeElement"


class Hands(Protocol):
    """How somebody gets about on a page."""

    page: Page

    def press(self, target: Locator) -> None: ...
    def fill(self, target: Locator, words: str) -> None: ...
    def choose(self, target: Locator, label: str) -> None: ...
    def tick(self, target: Locator) -> None: ...


class Pointer:
    """A finger or a mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        target.click()

    def fill(self, target: Locator, words: str) -> None:
        target.fill(words)

    def choose(self, target: Locator, label: str) -> None:
        target.select_option(label=label)

    def tick(self, target: Locator) -> None:
        target.check()


class Keyboard:
    """Tab, Enter, Space, arrows; nothing is focused but by its turn."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        self._reach(target)
        self.page.keyboard.press("Enter")

    def fill(self, target: Locator, words: str) -> None:
        self._reach(target)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def choose(self, target: Locator, label: str) -> None:
        self._reach(target)
        for _turn in range(_MOST_TABS):
            if target.evaluate("select => select.selectedOptions[0].text") == label:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows do not reach {label}")

    def tick(self, target: Locator) -> None:
        """A box by Space; a radio by the arrows, from the one of its group that the tabs reach."""
        group = target.get_attribute("name")
        if target.get_attribute("type") != "radio":
            self._reach(target)
            self.page.keyboard.press("Space")
        else:
            self._until(f"document.activeElement.name === {group!r}", "Tab")
            self.page.keyboard.press("Space")
            for _turn in range(10):
                if target.is_checked():
                    break
                self.page.keyboard.press("ArrowDown")
        assert target.is_checked()

    def _reach(self, target: Locator) -> None:
        target.wait_for()
        for _turn in range(_MOST_TABS):
            if target.evaluate(_HAS_FOCUS):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {target}")

    def _until(self, condition: str, key: str) -> None:
        for _turn in range(_MOST_TABS):
            if self.page.evaluate(condition):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"never: {condition}")
