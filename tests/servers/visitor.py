"""A visitor with plain requests: follows links, sends forms as a browser without JavaScript does."""

import re
from dataclasses import dataclass, field
from urllib.parse import urljoin

import requests
from bs4 import BeautifulSoup, Tag

TIMEOUT = 20


@dataclass
class Visitor:
    """Keeps cookies and the page last seen; refuses to go on after an error page."""

    base: str
    session: requests.Session = field(default_factory=requests.Session)
    response: requests.Response = field(default_factory=requests.Response)

    def get(self, path: str, *, expect: int = 200) -> "Visitor":
        return self._seen(self.session.get(urljoin(self.base, path), timeout=TIMEOUT), expect)

    def submit(self, *, button: str, expect: int = 200, **values: str) -> "Visitor":
        """Fill in the form that has a button with these words, and press it."""
        form = self._form(button)
        data = {
            str(control["name"]): str(control.get("value", ""))
            for control in form.select("input[name]")
            if control.get("type") not in {"radio", "checkbox"} or control.has_attr("checked")
        }
        for select in form.select("select[name]"):
            chosen = select.select_one("option[selected]") or select.select_one("option")
            data[str(select["name"])] = str(chosen["value"]) if chosen else ""
        for area in form.select("textarea[name]"):
            data[str(area["name"])] = area.get_text()
        pressed = self._button(form, button)
        if pressed.has_attr("name"):
            data[str(pressed["name"])] = str(pressed.get("value", ""))
        url = urljoin(self.response.url, str(form.get("action") or ""))
        if str(form.get("method", "get")).lower() == "post":
            sent = self.session.post(
                url, data=data | values, headers={"Referer": self.response.url}, timeout=TIMEOUT
            )
        else:
            sent = self.session.get(url, params=data | values, timeout=TIMEOUT)
        return self._seen(sent, expect)

    def follow(self, words: str) -> "Visitor":
        """Follow the first link that holds these words."""
        for link in self.page.select("a[href]"):
            if words in " ".join(link.get_text(" ").split()):
                return self.get(str(link["href"]))
        raise AssertionError(f"no link “{words}” on {self.response.url}")

    @property
    def page(self) -> BeautifulSoup:
        return BeautifulSoup(self.response.text, "html.parser")

    @property
    def words(self) -> str:
        """What the main part of the page says, in one line."""
        return re.sub(r"\s+", " ", self.page.select_one("main").get_text(" ")).strip()

    @property
    def heading(self) -> str:
        return " ".join(self.page.select_one("h1").get_text(" ").split())

    def option(self, name: str, label: str) -> str:
        """The value of the choice ``label`` in the select ``name``."""
        for option in self.page.select(f'select[name="{name}"] option'):
            if option.get_text().strip() == label:
                return str(option["value"])
        raise AssertionError(f"no choice “{label}” in {name}")

    def _seen(self, response: requests.Response, expect: int) -> "Visitor":
        assert response.status_code == expect, f"{response.url}: {response.status_code}"
        self.response = response
        return self

    def _form(self, button: str) -> Tag:
        for form in self.page.select("form"):
            if any(button in control.get_text(" ") for control in form.select("button")):
                return form
        raise AssertionError(f"no form with the button “{button}” on {self.response.url}")

    @staticmethod
    def _button(form: Tag, words: str) -> Tag:
        return next(b for b in form.select("button") if words in b.get_text(" "))
