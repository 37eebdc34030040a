"""What a browser without JavaScript would send of a page's form."""

from html.parser import HTMLParser


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.data: dict[str, list[str]] = {}
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        name, value = named.get("name") or "", named.get("value") or ""
        if tag == "select":
            self._select = name
        elif tag == "option" and "selected" in named:
            self.data.setdefault(self._select, []).append(value)
        elif tag == "textarea":
            self._area = name
            self.data[name] = [""]
        elif tag == "input" and (named.get("type") != "checkbox" or "checked" in named):
            self.data.setdefault(name, []).append(value)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.data[self._area] = [data.removeprefix("\n")]


def sent(page: str) -> dict[str, list[str]]:
    """Inputs, chosen options and ticked boxes of the first large form."""
    fields = _Fields()
    form = page[page.index('<form class="form stack') :]
    fields.feed(form[: form.index("</form>")])
    return fields.data
