"""Where the money goes: the owner's password, then the mailed link; the history stays."""

import re
import time

import pytest
from django.core import mail, signing

from marketplace.kernel.errors import NotAllowed
from marketplace.kernel.models import AuditEntry
from storefront.payment.providers import choices_for
from storefront.transfers.errors import AccountRefused
from storefront.transfers.links import account_of_token, confirmation_token
from storefront.transfers.mail import account_mails
from storefront.transfers.models import BankAccount
from storefront.transfers.services.accounts import (
    confirm_account,
    propose_account,
    retire_account,
)
from tests.factories import PASSWORD, make_member, make_pack, make_vendor
from tests.storefront.transfers.factories import make_account, owner_of, place, transfers_of

pytestmark = pytest.mark.django_db
GOOD = {"bank_bin": "970405", "number": "0123 456 789", "holder": "Hợp tác xã Xoài"}


def test_an_account_is_used_once_the_mailed_link_was_opened():
    vendor = make_vendor()
    owner = make_member(vendor.organisation)

    account = propose_account(vendor=vendor, **GOOD, password=PASSWORD, acting_user=owner)
    before = account.state
    confirm_account(account=account, acting_user=owner)
    confirm_account(account=account, acting_user=owner)

    account.refresh_from_db()
    assert (before, account.state, account.verified_by) == ("waiting", "verified", owner)
    assert (account.number, account.holder) == ("0123456789", "HOP TAC XA XOAI")
    actions = AuditEntry.objects.filter(action__startswith="bank_account").order_by("pk")
    assert list(actions.values_list("action", flat=True)) == [
        "bank_account.proposed",
        "bank_account.verified",
    ]
    assert actions[0].data == {
        "vendor": vendor.public_id,
        "bank_bin": "970405",
        "last_digits": "6789",
    }


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"password": "wrong"}, "password"),
        ({"bank_bin": "123456"}, "bank"),
        ({"number": "12"}, "number"),
        ({"number": "0123<456"}, "number"),
        ({"holder": "!!"}, "holder"),
        ({"holder": "A" * 71}, "holder"),
    ],
)
def test_an_account_that_cannot_be_is_refused(changes, code):
    vendor = make_vendor()
    owner = make_member(vendor.organisation)

    with pytest.raises(AccountRefused) as refusal:
        propose_account(
            vendor=vendor, **(GOOD | {"password": PASSWORD} | changes), acting_user=owner
        )

    assert refusal.value.code == code
    assert BankAccount.objects.count() == 0


@pytest.mark.parametrize("role", ["orders", "content", "officer"])
def test_only_owners_say_where_the_money_goes(role):
    vendor = make_vendor()
    account = make_account(vendor)
    other = make_member(vendor.organisation, role=role)

    for refused in (
        lambda: propose_account(vendor=vendor, **GOOD, password=PASSWORD, acting_user=other),
        lambda: confirm_account(account=account, acting_user=other),
        lambda: retire_account(vendor=vendor, password=PASSWORD, acting_user=other),
    ):
        with pytest.raises(NotAllowed):
            refused()

    assert BankAccount.objects.get().state == "verified"


def test_every_owner_is_written_to_in_their_language_with_the_link():
    vendor = make_vendor("Vựa xoài")
    owner = make_member(vendor.organisation, email="chu@example.vn")
    second = make_member(vendor.organisation, email="owner@example.vn")
    second.language = "en"
    second.save()
    make_member(vendor.organisation, role="orders")
    account = propose_account(vendor=vendor, **GOOD, password=PASSWORD, acting_user=owner)

    for message in account_mails(account.pk, "proposed"):
        message.send()

    first, other = sorted(mail.outbox, key=lambda message: message.to)
    assert (first.to, other.to) == (["chu@example.vn"], ["owner@example.vn"])
    assert first.subject == "Xác nhận tài khoản ngân hàng mới của Vựa xoài"
    assert other.subject == "Confirm the new bank account of Vựa xoài"
    token = re.search(r"/account/confirm/([^/]+)/", first.body)[1]
    assert account_of_token(token, vendor=vendor) == account


def test_a_link_is_good_for_three_days_and_for_its_own_shop(monkeypatch):
    account = make_account(make_vendor())
    token = confirmation_token(account)
    with pytest.raises(AccountRefused):
        account_of_token(token, vendor=make_vendor())
    with pytest.raises(AccountRefused):
        account_of_token(signing.dumps("x", salt="another"), vendor=account.vendor)
    later = time.time() + 3 * 24 * 3600 + 1
    monkeypatch.setattr(signing.time, "time", lambda: later)
    with pytest.raises(AccountRefused):
        account_of_token(token, vendor=account.vendor)


def test_a_newer_proposal_outdates_the_one_before():
    vendor = make_vendor()
    owner = make_member(vendor.organisation)
    old = propose_account(vendor=vendor, **GOOD, password=PASSWORD, acting_user=owner)
    new = propose_account(
        vendor=vendor, **(GOOD | {"number": "555555"}), password=PASSWORD, acting_user=owner
    )

    with pytest.raises(AccountRefused) as refusal:
        confirm_account(account=old, acting_user=owner)
    confirm_account(account=new, acting_user=owner)

    assert refusal.value.code == "outdated"
    assert list(BankAccount.objects.order_by("pk").values_list("state", flat=True)) == [
        "retired",
        "verified",
    ]


def test_an_order_keeps_the_account_that_its_buyer_was_told():
    vendor = make_vendor()
    make_account(vendor, number="0111111111")
    order = place(make_pack(vendor=vendor))

    make_account(vendor, number="0999999999")

    (transfer,) = transfers_of(order)
    assert transfer.account_number == "0111111111"
    assert BankAccount.objects.get(state="verified").number == "0999999999"


def test_transfers_are_offered_where_every_vendor_has_an_account():
    with_account, without = make_vendor(), make_vendor("Cửa hàng chè")
    make_account(with_account)

    ways = {one.provider.code: one.obstacle for one in choices_for([with_account], total=10_000)}
    mixed = {
        one.provider.code: one.obstacle
        for one in choices_for([with_account, without], total=10_000)
    }

    assert ways == {"cod": "", "vietqr": ""}
    assert "Cửa hàng chè" in mixed["vietqr"]
    assert mixed["cod"] == ""
    retire_account(vendor=with_account, password=PASSWORD, acting_user=owner_of(with_account))
    assert choices_for([with_account], total=10_000)[1].obstacle
