"""The visitor's own data: in their copy, blanked on erasure, gone by term."""

import pytest
from allauth.account.models import EmailAddress

from storefront.personal.contents import everything_about
from storefront.personal.erasures import _forget_person
from storefront.trade.models import Enquiry, EnquiryMessage
from storefront.trade.personal import forget_old_enquiries
from tests.factories import make_user
from tests.storefront.trade.conftest import asked, work_off

pytestmark = pytest.mark.django_db


def test_a_copy_holds_ones_own_enquiries_also_those_of_a_proven_address(client, host):
    user = make_user("hoa@example.vn")
    asked(client, host)
    asked(client, host, email="khac@example.vn")

    told = everything_about(user)["enquiries"]

    assert [(one["service"], one["people"]) for one in told] == [(host.service.title, 4)]
    assert told[0]["messages"][0]["text"] == "Chúng tôi ăn chay."


def test_an_unproven_address_is_nobodys(client, host):
    user = make_user("hoa@example.vn")
    EmailAddress.objects.filter(user=user).update(verified=False)
    asked(client, host)

    assert everything_about(user)["enquiries"] == []


def test_erasure_takes_the_person_out_and_leaves_the_host_a_withdrawn_row(client, host, settings):
    over = asked(client, host, first_day="2026-11-25")
    coming = asked(client, host, first_day="2026-12-05")
    others = asked(client, host, first_day="2026-12-05", email="khac@example.vn")
    work_off()
    settings.TODAY = "2026-12-01"

    _forget_person(make_user("hoa@example.vn"))

    assert not Enquiry.objects.filter(pk=over.pk).exists()
    coming.refresh_from_db()
    assert (coming.name, coming.email, coming.phone, coming.user) == ("", "", "", None)
    assert coming.state == "withdrawn"
    assert coming.messages.get().text == ""
    assert Enquiry.objects.get(pk=others.pk).name == "Nguyễn Thị Hoa"
    assert others.messages.get().text == "Chúng tôi ăn chay."


def test_enquiries_go_180_days_after_the_visit(client, host, settings):
    asked(client, host, first_day="2026-11-28")
    kept = asked(client, host, first_day="2026-11-29")
    settings.TODAY = "2027-05-28"

    forget_old_enquiries()

    assert list(Enquiry.objects.all()) == [kept]
    assert EnquiryMessage.objects.count() == 1
