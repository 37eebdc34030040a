from django import forms
from django.utils.translation import gettext_lazy as _

from storefront.customer.models import ProductAlert


class AlertForm(forms.Form):
    """A member needs no address; a guest's is asked for."""

    product = forms.CharField(max_length=16, widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=ProductAlert.Kind.choices, widget=forms.HiddenInput)
    email = forms.EmailField(
        max_length=254,
        label=_("E-mail"),
        required=False,
        help_text=_("One mail when it is back, and none besides."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: object, is_member: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["email"].required = not is_member
