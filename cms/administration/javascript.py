"""The words of the editor's scripts, in our terms."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.localization import get_localized_response


class EditorsCatalogue(JavaScriptCatalog):
    """Wagtail's catalogue, then ours over it: asked for packages, Django leaves LOCALE_PATHS out."""

    def get_paths(self, packages: list[str]) -> list[Any]:
        return [*super().get_paths(packages), *reversed(settings.LOCALE_PATHS)]


_catalogue = EditorsCatalogue.as_view(packages=["wagtail.admin"])


def javascript_words(request: HttpRequest) -> HttpResponse:
    """In the language of the editor's account. Stands at the address of Wagtail's own."""
    answer: HttpResponse = get_localized_response(_catalogue, request)
    return answer
