"""What every spreadsheet of a vendor asks of a view: to look at a file, and to take what was looked at."""

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from marketplace.kernel.errors import MarketplaceError

Tried = TypeVar("Tried")
Report = TypeVar("Report")


def looked_at(form: forms.Form, look: Callable[[UploadedFile, str], Tried]) -> Tried | None:
    """What ``look`` makes of the form's file and its name. NotAllowed.

    None where there is no file or it is refused: the form says why.
    """
    if not form.is_valid():
        return None
    try:
        return look(form.cleaned_data["file"], form.cleaned_data["file"].name)
    except MarketplaceError as refusal:
        form.add_error("file", str(refusal))
        return None


def taken(request: HttpRequest, take: Callable[[], Report]) -> Report | None:
    """What was taken; None where it was refused: a message says why. NotAllowed."""
    try:
        return take()
    except MarketplaceError as refusal:
        messages.error(request, str(refusal))
        return None
