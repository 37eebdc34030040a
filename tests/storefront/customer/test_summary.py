"""A person's own page leads to where their organisations work."""

import pytest
from django.urls import reverse

from marketplace.accounts.models import Membership, Organisation
from marketplace.geography.models import Province
from tests.factories import make_member, make_user, make_vendor

pytestmark = pytest.mark.django_db


def test_a_member_of_a_shop_finds_the_way_to_it(client):
    vendor = make_vendor()
    client.force_login(make_member(vendor.organisation))

    page = client.get(reverse("customer:summary"))

    assert reverse("vendors:vendor", args=[vendor.public_id]) in page.text
    assert reverse("office:home") not in page.text


def test_an_officer_finds_the_way_to_the_office(client):
    office = Organisation.objects.create(
        name="Văn phòng", office="province", province=Province.objects.get(slug="dong-thap")
    )
    client.force_login(make_member(office))

    page = client.get(reverse("customer:summary"))

    assert reverse("office:home") in page.text
    assert 'href="/vendor/' not in page.text


def test_the_page_asks_as_often_for_many_memberships(client, django_assert_max_num_queries):
    user = make_user()
    for vendor in (make_vendor(), make_vendor(), make_vendor()):
        Membership.objects.create(user=user, organisation=vendor.organisation, role="owner")
    client.force_login(user)

    with django_assert_max_num_queries(8):
        client.get(reverse("customer:summary"))


def test_who_runs_the_marketplace_finds_the_ways_to_its_money(client):
    user = make_user(is_staff=True, is_superuser=True)
    client.force_login(user)

    page = client.get(reverse("customer:summary"))

    assert reverse("disagreements:money") in page.text
    assert reverse("payouts:payouts") in page.text


def test_others_see_no_way_there(client):
    client.force_login(make_user())

    page = client.get(reverse("customer:summary"))

    assert reverse("disagreements:money") not in page.text
    assert reverse("payouts:payouts") not in page.text
