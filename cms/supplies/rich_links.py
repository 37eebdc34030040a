"""Links to pages in running text. Apart from links.py: Wagtail's handler wants the models loaded."""

from typing import Any

from django.utils.html import escape
from wagtail.rich_text.pages import PageLinkHandler

from .links import page_links


class LeanPageLinkHandler(PageLinkHandler):
    """Links in running text without reading each page whole; to what is not published, only words."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        numbers = [int(attrs["id"]) if attrs.get("id", "").isdigit() else 0 for attrs in attrs_list]
        links = page_links(numbers)
        return [
            f'<a href="{escape(links[number].url)}">' if number in links else "<a>"
            for number in numbers
        ]
