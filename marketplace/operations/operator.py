"""Who runs this marketplace and answers for it, by settings (Law 122/2025/QH15, Art. 17)."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Operator:
    """All texts may be empty: a demonstration has no operator."""

    name: str
    address: str
    tax_code: str
    email: str
    phone: str

    @property
    def is_stated(self) -> bool:
        return bool(self.name)


def operator() -> Operator:
    return Operator(
        name=settings.OPERATOR_NAME,
        address=settings.OPERATOR_ADDRESS,
        tax_code=settings.OPERATOR_TAX_CODE,
        email=settings.OPERATOR_EMAIL,
        phone=settings.OPERATOR_PHONE,
    )
