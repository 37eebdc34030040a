"""Links in running text: Wagtail's forms, whose fields have no names but their English ones."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import (
    EmailLinkChooserForm,
    ExternalLinkChooserForm,
    PhoneLinkChooserForm,
)
from wagtail.admin.views.chooser import EmailLinkView, ExternalLinkView, PhoneLinkView


class _NamedForm(forms.Form):
    """Gives the fields that a subclass finds the names that they lack."""

    names: dict[str, Any] = {
        "link_text": _("Text of the link"),
        "email_address": _("E-mail address"),
        "subject": _("Subject"),
        "body": _("Message"),
        "phone_number": _("Telephone number"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.fields.keys() & self.names.keys():
            self.fields[name].label = self.names[name]


class _ExternalForm(_NamedForm, ExternalLinkChooserForm):
    pass


class _EmailForm(_NamedForm, EmailLinkChooserForm):
    pass


class _PhoneForm(_NamedForm, PhoneLinkChooserForm):
    pass


class ExternalLink(ExternalLinkView):
    form_class = _ExternalForm


class EmailLink(EmailLinkView):
    form_class = _EmailForm


class PhoneLink(PhoneLinkView):
    form_class = _PhoneForm
