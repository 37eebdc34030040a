"""Organisations and who belongs to them."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from marketplace.geography.models import Province
from marketplace.kernel import audit
from marketplace.kernel.errors import MarketplaceError, NotAllowed
from marketplace.kernel.text import clean

from .models import Membership, Organisation, User
from .selectors import role_in


@transaction.atomic
def create_organisation(
    *,
    name: str,
    owner: User | None = None,
    legal_form: str = Organisation.LegalForm.UNKNOWN,
    office: str = Organisation.Office.NONE,
    tax_code: str = "",
    province: Province | None = None,
    is_illustrative: bool = False,
    acting_user: User | None = None,
) -> Organisation:
    """A new organisation, with ``owner`` as its first member where one is given."""
    organisation = Organisation.objects.create(
        name=clean(name),
        legal_form=legal_form,
        office=office,
        tax_code=tax_code.strip(),
        province=province,
        is_illustrative=is_illustrative,
    )
    audit.record(action="organisation.created", target=organisation, acting_user=acting_user)
    if owner is not None:
        _write(organisation, owner, Membership.Role.OWNER, acting_user)
    return organisation


@transaction.atomic
def add_member(
    *, organisation: Organisation, user: User, role: str, acting_user: User | None = None
) -> Membership:
    """``user`` belongs to ``organisation``; the code ``already_member`` where that is so already.

    ``acting_user`` must own the organisation or be a superuser; None is the system itself.
    """
    _require_owner(organisation, acting_user)
    if role not in Membership.Role.values:
        raise MarketplaceError(_("There is no such role."), code="unknown_role")
    if role_in(user, organisation) is not None:
        raise MarketplaceError(_("This person is a member already."), code="already_member")
    return _write(organisation, user, role, acting_user)


@transaction.atomic
def appoint_first_owner(
    *, organisation: Organisation, user: User, acting_user: User | None = None
) -> None:
    """``user`` owns an organisation that nobody owns yet; nothing to do where they own it already.

    Code ``has_owner`` where somebody else does: owners invite others themselves. The calling
    service asks whether ``acting_user`` may act for the organisation.
    """
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    owners = organisation.memberships.filter(role=Membership.Role.OWNER)
    if owners.filter(user=user).exists():
        return
    if owners.exists():
        raise MarketplaceError(
            _("This organisation has an owner already, who invites others."), code="has_owner"
        )
    organisation.memberships.filter(user=user).delete()
    _write(organisation, user, Membership.Role.OWNER, acting_user)


@transaction.atomic
def change_role(
    *, membership: Membership, role: str, acting_user: User | None = None
) -> Membership:
    """Another role for a member; the last owner stays one (code ``last_owner``)."""
    membership = _locked(membership, acting_user)
    if role not in Membership.Role.values:
        raise MarketplaceError(_("There is no such role."), code="unknown_role")
    if role != Membership.Role.OWNER:
        _require_another_owner(membership)
    before, membership.role = membership.role, role
    membership.save(update_fields=["role"])
    _record("membership.changed", membership, acting_user, before=before)
    return membership


@transaction.atomic
def remove_member(*, membership: Membership, acting_user: User | None = None) -> None:
    """End a membership: an owner's act, or the member's own; the last owner stays."""
    membership = _locked(membership, acting_user, by_member=True)
    _require_another_owner(membership)
    _record("membership.removed", membership, acting_user)
    membership.delete()


def _write(
    organisation: Organisation, user: User, role: str, acting_user: User | None
) -> Membership:
    membership = Membership.objects.create(organisation=organisation, user=user, role=role)
    _record("membership.added", membership, acting_user)
    return membership


def _record(action: str, membership: Membership, acting_user: User | None, **data: str) -> None:
    audit.record(
        action=action,
        target=membership.organisation,
        acting_user=acting_user,
        member=membership.user.public_id,
        role=membership.role,
        **data,
    )


def _locked(
    membership: Membership, acting_user: User | None, *, by_member: bool = False
) -> Membership:
    """The membership as it stands now, while no other change to its organisation's members runs.

    The organisation's row is the lock; on SQLite the transaction itself is (it begins IMMEDIATE).
    """
    Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    current = (
        Membership.objects.select_related("organisation", "user").filter(pk=membership.pk).first()
    )
    if current is None:
        raise MarketplaceError(_("This person is no longer a member."), code="not_member")
    if not (by_member and acting_user == current.user):
        _require_owner(current.organisation, acting_user)
    return current


def _require_owner(organisation: Organisation, acting_user: User | None) -> None:
    if acting_user is None or acting_user.is_superuser:
        return
    if role_in(acting_user, organisation) != Membership.Role.OWNER:
        raise NotAllowed(_("Only an owner of the organisation may do this."))


def _require_another_owner(membership: Membership) -> None:
    owners = Membership.objects.filter(
        organisation=membership.organisation, role=Membership.Role.OWNER
    )
    if membership.role == Membership.Role.OWNER and not owners.exclude(pk=membership.pk).exists():
        raise MarketplaceError(
            _("An organisation needs an owner. Make somebody else one first."), code="last_owner"
        )
