from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.certification.decisions.reading.files import LARGEST
from catalog.certification.models import CertificateEvent
from catalog.partner.models import Vendor
from marketplace.accounts.models import User
from marketplace.accounts.selectors import (
    OFFICE_WRITERS,
    confirmed_user,
    is_national,
    provinces_for,
)
from marketplace.geography.models import Commune, Province
from marketplace.geography.selectors import communes_of
from marketplace.kernel.phone import read_phone


class UploadForm(forms.Form):
    """A decision's list. An office of one province is not asked for it."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("The list of products as XLSX or CSV, at most 20 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv"}),
    )
    province = forms.ModelChoiceField(
        Province.objects.none(),
        label=_("Province"),
        required=False,
        empty_label=_("As the file says"),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._own = provinces_for(user, roles=OFFICE_WRITERS)
        field = self.fields["province"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 – for the type checker
        field.queryset = self._own
        self._is_national = is_national(user, roles=OFFICE_WRITERS)
        if not self._is_national:
            field.required = True
            field.empty_label = None
            field.initial = self._own.first()

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 20 MB."), code="too_large")
        return file


class AnswerForm(forms.Form):
    """What a row of the worklist means."""

    answer = forms.ChoiceField(label=_("This row names"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed where nothing is recorded."),
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["answer"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 – for the type checker
        field.choices = choices


_DAY = {"type": "date"}


class MoveForm(forms.Form):
    """What happens to a certificate, with the paper that says so."""

    move = forms.ChoiceField(
        label=_("What happens"),
        choices=[
            ("extend", _("Extend until the renewal is decided")),
            ("suspend", _("Suspend")),
            ("reinstate", _("Reinstate")),
            ("revoke", _("Revoke")),
        ],
    )
    effective_on = forms.DateField(label=_("From this day"), widget=forms.DateInput(_DAY))
    reference = forms.CharField(label=_("Paper (number and date)"), max_length=160)
    until = forms.DateField(
        label=_("New last day"),
        required=False,
        widget=forms.DateInput(_DAY),
        help_text=_("Only for an extension, at most 180 days past the term."),
    )
    ground = forms.ChoiceField(
        label=_("Ground"),
        required=False,
        choices=[("", "–"), *CertificateEvent.Ground.choices],
        help_text=_("Only for a revocation."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        needed = {"extend": "until", "revoke": "ground"}.get(data.get("move", ""))
        if needed and not data.get(needed):
            self.add_error(needed, _("This is needed here."))
        return data


class NewVendorForm(forms.Form):
    """The shop of a producer that does not sell yet."""

    name = forms.CharField(label=_("Shop name"), max_length=128)
    ships_from = forms.ModelChoiceField(Commune.objects.none(), label=_("Commune it ships from"))
    street = forms.CharField(label=_("Street address"), max_length=255, required=False)
    phone = forms.CharField(
        label=_("Phone"), max_length=30, widget=forms.TextInput(attrs={"type": "tel"})
    )
    email = forms.EmailField(label=_("E-mail of the shop"))
    owner = forms.EmailField(
        label=_("E-mail of the owner's account"),
        help_text=_("The owner signs up first; accounts are never made for others."),
    )

    def __init__(self, *args: Any, province: Province, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["ships_from"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 – for the type checker
        field.queryset = communes_of(province)

    def clean_phone(self) -> str:
        return read_phone(self.cleaned_data["phone"])

    def clean_owner(self) -> User:
        owner = confirmed_user(self.cleaned_data["owner"])
        if owner is None:
            raise forms.ValidationError(
                _("Nobody has signed up and confirmed this e-mail yet."), code="nobody"
            )
        return owner


class VerifyForm(forms.Form):
    """The vendor may sell; ``seen`` is the state that the page showed."""

    seen = forms.ChoiceField(choices=Vendor.State, widget=forms.HiddenInput)
    method = forms.CharField(
        label=_("Verified by means of"),
        max_length=120,
        help_text=_("For example the business registration, its number and day."),
    )


class SuspendForm(forms.Form):
    """The vendor may not sell for now; ``seen`` is the state that the page showed."""

    seen = forms.ChoiceField(choices=Vendor.State, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason"), max_length=255, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReviewForm(forms.Form):
    """The office's word on a listing."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[("approve", _("Approve")), ("reject", _("Send back"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed where the listing goes back; the seller reads it."),
    )


class PhotographReviewForm(ReviewForm):
    """The office's word on a photograph."""

    decision = forms.ChoiceField(
        label=_("Decision"),
        choices=[("approve", _("Show it")), ("reject", _("Refuse it"))],
        widget=forms.RadioSelect,
    )


class TakeDownForm(forms.Form):
    """Why a photograph that is shown must go."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The seller reads it."),
    )
