"""Illustrative bank accounts, so that the demonstration offers transfers; nobody owns them."""

from catalog.partner.models import Vendor
from marketplace.kernel.clock import now
from storefront.payment.vietqr import BANKS
from storefront.transfers.models import BankAccount
from storefront.transfers.statuses import AccountState

#: What a buyer's bank would show as the holder: "illustration, do not transfer".
HOLDER = "MINH HOA KHONG CHUYEN TIEN"
#: So many of the banks with most branches take turns.
_BANKS = 6


def make_accounts() -> None:
    """An account for every verified shop that has none yet; no such number is given out by a bank."""
    banks = list(BANKS)[:_BANKS]
    without = Vendor.objects.filter(
        state=Vendor.State.VERIFIED, bank_accounts__isnull=True
    ).order_by("pk")
    BankAccount.objects.bulk_create(
        BankAccount(
            vendor=vendor,
            bank_bin=banks[vendor.pk % _BANKS],
            number=f"0000{vendor.pk:06d}",
            holder=HOLDER,
            state=AccountState.VERIFIED,
            verified_at=now(),
        )
        for vendor in without
    )
