"""Whom a user acts for. Every other selector asks here."""

from collections.abc import Sequence

from django.db.models import Case, QuerySet, When
from django.http import HttpRequest

from marketplace.geography.models import Province

from .models import Membership, Organisation, User

#: Who writes in an office's books; its order clerks and content helpers only read them.
OFFICE_WRITERS = (Membership.Role.OWNER, Membership.Role.OFFICER)


def organisations_for(user: User) -> QuerySet[Organisation]:
    """The organisations that ``user`` is a member of; none for the anonymous."""
    if not user.is_authenticated:
        return Organisation.objects.none()
    return Organisation.objects.filter(memberships__user=user)


def role_in(user: User, organisation: Organisation) -> str | None:
    """The user's Membership.Role there, or None."""
    return (
        Membership.objects.filter(user=user, organisation=organisation)
        .values_list("role", flat=True)
        .first()
    )


def is_national(user: User, *, roles: Sequence[str] = Membership.Role.values) -> bool:
    """Whether the user sees the whole country: a member of the national office, or a superuser.

    ``roles`` asks for one of these roles there.
    """
    if not user.is_authenticated:
        return False
    if user.is_superuser:
        return True
    return Membership.objects.filter(
        user=user, organisation__office="national", role__in=roles
    ).exists()


def provinces_for(
    user: User, *, roles: Sequence[str] = Membership.Role.values
) -> QuerySet[Province]:
    """The provinces whose programme books ``user`` sees; all of them for the national office.

    ``roles`` asks for one of these roles in the office.
    """
    if is_national(user, roles=roles):
        return Province.objects.all()
    if not user.is_authenticated:
        return Province.objects.none()
    return Province.objects.filter(
        organisations__office="province",
        organisations__memberships__user=user,
        organisations__memberships__role__in=roles,
    )


def writes_for_province(user: User, province_id: int | str | None) -> bool:
    """Whether ``user`` writes in a province's books: its office's owners and officers.

    The national office's write in all of them, and alone where there is no province.
    """
    if is_national(user, roles=OFFICE_WRITERS):
        return True
    if province_id is None:
        return False
    return provinces_for(user, roles=OFFICE_WRITERS).filter(pk=province_id).exists()


def writes_for_office(user: User) -> bool:
    """Whether ``user`` writes in any office's books."""
    return (
        is_national(user, roles=OFFICE_WRITERS)
        or provinces_for(user, roles=OFFICE_WRITERS).exists()
    )


def confirmed_user(email: str) -> User | None:
    """Who signs in with this address and has confirmed it; None for everybody else's words."""
    return User.objects.filter(
        is_active=True, emailaddress__email__iexact=email.strip(), emailaddress__verified=True
    ).first()


def name_of(user: User) -> str:
    """How we address a person: by the name given, else by the e-mail."""
    return user.get_full_name() or user.email


def own_name(request: HttpRequest, _texts: list[str]) -> str:
    """For the header of a page that is the same for everybody; empty for the anonymous."""
    return name_of(request.user) if isinstance(request.user, User) else ""


def memberships_of(user: User) -> QuerySet[Membership]:
    """The user's own memberships with their organisations."""
    return (
        Membership.objects.filter(user=user)
        .select_related("organisation", "organisation__province")
        .order_by("organisation__name", "pk")
    )


def organisation_for(user: User, public_id: str) -> Organisation | None:
    """An organisation that ``user`` is a member of; None for anybody else's."""
    return organisations_for(user).filter(public_id=public_id).first()


def members_of(organisation: Organisation) -> QuerySet[Membership]:
    """Everybody in it, owners first. Ask ``organisation_for`` before."""
    return organisation.memberships.select_related("user").order_by(
        Case(When(role=Membership.Role.OWNER, then=0), default=1), "created_at", "pk"
    )
