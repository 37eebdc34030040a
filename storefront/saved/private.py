"""What the visitor has saved, for the hearts on every page."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from .models import SavedProduct
from .selectors import guest_list


def own_rows(request: HttpRequest) -> tuple[QuerySet[Any], str] | None:
    if not request.user.is_authenticated:
        return None
    return SavedProduct.objects.filter(user=request.user.pk), "product__public_id"


def public_ids(request: HttpRequest, saved: list[str]) -> list[str]:
    """A guest's list lies in the session."""
    return saved if request.user.is_authenticated else guest_list(request.session)
