"""Whom a user acts for. Every other selector asks here."""

from django.db.models import Case, QuerySet, When

from marketplace.geography.models import Province

from .models import Membership, Organisation, User


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


def is_national(user: User) -> bool:
    """Whether the user sees the whole country: a member of the national office, or a superuser."""
    if not user.is_authenticated:
        return False
    return user.is_superuser or organisations_for(user).filter(office="national").exists()


def provinces_for(user: User) -> QuerySet[Province]:
    """The provinces whose programme books ``user`` keeps; all of them for the national office."""
    if is_national(user):
        return Province.objects.all()
    if not user.is_authenticated:
        return Province.objects.none()
    return Province.objects.filter(
        organisations__office="province", organisations__memberships__user=user
    )


def name_of(user: User) -> str:
    """How we address a person: by the name given, else by the e-mail."""
    return user.get_full_name() or user.email


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
