"""Payouts on the screen: who comes in, and a run from the tick to the bank's answer."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile

from storefront.ledger.models import PayoutRun
from storefront.ledger.services.paying_out import make_run
from tests.factories import make_member, make_user, make_vendor
from tests.storefront.ledger.test_payouts import operator, payable

pytestmark = pytest.mark.django_db


def with_rights(*names: str):
    user = make_user(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return user


def test_a_run_goes_from_the_tick_to_the_bank_s_answer(cards, client):
    part = payable()
    maker, approver = operator(), operator()
    client.force_login(maker)
    page = client.get("/payouts/")
    assert part.vendor.name in page.content.decode()
    made = client.post("/payouts/new/", {"vendor": [part.vendor.public_id]})
    run = PayoutRun.objects.get()
    assert made["Location"] == f"/payouts/{run.public_id}/"
    assert client.post(f"/payouts/{run.public_id}/approve/").status_code == 409
    assert client.get(f"/payouts/{run.public_id}/bank.csv").status_code == 404

    client.force_login(approver)
    client.post(f"/payouts/{run.public_id}/approve/")
    file = client.get(f"/payouts/{run.public_id}/bank.csv")
    reference = run.payouts.get().reference
    assert reference in file.content.decode("ascii")
    answer = SimpleUploadedFile("a.csv", f"Reference,Result\n{reference},paid\n".encode())
    taken = client.post("/payouts/results/", {"file": answer})

    assert taken["Location"] == "/payouts/"
    assert run.payouts.get().state == "paid"
    assert client.get(f"/en/payouts/{run.public_id}/").status_code == 200


def test_the_file_holds_only_what_the_bank_has_not_answered(cards, client):
    first, second = payable(), payable()
    run = make_run(acting_user=operator())
    client.force_login(operator())
    client.post(f"/payouts/{run.public_id}/approve/")
    payouts = {one.vendor: one for one in run.payouts.all()}
    refused, open_one = payouts[first.vendor], payouts[second.vendor]
    rows = f"Reference,Result,Reason\n{refused.reference},refused,Sai tên\n"
    client.post("/payouts/results/", {"file": SimpleUploadedFile("a.csv", rows.encode())})

    text = client.get(f"/payouts/{run.public_id}/bank.csv").content.decode("ascii")
    page = client.get(f"/en/payouts/{run.public_id}/").content.decode()

    assert open_one.reference in text
    assert refused.reference not in text
    assert "Sai tên" in page
    rows = f"Reference,Result\n{open_one.reference},paid\n"
    client.post("/payouts/results/", {"file": SimpleUploadedFile("b.csv", rows.encode())})
    assert client.get(f"/payouts/{run.public_id}/bank.csv").status_code == 404


def test_a_refused_file_is_told_at_the_field_and_nothing_is_taken(cards, client):
    client.force_login(operator())
    wrong = SimpleUploadedFile("a.csv", b"Reference,Result\nTTXXXXXXXX,paid\n")
    answer = client.post("/payouts/results/", {"file": wrong})

    assert answer.status_code == 422
    assert "TTXXXXXXXX" in answer.content.decode()


def test_nothing_ticked_makes_no_run(cards, client):
    payable()
    client.force_login(operator())

    assert client.post("/payouts/new/", {}).status_code == 409
    assert not PayoutRun.objects.exists()


@pytest.mark.parametrize("who", ["staff without the right", "owner of a shop"])
def test_others_are_refused_everywhere(cards, client, who):
    payable()
    run = make_run(acting_user=operator())
    somebody = with_rights() if who.startswith("staff") else make_member(make_vendor().organisation)
    client.force_login(somebody)
    here = f"/payouts/{run.public_id}/"

    assert client.get("/payouts/").status_code == 403
    assert client.get(here).status_code == 403
    assert client.post("/payouts/new/", {}).status_code == 403
    assert client.post(f"{here}approve/").status_code == 403
    assert client.post(f"{here}drop/").status_code == 403
    run.refresh_from_db()
    assert run.state == "made"


def test_who_may_only_look_makes_and_approves_nothing(cards, client):
    part = payable()
    run = make_run(acting_user=operator())
    client.force_login(with_rights("view_payoutrun"))

    page = client.get(f"/payouts/{run.public_id}/")
    assert page.status_code == 200
    assert not page.context["page"].may_approve
    assert client.post(f"/payouts/{run.public_id}/approve/").status_code == 403
    assert client.post("/payouts/new/", {"vendor": part.vendor.public_id}).status_code == 403


def test_a_session_without_the_second_factor_is_refused(cards, client, settings):
    payable()
    client.force_login(operator())
    settings.STAFF_SECOND_FACTOR_REQUIRED = True

    assert client.get("/payouts/").status_code in (302, 403)
    assert client.post("/payouts/new/", {}).status_code in (302, 403)
    assert not PayoutRun.objects.exists()


def test_an_unknown_run_is_not_found(client):
    client.force_login(operator())
    assert client.get("/payouts/nothere/").status_code == 404


def test_the_page_of_payouts_asks_no_more_for_more_vendors(
    cards, client, django_assert_max_num_queries
):
    client.force_login(operator())
    payable()
    client.get("/payouts/")
    with django_assert_max_num_queries(30) as few:
        client.get("/payouts/")
    payable()
    payable()
    with django_assert_max_num_queries(len(few)):
        client.get("/payouts/")
