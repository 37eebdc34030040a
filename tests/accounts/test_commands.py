"""Offices and their first members, from the machine itself."""

import io

import pytest
from django.core.management import CommandError, call_command

from marketplace.accounts.models import Organisation
from marketplace.accounts.selectors import is_national, provinces_for
from marketplace.kernel.models import AuditEntry
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue().strip()


def test_an_office_opens_with_its_owner_and_takes_an_officer():
    owner, officer = make_user("owner@example.vn"), make_user("officer@example.vn")

    public_id = run("create_office", "--province", "son-la", "--owner", "OWNER@example.vn")
    run("add_member", "officer@example.vn", public_id, "officer")

    office = Organisation.objects.get(public_id=public_id)
    assert office.name == "Văn phòng điều phối nông thôn mới Sơn La"
    assert (office.office, office.legal_form) == ("province", "public_body")
    assert dict(office.memberships.values_list("user", "role")) == {
        owner.pk: "owner",
        officer.pk: "officer",
    }
    assert [one.slug for one in provinces_for(officer)] == ["son-la"]
    assert list(
        AuditEntry.objects.filter(object_id=public_id).order_by("pk").values_list("action", "actor")
    ) == [("organisation.created", None), ("membership.added", None), ("membership.added", None)]


def test_the_national_office_sees_the_country():
    owner = make_user("owner@example.vn")

    run("create_office", "--national", "--owner", owner.email)

    assert is_national(owner)


@pytest.mark.parametrize("which", [["--national"], ["--province", "son-la"]])
def test_an_office_opens_once(which):
    owner = make_user("owner@example.vn")
    public_id = run("create_office", *which, "--owner", owner.email)

    with pytest.raises(CommandError, match=public_id):
        run("create_office", *which, "--owner", owner.email)

    assert Organisation.objects.exclude(office="").count() == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["create_office", "--province", "son-la", "--owner", "nobody@example.vn"],
        ["create_office", "--province", "atlantis", "--owner", "owner@example.vn"],
        ["create_office", "--owner", "owner@example.vn"],
        ["create_office", "--national", "--province", "son-la", "--owner", "owner@example.vn"],
        ["add_member", "nobody@example.vn", "{office}", "officer"],
        ["add_member", "other@example.vn", "no-such-office", "officer"],
        ["add_member", "other@example.vn", "{office}", "king"],
        ["add_member", "owner@example.vn", "{office}", "officer"],
    ],
)
def test_what_cannot_be_is_said_and_nothing_written(arguments):
    make_user("owner@example.vn")
    make_user("other@example.vn")
    public_id = run("create_office", "--province", "dong-thap", "--owner", "owner@example.vn")
    entries = AuditEntry.objects.count()

    with pytest.raises(CommandError):
        run(*(argument.format(office=public_id) for argument in arguments))

    assert AuditEntry.objects.count() == entries
    assert Organisation.objects.exclude(office="").count() == 1
