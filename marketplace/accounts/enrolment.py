"""How staff get their first second factor: from an operator, never from a password alone.

Two ways, both begun by an operator on the machine (``manage.py enrol_second_factor``): the secret
is shown there, or a link goes to the person's mailbox. The link works once, for a day, while the
account has no second factor and the same password, and still asks for that password.
"""

import base64
import dataclasses

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, validate_totp_code
from django.core import signing
from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from marketplace.kernel import audit
from marketplace.kernel.errors import MarketplaceError

from .models import User
from .second_factor import has_enrolled

LINK_SECONDS = 24 * 60 * 60
_SALT = "accounts.enrolment"


@dataclasses.dataclass(frozen=True)
class Enrolment:
    """What the person must keep: the secret as text and address for the app, and recovery codes."""

    secret: str
    otpauth_url: str
    recovery_codes: tuple[str, ...]


def new_secret() -> str:
    return generate_totp_secret()


def otpauth_url(*, user: User, secret: str) -> str:
    """What an authenticator app reads from the QR picture."""
    return get_adapter().build_totp_url(user, secret)


@transaction.atomic
def enrol(*, user: User, secret: str, acting_user: User | None = None) -> Enrolment:
    """Give ``user`` an authenticator app and recovery codes; the code ``enrolled`` if there is one."""
    User.objects.select_for_update().get(pk=user.pk)
    if has_enrolled(user):
        raise MarketplaceError(_("This account has a second factor already."), code="enrolled")
    TOTP.activate(user, secret)
    codes = RecoveryCodes.activate(user).get_unused_codes()
    audit.record(action="second_factor.enrolled", target=user, acting_user=acting_user)
    return Enrolment(secret, otpauth_url(user=user, secret=secret), tuple(codes))


@transaction.atomic
def enrol_with_code(*, user: User, secret: str, code: str) -> Enrolment:
    """The same by the person: only with a code that the app made from ``secret``."""
    if not validate_totp_code(secret, code):
        raise MarketplaceError(
            _("This code is not right. Check the clock of your phone and try the next one."),
            code="wrong_code",
        )
    return enrol(user=user, secret=secret, acting_user=user)


@transaction.atomic
def remove_second_factor(*, user: User, acting_user: User | None = None) -> None:
    """For a lost phone, by an operator: app and recovery codes go; nobody of the staff signs in before
    a new enrolment."""
    Authenticator.objects.filter(user=user).delete()
    audit.record(action="second_factor.removed", target=user, acting_user=acting_user)


def enrolment_token(user: User) -> str:
    """Names the user and fits only today's password and no second factor."""
    return signing.dumps([user.public_id, _state(user)], salt=_SALT)


def user_of_token(token: str) -> User | None:
    """Whose link this is; None where it is forged, a day old, used, or the password has changed."""
    try:
        public_id, state = signing.loads(token, salt=_SALT, max_age=LINK_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(public_id=public_id, is_active=True).first()
    if user is None or has_enrolled(user):
        return None
    return user if constant_time_compare(_state(user), str(state)) else None


def _state(user: User) -> str:
    return signing.Signer(salt=_SALT + ".state").signature(f"{user.pk}:{user.password}")


def as_data_uri(svg: str) -> str:
    """A picture within the page, so that the secret travels in no address of its own."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
