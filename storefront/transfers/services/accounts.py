"""A vendor's bank account: proposed by an owner, in use once the mailed link was opened.

Where the money goes is what a thief of a session would change. So it takes the owner's password,
all owners hear of it, and the account is used only after the link from the mail was opened by an
owner who is signed in: password and mailbox, both.
"""

import re
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.partner.models import Vendor
from marketplace.accounts.models import User
from marketplace.accounts.selectors import role_in
from marketplace.kernel import audit
from marketplace.kernel.clock import now
from marketplace.kernel.text import fold
from storefront.payment.vietqr import BANKS, Payee, PayloadRefused, payload
from storefront.states.moving import move
from storefront.states.table import Mover
from storefront.transfers.errors import AccountRefused
from storefront.transfers.models import BankAccount
from storefront.transfers.statuses import AccountState
from storefront.transfers.tasks import send_account_mail
from storefront.vendors.roles import ACCOUNT_ROLES, require_role

LONGEST_HOLDER = 70
#: Of an account's number, what the audit may tell: entries stay for ever.
SHOWN_DIGITS = 4


def propose_account(
    *, vendor: Vendor, bank_bin: str, number: str, holder: str, password: str, acting_user: User
) -> BankAccount:
    """An account that waits for the mailed link; another one that waited is put aside.

    ``holder`` is kept as banks write it: capitals without diacritics. NotAllowed for anybody but
    an owner; AccountRefused with code ``password``, ``bank``, ``number``, ``holder`` or ``same``.
    """
    require_role(role_in(acting_user, vendor.organisation), ACCOUNT_ROLES)
    if not acting_user.check_password(password):
        raise AccountRefused(_("This is not your password."), code="password")
    values = _validated(bank_bin, number, holder)
    with transaction.atomic():
        _serialise(vendor)
        current = BankAccount.objects.filter(vendor=vendor, state=AccountState.VERIFIED).first()
        if current is not None and all(getattr(current, k) == v for k, v in values.items()):
            raise AccountRefused(_("This is the account that is in use already."), code="same")
        _move(vendor, AccountState.WAITING, to=AccountState.RETIRED, retired_at=now())
        account = BankAccount.objects.create(vendor=vendor, created_by=acting_user, **values)
        audit.record(
            action="bank_account.proposed",
            target=account,
            acting_user=acting_user,
            vendor=vendor.public_id,
            bank_bin=account.bank_bin,
            last_digits=account.number[-SHOWN_DIGITS:],
        )
        send_account_mail.enqueue(account.pk, "proposed")
    return account


def confirm_account(*, account: BankAccount, acting_user: User) -> BankAccount:
    """The account is used from now on, the one before is not. Twice does no harm.

    Orders placed before keep the account that they were told. The caller has read the link.
    """
    require_role(role_in(acting_user, account.vendor.organisation), ACCOUNT_ROLES)
    with transaction.atomic():
        _serialise(account.vendor)
        account.refresh_from_db()
        if account.state == AccountState.VERIFIED:
            return account
        if account.state != AccountState.WAITING:
            raise AccountRefused(
                _("Another account was entered since. Use the newest mail."), code="outdated"
            )
        _move(account.vendor, AccountState.VERIFIED, to=AccountState.RETIRED, retired_at=now())
        _move(
            account.vendor,
            AccountState.WAITING,
            to=AccountState.VERIFIED,
            verified_at=now(),
            verified_by=acting_user,
        )
        audit.record(
            action="bank_account.verified",
            target=account,
            acting_user=acting_user,
            vendor=account.vendor.public_id,
        )
        send_account_mail.enqueue(account.pk, "verified")
    account.refresh_from_db()
    return account


def retire_account(*, vendor: Vendor, password: str, acting_user: User) -> bool:
    """No transfers to this vendor from now on; False where there was no account."""
    require_role(role_in(acting_user, vendor.organisation), ACCOUNT_ROLES)
    if not acting_user.check_password(password):
        raise AccountRefused(_("This is not your password."), code="password")
    with transaction.atomic():
        _serialise(vendor)
        account = BankAccount.objects.filter(vendor=vendor, state=AccountState.VERIFIED).first()
        if account is None:
            return False
        _move(vendor, AccountState.VERIFIED, to=AccountState.RETIRED, retired_at=now())
        audit.record(
            action="bank_account.retired",
            target=account,
            acting_user=acting_user,
            vendor=vendor.public_id,
        )
        send_account_mail.enqueue(account.pk, "retired")
    return True


def _validated(bank_bin: str, number: str, holder: str) -> dict[str, str]:
    if bank_bin not in BANKS:
        raise AccountRefused(_("Choose a bank of the list."), code="bank")
    number = re.sub(r"[\s.-]", "", number).upper()
    try:
        payload(Payee(bank_bin, number))
    except PayloadRefused as error:
        raise AccountRefused(str(error), code="number") from error
    holder = " ".join(re.findall(r"[A-Z0-9&.,()/-]+", fold(holder).upper()))
    if not any(c.isalpha() for c in holder) or len(holder) > LONGEST_HOLDER:
        raise AccountRefused(
            _("Write the account holder's name as the bank has it."), code="holder"
        )
    return {"bank_bin": bank_bin, "number": number, "holder": holder}


def _serialise(vendor: Vendor) -> None:
    """Two owners at once wait for each other (PostgreSQL; on SQLite one writes anyway)."""
    Vendor.objects.select_for_update().get(pk=vendor.pk)


def _move(vendor: Vendor, from_: AccountState, *, to: AccountState, **values: Any) -> int:
    return move(
        BankAccount.objects.filter(vendor=vendor), to=to, by=Mover.VENDOR, seen={from_}, **values
    )
