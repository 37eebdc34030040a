from django import forms
from django.utils.translation import gettext_lazy as _

#: Beyond this a limit limits nothing.
_MOST = 200


class LimitsForm(forms.Form):
    """How a demand may be shared out; empty: as many as it takes."""

    max_suppliers = forms.IntegerField(
        label=_("At most so many suppliers"), min_value=1, max_value=_MOST, required=False
    )
    max_provinces = forms.IntegerField(
        label=_("From at most so many provinces"), min_value=1, max_value=34, required=False
    )
