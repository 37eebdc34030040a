from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Membership, User


class ProfileForm(forms.ModelForm):
    """How a person is addressed, and in which language."""

    class Meta:
        model = User
        fields = ["first_name", "last_name", "language"]


class EnrolmentForm(forms.Form):
    """The first second factor: the password again, and a code that the app shows."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    code = forms.CharField(
        label=_("Code shown by the app"),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class NewMemberForm(forms.Form):
    """Somebody with an account joins; accounts are never made for others."""

    email = forms.EmailField(label=_("E-mail of their account"))
    role = forms.ChoiceField(label=_("Role"), choices=Membership.Role.choices)


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Membership.Role.choices)
