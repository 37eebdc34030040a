"""No template lies about unused; each that overrides a library's exists there."""

import re
from pathlib import Path

import allauth
import oscar
import wagtail
from django.contrib import admin

from storefront.order.models import OrderMail
from tests.database import ROOT

PACKAGES = ("marketplace", "catalog", "storefront", "cms", "search")
#: Django and allauth (429) look these up by name.
BY_CONVENTION = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}
_LIBRARIES = [Path(str(library.__file__)).parent for library in (allauth, oscar, wagtail, admin)]


def _templates() -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for package in PACKAGES
        for folder in (ROOT / package).rglob("templates")
        for path in folder.rglob("*.*")
        if path.suffix in {".html", ".txt", ".xml", ".svg"}
    }


def _mentioned() -> str:
    return "\n".join(
        path.read_text()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.suffix in {".py", ".html", ".txt", ".xml"}
    )


def _is_mail(name: str, text: str) -> bool:
    """``mail/order_confirmed.html``: what it is about, then a kind of OrderMail."""
    stem = Path(name).stem
    return name.startswith("mail/") and any(
        stem.endswith(f"_{kind}") and f'"{stem.removesuffix(kind)}{{' in text
        for kind in OrderMail.Kind.values
    )


def _is_override(name: str) -> bool:
    return any(next(library.rglob(f"templates/{name}"), None) is not None for library in _LIBRARIES)


def _is_page_of_wagtail(name: str) -> bool:
    """``cms/home_page.html`` belongs to the class HomePage of the app cms."""
    words = Path(name).stem.split("_")
    class_name = "".join(word.capitalize() for word in words)
    models = (ROOT / Path(name).parts[0] / "models").glob("*.py")
    return any(f"class {class_name}(" in path.read_text() for path in models)


def test_every_template_is_used():
    text = _mentioned()

    unused = [
        name
        for name in sorted(_templates())
        if name not in BY_CONVENTION
        and not re.search(rf"""["'/]{re.escape(name)}["']""", text)
        and not _is_mail(name, text)
        and not _is_override(name)
        and not _is_page_of_wagtail(name)
    ]

    assert not unused, "\n".join(unused)
