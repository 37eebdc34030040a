"""What shall stand on an invoice, and what a member's account keeps of it for the next order."""

from dataclasses import asdict, dataclass

from marketplace.accounts.models import User
from marketplace.kernel import text
from marketplace.kernel.tax_code import clean_tax_code

from .models import InvoiceDetails


@dataclass(frozen=True)
class InvoiceWords:
    """As typed by the buyer: for whom, and where it is sent."""

    company: str
    tax_code: str
    address: str
    email: str

    @classmethod
    def of(cls, typed: dict[str, str]) -> "InvoiceWords":
        """Tidied as it will stand on the invoice."""
        return cls(
            company=text.clean(typed["company"])[:255],
            tax_code=clean_tax_code(typed["tax_code"]),
            address=text.clean(typed["address"])[:255],
            email=typed["email"],
        )


def kept_words(user: object) -> dict[str, str]:
    """What the member's account has kept; empty for a guest, and where nothing is kept."""
    if not isinstance(user, User):
        return {}
    names = ("company", "tax_code", "address", "email")
    return InvoiceDetails.objects.filter(user=user).values(*names).first() or {}


def keep_words(*, user: User, words: InvoiceWords) -> None:
    """The newest are kept; twice is once."""
    InvoiceDetails.objects.update_or_create(user=user, defaults=asdict(words))
