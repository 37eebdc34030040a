"""Asking for a visit: the form without JavaScript, what it refuses, and what goes out."""

import datetime

import pytest

from catalog.catalogue.services import withdraw_listing
from catalog.partner.services import suspend_vendor
from catalog.partner.visits import VisitTermsRefused
from storefront.trade.models import Enquiry
from storefront.vendors.closing import announce_closed
from tests.factories import make_product, make_user, make_vendor, make_visit_terms
from tests.storefront.trade.conftest import ask, asked, make_host, work_off

pytestmark = pytest.mark.django_db


def test_an_enquiry_goes_to_the_host_and_has_a_page_of_its_own(client, host):
    enquiry = asked(client, host)

    page = client.get(f"/enquiry/{enquiry.token}/")

    assert enquiry.vendor == host.vendor
    assert (enquiry.first_day, enquiry.last_day) == (datetime.date(2026, 11, 28),) * 2
    assert (enquiry.people, enquiry.state, enquiry.phone) == (4, "new", "+84987654321")
    assert "Chúng tôi ăn chay." in page.content.decode()
    assert page["Cache-Control"] == "private, no-store"
    assert page["X-Robots-Tag"] == "noindex, nofollow"


def test_visitor_and_members_get_a_mail_each_in_their_language(client, host):
    host.owner.language = "en"
    host.owner.save()
    host.member("content")  # keeps texts, reads no enquiries
    clerk = host.member("orders")
    enquiry = asked(client, host)

    sent = {one.to[0]: one for one in work_off()}

    assert set(sent) == {"hoa@example.vn", host.owner.email, clerk.email}
    assert f"/enquiry/{enquiry.token}/" in sent["hoa@example.vn"].body
    assert f"/en/vendor/{host.vendor.public_id}/visits/" in sent[host.owner.email].body
    assert sent[host.owner.email].subject.startswith("New enquiry for a visit")
    assert not any("ăn chay" in one.body for one in sent.values())
    assert not any(enquiry.token in sent[one].body for one in (host.owner.email, clerk.email))


def test_an_english_form_is_answered_in_english(client, host):
    asked(client, host, prefix="/en")

    mail = next(one for one in work_off() if one.to == ["hoa@example.vn"])

    assert mail.subject.startswith("Your enquiry has gone out")
    assert "/en/enquiry/" in mail.body


def test_a_shop_without_people_is_told_at_its_own_address(client, host):
    host.vendor.organisation.memberships.all().delete()
    asked(client, host)

    assert {one.to[0] for one in work_off()} == {"hoa@example.vn", host.vendor.email}


def test_pressing_twice_is_asking_once(client, host):
    form = client.get(host.path).context["form"]
    key = {"form_key": form.initial["form_key"]}

    first, second = (ask(client, host, **key) for _press in range(2))

    assert first["Location"] == second["Location"]
    assert Enquiry.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"first_day": "2026-11-22"}, "first_day"),  # yesterday
        ({"first_day": "2026-11-24"}, "first_day"),  # within the notice
        ({"first_day": "2026-11-30"}, "first_day"),  # a Monday
        ({"first_day": "2027-11-24"}, "first_day"),  # too far
        ({"first_day": "2026-11-29", "last_day": "2026-11-30"}, "last_day"),  # over a Monday
        ({"first_day": "2026-11-28", "last_day": "2026-11-27"}, "last_day"),
        ({"people": "11"}, "people"),
        ({"people": "0"}, "people"),
        ({"email": "hoa"}, "email"),
        ({"phone": "12"}, "phone"),
        ({"first_day": "mai"}, "first_day"),
    ],
)
def test_what_the_host_does_not_offer_is_refused_at_its_field(client, host, changes, field):
    response = ask(client, host, **changes)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert "Chúng tôi ăn chay." in response.content.decode()
    assert not Enquiry.objects.exists()


def test_the_first_day_that_keeps_the_notice_is_taken(client, host):
    assert asked(client, host, first_day="2026-11-25").first_day == datetime.date(2026, 11, 25)


def test_a_host_without_notice_is_asked_for_today(client, db, settings):
    settings.TODAY = "2026-11-24"

    assert asked(client, make_host(minimum_notice=0), first_day="2026-11-24").pk


def test_a_longer_visit_has_every_day_open(client, db, today):
    host = make_host(hours=[["06:00", "22:00"]] * 7)

    enquiry = asked(client, host, first_day="2026-11-28", last_day="2026-12-12")
    response = ask(client, host, first_day="2026-11-28", last_day="2026-12-13")

    assert (enquiry.last_day - enquiry.first_day).days == 14
    assert list(response.context["form"].errors) == ["last_day"]


def test_closed_days_of_the_shop_are_kept(client, host):
    announce_closed(
        vendor=host.vendor,
        first=datetime.date(2026, 11, 26),
        last=datetime.date(2026, 11, 28),
        acting_user=host.owner,
    )

    refused = ask(client, host, first_day="2026-11-28")
    spanning = ask(client, host, first_day="2026-11-25", last_day="2026-11-26")

    assert list(refused.context["form"].errors) == ["first_day"]
    assert list(spanning.context["form"].errors) == ["last_day"]
    assert asked(client, host, first_day="2026-11-29").pk


def test_many_enquiries_of_one_client_are_refused(client, host):
    answers = [ask(client, host, email=f"p{n}@example.vn").status_code for n in range(13)]

    assert answers == [302] * 12 + [422]
    assert Enquiry.objects.count() == 12


def test_one_address_has_ten_open_enquiries_at_most(client, host):
    for _number in range(10):
        asked(client, host)

    response = ask(client, host, email="HOA@example.vn")

    assert response.status_code == 422
    assert Enquiry.objects.count() == 10


def test_only_a_service_that_may_be_shown_is_asked_for(client, host, settings):
    goods = make_product()
    unstated = make_product(criteria_set="B26")

    assert client.get(f"/visit/{goods.public_id}/").status_code == 404
    assert client.get(f"/visit/{unstated.public_id}/").status_code == 404
    assert client.get(host.path).status_code == 200
    settings.TODAY = "2029-11-23"  # its certificate has ended
    assert client.get(host.path).status_code == 404


def test_nothing_is_asked_of_a_suspended_host_or_a_withdrawn_service(client, host):
    withdraw_listing(host.service, acting_user=host.owner)
    withdrawn = client.get(host.path).status_code
    other = make_host()
    suspend_vendor(other.vendor, reason="hồ sơ hết hạn")

    assert withdrawn == 404
    assert client.get(other.path).status_code == 404
    assert client.post(other.path, {}).status_code == 404


def test_terms_are_of_ones_own_service(host):
    stranger = make_vendor()

    with pytest.raises(VisitTermsRefused):
        make_visit_terms(host.service, stranger)
    with pytest.raises(VisitTermsRefused):
        make_visit_terms(make_product(producer=host.service.producer), host.vendor)


def test_a_member_finds_name_and_address_filled_in_and_nobody_else_opens_the_page(client, host):
    user = make_user(first_name="Hoa")
    client.force_login(user)
    form = client.get(host.path).context["form"]
    enquiry = asked(client, host)
    stranger = type(client)()
    stranger.force_login(make_user())

    assert form.initial["email"] == user.email
    assert enquiry.user == user
    assert stranger.get(f"/enquiry/{enquiry.token}/").status_code == 404
    assert client.get(f"/enquiry/{enquiry.token}/").status_code == 200
