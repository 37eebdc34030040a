from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.geography.selectors import province_list


class SubscriptionForm(forms.Form):
    """``website`` is a trap: people do not see it, programs fill it in."""

    email = forms.EmailField(
        max_length=254,
        label=_("E-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    province = forms.ChoiceField(label=_("Stories of"), required=False)
    website = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["province"].choices = [  # type: ignore[attr-defined]
            ("", _("all provinces")),
            *((one.slug, one.name) for one in province_list()),
        ]
