"""The style page: every component in every state, with its markup. For those who build pages.

In the demonstration and in tests only; in production there is no such page.
"""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

#: Heading → template under style/, in the order of site.css.
_EXAMPLES = {
    "Type": "style/type.html",
    "Buttons": "style/buttons.html",
    "Fields": "style/fields.html",
    "Surfaces": "style/surfaces.html",
    "Lists": "style/lists.html",
    "Data": "style/data.html",
    "Pictures": "style/pictures.html",
    "Commerce": "style/commerce.html",
    "Layers": "style/layers.html",
    "The star": "style/star.html",
}
_COLOURS = (
    "paper",
    "paper-2",
    "ink",
    "ink-2",
    "leaf",
    "lotus",
    "indigo",
    "gold",
    "line",
    "control",
)


@dataclass(frozen=True)
class Badge:
    """A made-up certificate, for the star."""

    star: int
    state: str
    code: str = "ABCD-12345"
    last_day: str = ""


class ExampleForm(forms.Form):
    """One field of each sort."""

    name = forms.CharField(label="Họ và tên", help_text="Như trên giấy tờ.", max_length=80)
    email = forms.EmailField(label="Thư điện tử")
    kind = forms.ChoiceField(label="Loại", choices=[("a", "Mật ong"), ("b", "Chè")])
    when = forms.ChoiceField(
        label="Giao lúc",
        choices=[("am", "Buổi sáng"), ("pm", "Buổi chiều")],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label="Lời nhắn", widget=forms.Textarea(attrs={"rows": 3}), max_length=200, required=False
    )
    agreed = forms.BooleanField(label="Tôi đã đủ 18 tuổi", help_text="Rượu chỉ bán cho người lớn.")


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    if not settings.STYLE_PAGE:
        raise Http404
    return render(request, "style/page.html", {"parts": _parts(), "colours": _COLOURS})


def _parts() -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Heading, markup, and the markup's two renderings: ids differ, for the page holds it twice."""
    return [
        (
            heading,
            _example(name, ""),
            [(scheme, _example(name, scheme)) for scheme in ("light", "dark")],
        )
        for heading, name in _EXAMPLES.items()
    ]


def _example(name: str, scheme: str) -> str:
    prefix = scheme or "example"
    context: dict[str, Any] = {
        "id": prefix,
        "plain": ExampleForm(prefix=f"{prefix}-plain"),
        "wrong": ExampleForm({f"{prefix}-wrong-name": ""}, prefix=f"{prefix}-wrong"),
        "stars": [
            Badge(5, "valid"),
            Badge(4, "renewal_open"),
            Badge(4, "renewal_late"),
            Badge(3, "extended"),
        ],
    }
    return render_to_string(name, context)
