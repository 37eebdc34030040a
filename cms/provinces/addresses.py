"""Addresses of the provinces' pages by what the tree keeps of them, without a query.

Wagtail asks for each page's language and site. Here there is one site, and the first step of a kept
address is its front page, which stands for the language.
"""

from django.conf import settings

#: The step under which all provinces stand, in both languages.
SLUG = "province"
#: How deep pages stand in the tree: root, front page, index, showcase (the house), its pages.
INDEX_DEPTH, HOUSE_DEPTH, PAGE_DEPTH = 3, 4, 5
#: Before the address in a language.
PREFIX = {"vi": "/", "en": "/en/"}


def address(url_path: str, language: str) -> str:
    """Of the kept address, whose first step is the front page: in English ``/en/province/hue/``."""
    _empty, _root, *steps = url_path.split("/")
    return PREFIX[language] + "/".join(steps)


def absolute(path: str) -> str:
    return settings.SITE_URL.rstrip("/") + path


def province_slug(url_path: str) -> str:
    """Of which province's house a page of this kept address is; empty outside of houses.

    After the front page and the index, the third step names it.
    """
    steps = url_path.strip("/").split("/")
    return steps[2] if len(steps) > 2 else ""  # noqa: PLR2004
