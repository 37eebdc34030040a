"""Who needs a second factor, and the one guard behind every way of signing in.

A session of somebody with a staff role begins only after a second factor, whichever view asks for
it: ``refuse_session`` listens to Django's own signal, so that a sign-in page brought by a package
of tomorrow is refused too. SecondFactorMiddleware ends sessions that began before the role.
"""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from marketplace.kernel.errors import NotAllowed

from .models import Membership, User

#: Rights that open an administration to somebody who is not marked as staff.
_STAFF_PERMISSIONS = ("wagtailadmin.access_admin", "partner.dashboard_access")


class SecondFactorMissing(NotAllowed):
    """No session was begun: the account needs a second factor first."""

    code = "second_factor_missing"

    def __init__(self) -> None:
        super().__init__(_("This account signs in with a second factor only."))


def has_staff_role(user: User) -> bool:
    """Staff, superusers, members of a programme office, and whoever may enter an administration."""
    if user.is_staff or user.is_superuser:
        return True
    if Membership.objects.filter(user=user).exclude(organisation__office="").exists():
        return True
    return any(user.has_perm(permission) for permission in _STAFF_PERMISSIONS)


def needs_second_factor(user: User) -> bool:
    """Whether ``user`` may have a session only after a second factor, by today's roles."""
    return settings.STAFF_SECOND_FACTOR_REQUIRED and has_staff_role(user)


def has_enrolled(user: User) -> bool:
    """Whether an authenticator app is set up. Recovery codes alone are no second factor."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def gave_second_factor(request: HttpRequest, user: User) -> bool:
    """Whether this session saw a second factor of this very user (allauth keeps the record)."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, user))


def refuse_session(*, request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """Receiver of ``user_logged_in``: undo a session begun without the second factor it needs."""
    if request is None or gave_second_factor(request, user) or not needs_second_factor(user):
        return
    request.session.flush()
    request.user = AnonymousUser()
    raise SecondFactorMissing
