"""What people type about accounts, statements and money."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from storefront.payment.vietqr import BANKS
from storefront.vendors.forms import WholeNumberField

from .models import BankAccount, Statement
from .reading import Mapping
from .reading.columns import header_of
from .references import squeezed
from .services.accounts import LONGEST_HOLDER
from .services.refunds import PROOF_LENGTH
from .services.transfers import NOTE_LENGTH

_MOST_DONG = 9_999_999_999
_SAMPLE_LENGTH = 24


class PasswordForm(forms.Form):
    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class AccountForm(forms.Form):
    """Where the shop is paid; the password once more, because it is about all its money."""

    bank_bin = forms.ChoiceField(label=gettext_lazy("Bank"))
    number = forms.CharField(
        label=gettext_lazy("Account number"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    holder = forms.CharField(
        label=gettext_lazy("Account holder"),
        max_length=LONGEST_HOLDER,
        help_text=gettext_lazy("As the bank writes it: capitals without diacritics."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["bank_bin"]
        field.choices = [("", _("Choose …"))] + [
            (bank.bin, f"{bank.name} – {bank.legal_name}") for bank in BANKS.values()
        ]


class ConfirmForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("Where have you seen the money?"),
        max_length=NOTE_LENGTH,
        help_text=gettext_lazy("For example: the bank's app at 14:05, transaction FT2611."),
    )


class RefundForm(forms.Form):
    amount = WholeNumberField(label=gettext_lazy("Paid back, in đồng"), maximum=_MOST_DONG)
    paid_on = forms.DateField(
        label=gettext_lazy("On"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    proof = forms.CharField(
        label=gettext_lazy("The bank's transaction number"), max_length=PROOF_LENGTH
    )


class MatchForm(forms.Form):
    to = forms.CharField(max_length=40)

    def clean_to(self) -> str:
        """A reference in any spelling, else the number as it was typed."""
        typed = str(self.cleaned_data["to"]).strip()
        return squeezed(typed) if squeezed(typed).startswith("DH") else typed


class StatementForm(forms.Form):
    account = forms.ModelChoiceField(
        label=gettext_lazy("Account"), queryset=BankAccount.objects.none(), empty_label=None
    )
    file = forms.FileField(
        label=gettext_lazy("The bank's file"),
        help_text=gettext_lazy("CSV or XLSX, as your bank's website exports it; at most 5 MB."),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.xlsx"}),
    )

    def __init__(self, *args: Any, accounts: QuerySet[BankAccount], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["account"]
        field.queryset = accounts
        field.label_from_instance = lambda account: f"{account.bank.name} {account.number}"
        field.to_field_name = "public_id"


class ColumnsForm(forms.Form):
    """Which column is what, for a file whose titles leave a doubt."""

    header = forms.TypedChoiceField(label=gettext_lazy("Row with the titles"), coerce=int)
    day = forms.TypedChoiceField(label=gettext_lazy("Day"), coerce=int)
    description = forms.TypedChoiceField(label=gettext_lazy("Description"), coerce=int)
    credit = forms.TypedChoiceField(
        label=gettext_lazy("Money in"), coerce=int, required=False, empty_value=None
    )
    debit = forms.TypedChoiceField(
        label=gettext_lazy("Money out"), coerce=int, required=False, empty_value=None
    )
    amount = forms.TypedChoiceField(
        label=gettext_lazy("Amount with sign (out is negative)"),
        coerce=int,
        required=False,
        empty_value=None,
    )
    bank_id = forms.TypedChoiceField(
        label=gettext_lazy("The bank's transaction number"),
        coerce=int,
        required=False,
        empty_value=None,
    )
    payer = forms.TypedChoiceField(
        label=gettext_lazy("From whom"), coerce=int, required=False, empty_value=None
    )

    def __init__(self, *args: Any, statement: Statement, **kwargs: Any) -> None:
        rows = [cells for _number, cells in statement.cells]
        guess = {"header": header_of(rows), **statement.mapping}
        kwargs["initial"] = guess
        super().__init__(*args, **kwargs)
        position = int(guess["header"])
        titles = rows[position] if 0 <= position < len(rows) else []
        width = max((len(cells) for cells in rows), default=0)
        columns = [(column, _column(column, titles, rows)) for column in range(width)]
        for name, field in self.fields.items():
            choices: Any = field
            if name == "header":
                choices.choices = [(-1, _("none"))] + [
                    (at, _row(at, cells)) for at, cells in enumerate(rows[:60])
                ]
            else:
                choices.choices = [("", _("Choose …") if field.required else _("none")), *columns]

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("credit") is None and cleaned.get("amount") is None:
            self.add_error("credit", _("Say where the money that came in stands."))
        used = [v for k, v in cleaned.items() if k != "header" and v is not None]
        if len(used) != len(set(used)):
            self.add_error(None, _("A column can be only one thing."))
        return cleaned

    def mapping(self) -> Mapping:
        """Only of a valid form."""
        values = dict(self.cleaned_data)
        if values.get("credit") is not None:
            values["amount"] = None
        return Mapping(**values)


def _column(column: int, titles: list[Any], rows: list[list[Any]]) -> str:
    """Its letter as spreadsheets count, its title and what the last row holds there."""
    letter = chr(ord("A") + column) if column < 26 else f"A{chr(ord('A') + column - 26)}"  # noqa: PLR2004
    title = _short(titles[column] if column < len(titles) else None)
    filled = (row[column] for row in reversed(rows) if column < len(row) and row[column])
    return " · ".join(part for part in (letter, title, _short(next(filled, None))) if part)


def _row(at: int, cells: list[Any]) -> str:
    return f"{at + 1} · " + " | ".join(_short(cell) for cell in cells if cell is not None)[:60]


def _short(cell: Any) -> str:
    text = "" if cell is None else " ".join(str(cell).split())
    return text if len(text) <= _SAMPLE_LENGTH else text[: _SAMPLE_LENGTH - 1] + "…"
