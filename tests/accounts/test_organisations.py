"""Who belongs to an organisation, and who may change that."""

import pytest

from marketplace.accounts.models import Membership, Organisation
from marketplace.accounts.services import (
    add_member,
    appoint_first_owner,
    change_role,
    create_organisation,
    remove_member,
)
from marketplace.kernel.errors import MarketplaceError, NotAllowed
from marketplace.kernel.models import AuditEntry
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return make_user("owner@example.vn")


@pytest.fixture
def organisation(owner):
    return create_organisation(name="  Hợp tác xã  Ðồng Tiến ", owner=owner, acting_user=owner)


def roles(organisation) -> dict[str, str]:
    return dict(organisation.memberships.values_list("user__email", "role"))


def test_an_organisation_begins_with_its_owner_and_an_entry(organisation, owner):
    assert organisation.name == "Hợp tác xã Đồng Tiến"
    assert roles(organisation) == {"owner@example.vn": "owner"}
    assert list(
        AuditEntry.objects.filter(object_id=organisation.public_id)
        .order_by("pk")
        .values_list("action", "actor")
    ) == [("organisation.created", owner.pk), ("membership.added", owner.pk)]


def test_an_owner_adds_changes_and_removes_members(organisation, owner):
    clerk = make_user("clerk@example.vn")

    membership = add_member(organisation=organisation, user=clerk, role="orders", acting_user=owner)
    change_role(membership=membership, role="content", acting_user=owner)
    after_change = roles(organisation)
    remove_member(membership=membership, acting_user=owner)

    assert after_change == {"owner@example.vn": "owner", "clerk@example.vn": "content"}
    assert roles(organisation) == {"owner@example.vn": "owner"}
    entry = AuditEntry.objects.get(action="membership.changed")
    assert entry.data == {"member": clerk.public_id, "role": "content", "before": "orders"}


@pytest.mark.parametrize("role", ["orders", "content", "officer", None])
def test_nobody_but_an_owner_adds_members(organisation, role):
    acting, other = make_user(), make_user()
    if role:
        Membership.objects.create(user=acting, organisation=organisation, role=role)
    before = roles(organisation)

    with pytest.raises(NotAllowed):
        add_member(organisation=organisation, user=other, role="owner", acting_user=acting)

    assert roles(organisation) == before


def test_a_first_owner_is_appointed_once(organisation, owner):
    ownerless = Organisation.objects.create(name="Hợp tác xã")
    officer, chosen = make_user(), make_user("chosen@example.vn")
    Membership.objects.create(user=chosen, organisation=ownerless, role="content")

    for _again in range(2):
        appoint_first_owner(organisation=ownerless, user=chosen, acting_user=officer)
    with pytest.raises(MarketplaceError) as refused:
        appoint_first_owner(organisation=organisation, user=chosen, acting_user=officer)

    assert refused.value.code == "has_owner"
    assert roles(ownerless) == {"chosen@example.vn": "owner"}
    assert roles(organisation) == {"owner@example.vn": "owner"}
    assert AuditEntry.objects.get(action="membership.added", actor=officer).data == {
        "member": chosen.public_id,
        "role": "owner",
    }


def test_the_last_owner_neither_leaves_nor_steps_down(organisation, owner):
    membership = organisation.memberships.get()

    for act in (
        lambda: remove_member(membership=membership, acting_user=owner),
        lambda: change_role(membership=membership, role="orders", acting_user=owner),
    ):
        with pytest.raises(MarketplaceError) as refused:
            act()
        assert refused.value.code == "last_owner"

    assert roles(organisation) == {"owner@example.vn": "owner"}


def test_of_two_owners_one_may_leave_and_the_stale_other_may_not(organisation, owner):
    second = make_user()
    theirs = add_member(organisation=organisation, user=second, role="owner", acting_user=owner)
    mine = organisation.memberships.get(user=owner)

    remove_member(membership=theirs, acting_user=second)

    with pytest.raises(MarketplaceError) as gone:
        remove_member(membership=theirs, acting_user=owner)
    with pytest.raises(MarketplaceError) as last:
        remove_member(membership=mine, acting_user=owner)
    assert (gone.value.code, last.value.code) == ("not_member", "last_owner")


def test_a_member_may_leave_but_not_send_others_away(organisation, owner):
    clerk, other = make_user(), make_user()
    mine = add_member(organisation=organisation, user=clerk, role="orders", acting_user=owner)
    theirs = add_member(organisation=organisation, user=other, role="orders", acting_user=owner)

    with pytest.raises(NotAllowed):
        remove_member(membership=theirs, acting_user=clerk)
    remove_member(membership=mine, acting_user=clerk)

    assert set(roles(organisation)) == {owner.email, other.email}


def test_twice_the_same_member_or_an_unknown_role_is_refused(organisation, owner):
    with pytest.raises(MarketplaceError) as twice:
        add_member(organisation=organisation, user=owner, role="orders", acting_user=owner)
    with pytest.raises(MarketplaceError) as unknown:
        add_member(organisation=organisation, user=make_user(), role="king", acting_user=owner)

    assert (twice.value.code, unknown.value.code) == ("already_member", "unknown_role")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_an_owner_does_it_all_on_the_page(client, organisation, owner, prefix):
    clerk = make_user("clerk@example.vn")
    client.force_login(owner)
    page = f"{prefix}/account/organisations/{organisation.public_id}/"

    client.post(f"{page}members/", {"email": "CLERK@example.vn", "role": "orders"})
    added = roles(organisation)
    client.post(f"{page}members/{clerk.public_id}/", {"role": "content"})
    changed = roles(organisation)
    shown = client.get(page).content.decode()
    client.post(f"{page}members/{clerk.public_id}/", {"remove": "1"})

    assert added["clerk@example.vn"] == "orders"
    assert changed["clerk@example.vn"] == "content"
    assert "clerk@example.vn" in shown
    assert roles(organisation) == {"owner@example.vn": "owner"}


def test_an_unknown_person_and_the_last_owner_get_words_and_not_an_error(
    client, organisation, owner
):
    client.force_login(owner)
    page = f"/account/organisations/{organisation.public_id}/"

    unknown = client.post(f"{page}members/", {"email": "nobody@example.vn", "role": "orders"})
    last = client.post(f"{page}members/{owner.public_id}/", {"remove": "1"}, follow=True)

    assert unknown.status_code == 422
    assert last.status_code == 200
    assert roles(organisation) == {"owner@example.vn": "owner"}


def test_anothers_organisation_is_not_there_and_a_clerk_may_only_look(client, organisation, owner):
    stranger, clerk = make_user(), make_user()
    add_member(organisation=organisation, user=clerk, role="orders", acting_user=owner)
    page = f"/account/organisations/{organisation.public_id}/"
    before = roles(organisation)
    member = {"email": stranger.email, "role": "owner"}

    client.force_login(stranger)
    foreign = [
        client.get(page),
        client.post(f"{page}members/", member),
        client.post(f"{page}members/{clerk.public_id}/", {"remove": "1"}),
    ]
    client.force_login(clerk)
    look = client.get(page)
    missing = [
        client.post(f"{page}members/", member),
        client.post(f"{page}members/{owner.public_id}/", {"remove": "1"}),
        client.post(f"{page}members/{clerk.public_id}/", {"role": "owner"}),
    ]

    assert [answer.status_code for answer in foreign] == [404, 404, 404]
    assert look.status_code == 200
    assert [answer.status_code for answer in missing] == [403, 403, 403]
    assert roles(organisation) == before
