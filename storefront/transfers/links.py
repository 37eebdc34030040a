"""The address in the mail that confirms a bank account: signed, for one shop, for three days."""

from django.core import signing
from django.utils.translation import gettext as _

from catalog.partner.models import Vendor

from .errors import AccountRefused
from .models import BankAccount

_SALT = "transfers.account"
LINK_SECONDS = 3 * 24 * 3600


def confirmation_token(account: BankAccount) -> str:
    """For the address in the mail; good for three days."""
    return signing.dumps(account.public_id, salt=_SALT)


def account_of_token(token: str, *, vendor: Vendor) -> BankAccount:
    """The vendor's account that a mailed address names. AccountRefused where it is stale or odd."""
    try:
        public_id = signing.loads(token, salt=_SALT, max_age=LINK_SECONDS)
    except signing.BadSignature as error:
        raise AccountRefused(
            _("This link is no longer good. Enter the account again."), code="link"
        ) from error
    account = BankAccount.objects.filter(vendor=vendor, public_id=public_id).first()
    if account is None:
        raise AccountRefused(_("This link is of another shop."), code="link")
    return account
