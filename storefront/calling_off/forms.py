"""What an operator says who calls an order off."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from storefront.vendors.services import NOTE_LENGTH

from .selectors import Plan


class CallOffForm(forms.Form):
    """All of it or one seller's part, and why."""

    ALL = "all"

    what = forms.ChoiceField(label=_("What is called off"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Reason, as the buyer will read it"), max_length=NOTE_LENGTH)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: list[tuple[str, Any]] = []
        if plan.may_all:
            choices.append((self.ALL, _("the whole order")))
        if len(plan.parts) > 1:
            choices += [
                (
                    one.vendor_order.public_id,
                    f"{one.vendor_order.number} · {one.vendor_order.vendor}",
                )
                for one in plan.single
            ]
        elif not plan.may_all:
            choices = []
        field: Any = self.fields["what"]
        field.choices = choices
        if len(choices) == 1:
            field.initial = choices[0][0]

    @property
    def is_possible(self) -> bool:
        field: Any = self.fields["what"]
        return bool(field.choices)
