"""What visitors and hosts type about a visit."""

import datetime
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from catalog.partner.models import VisitTerms
from catalog.partner.visits import CAPACITY_LIMIT
from marketplace.kernel.phone import read_phone

from .services import MESSAGE_LENGTH
from .statuses import EnquiryState


class _Day(forms.DateField):
    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, **options)


class VisitForm(forms.Form):
    """When, how many, how to be reached, and what one wants to know."""

    form_key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    first_day = _Day(label=_("Day of the visit"))
    last_day = _Day(label=_("Last day"), required=False, help_text=_("Only for more than one day."))
    people = forms.IntegerField(
        label=_("How many people"),
        min_value=1,
        max_value=CAPACITY_LIMIT,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("The host's answer comes to this address."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Phone"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    message = forms.CharField(
        label=_("Your message to the host"),
        max_length=MESSAGE_LENGTH,
        required=False,
        help_text=_("What you would like to do, who comes along, what you have to eat or avoid."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(
        self, *args: Any, terms: VisitTerms, earliest: datetime.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        first, people = self.fields["first_day"], self.fields["people"]
        first.widget.attrs["min"] = earliest.isoformat()
        first.help_text = _("From %(day)s on.") % {"day": date_format(earliest, "l d/m/Y")}
        people.widget.attrs["max"] = terms.capacity
        people.help_text = _("%(count)s at most.") % {"count": terms.capacity}

    def clean_phone(self) -> str:
        typed = self.cleaned_data["phone"].strip()
        return read_phone(typed) if typed else ""


class MessageForm(forms.Form):
    message = forms.CharField(
        label=_("Message"),
        max_length=MESSAGE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class AnswerForm(MessageForm):
    """What the host writes, what it decides, and in what state it saw the enquiry.

    Whether words are needed depends on the decision: services.answer_enquiry says so.
    """

    to = forms.ChoiceField(choices=EnquiryState.choices)
    seen = forms.ChoiceField(choices=EnquiryState.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["message"].required = False
