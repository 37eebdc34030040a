"""Organisations in Django's admin: members to look at, an office a superuser's to change."""

import pytest
from django.contrib.auth.models import Permission

from marketplace.accounts.models import Organisation, User
from marketplace.accounts.services import create_organisation
from marketplace.kernel.models import AuditEntry
from tests.factories import make_user, province

pytestmark = pytest.mark.django_db

LIST = "/django-admin/accounts/organisation/"
#: What the page would send for a new member, and for the first one's removal.
INLINE = {
    "memberships-TOTAL_FORMS": "2",
    "memberships-INITIAL_FORMS": "1",
    "memberships-0-role": "orders",
    "memberships-0-DELETE": "on",
    "memberships-1-role": "owner",
}

EMPTY_INLINE = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}


@pytest.fixture
def owner():
    return make_user("owner@example.vn")


@pytest.fixture
def organisation(owner):
    return create_organisation(name="Hợp tác xã Đồng Tiến", owner=owner)


@pytest.fixture
def superuser():
    return make_user("super@example.vn", is_staff=True, is_superuser=True)


@pytest.fixture
def clerk():
    """Staff with every permission, and no superuser."""
    clerk = make_user("clerk@example.vn", is_staff=True)
    clerk.user_permissions.set(Permission.objects.all())
    return clerk


def form(**values: object) -> dict[str, object]:
    return {"name": "Hợp tác xã Đồng Tiến", "legal_form": "unknown", "office": ""} | values


def office_entries() -> list[tuple[str, object, object]]:
    entries = AuditEntry.objects.filter(action="organisation.office_changed").order_by("pk")
    return [(entry.actor.email, entry.data["before"], entry.data["after"]) for entry in entries]


def test_members_are_shown_and_not_changed(client, organisation, owner, superuser):
    client.force_login(superuser)
    page = f"{LIST}{organisation.pk}/change/"
    first = organisation.memberships.get()

    shown = client.get(page).content.decode()
    saved = client.post(
        page,
        form()
        | INLINE
        | {
            "memberships-0-id": first.pk,
            "memberships-0-organisation": organisation.pk,
            "memberships-1-organisation": organisation.pk,
            "memberships-1-user": superuser.pk,
        },
    )

    assert owner.email in shown
    assert saved.status_code == 302
    assert list(organisation.memberships.values_list("user", "role")) == [(owner.pk, "owner")]


def test_a_superuser_changes_an_office_and_it_is_written_down(client, organisation, superuser):
    client.force_login(superuser)
    page = f"{LIST}{organisation.pk}/change/"
    here, there = province("dong-thap"), province("son-la")

    for values in (
        {"legal_form": "public_body"},
        {"office": "province", "province": here.pk},
        {"office": "province", "province": there.pk},
        {"office": "national"},
        {"office": ""},
    ):
        assert client.post(page, form(**values) | EMPTY_INLINE).status_code == 302

    assert office_entries() == [
        (superuser.email, [], ["province", "dong-thap"]),
        (superuser.email, ["province", "dong-thap"], ["province", "son-la"]),
        (superuser.email, ["province", "son-la"], ["national", ""]),
        (superuser.email, ["national", ""], []),
    ]


def test_a_clerk_of_the_staff_makes_no_office_and_moves_none(client, organisation, clerk):
    client.force_login(clerk)
    office = create_organisation(name="Văn phòng", office="province", province=province())
    elsewhere = province("son-la").pk

    for target in (organisation, office):
        answer = client.post(
            f"{LIST}{target.pk}/change/",
            form(name="Tên mới", office="national", province=elsewhere) | EMPTY_INLINE,
        )
        assert answer.status_code == 302
    added = client.post(f"{LIST}add/", form(name="Một nữa", office="national") | EMPTY_INLINE)

    assert added.status_code == 302
    assert list(
        Organisation.objects.filter(name="Tên mới")
        .order_by("pk")
        .values_list("office", "province__slug")
    ) == [("", "son-la"), ("province", "dong-thap")]
    assert Organisation.objects.get(name="Một nữa").office == ""
    assert office_entries() == []


def test_a_new_organisation_leaves_an_entry(client, superuser):
    client.force_login(superuser)

    client.post(f"{LIST}add/", form(name="Trung ương", office="national") | EMPTY_INLINE)

    made = Organisation.objects.get(name="Trung ương")
    assert list(
        AuditEntry.objects.filter(object_id=made.public_id)
        .order_by("pk")
        .values_list("action", "actor")
    ) == [("organisation.created", superuser.pk), ("organisation.office_changed", superuser.pk)]


def test_neither_an_organisation_nor_a_member_is_deleted_there(
    client, organisation, owner, superuser
):
    client.force_login(superuser)
    stranger = make_user("stranger@example.vn")
    users = "/django-admin/accounts/user/"
    several = {"action": "delete_selected", "_selected_action": [owner.pk], "post": "yes"}

    refused = [
        client.post(f"{LIST}{organisation.pk}/delete/", {"post": "yes"}).status_code,
        client.post(f"{users}{owner.pk}/delete/", {"post": "yes"}).status_code,
        client.post(users, several).status_code,
    ]
    gone = client.post(f"{users}{stranger.pk}/delete/", {"post": "yes"})

    assert refused == [403, 403, 403]
    assert gone.status_code == 302
    assert Organisation.objects.filter(pk=organisation.pk).exists()
    assert set(User.objects.values_list("email", flat=True)) >= {owner.email, superuser.email}
    assert not User.objects.filter(pk=stranger.pk).exists()
