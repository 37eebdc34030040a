"""The demonstration tells the truth about what it is, and is made once."""

import datetime
from collections import Counter

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate
from django.db.models import Count, F, Q
from django.db.models.functions import Mod
from oscar.core.loading import get_model

from catalog.catalogue.models import Product, StandardHeld
from catalog.certification.models import Certificate, RecognitionDecision
from catalog.certification.services.intervals import events_of
from catalog.certification.states import CertificateState, state_on
from catalog.partner.models import StockRecord, Vendor, VisitTerms
from catalog.partner.sale import unlicensed
from catalog.producers.models import Producer
from cms.models import ProvinceHouse
from marketplace.accounts.models import Membership, User
from marketplace.accounts.selectors import is_national, provinces_for
from marketplace.demo.giving import CODE
from marketplace.demo.making import make_demo
from marketplace.demo.people import (
    ACCOUNTS,
    EDITOR,
    NATIONAL,
    OPERATOR,
    PASSWORD,
    PROVINCE,
    PUBLISHER,
    VENDORS,
)
from marketplace.demo.rows import rows
from marketplace.kernel import clock
from storefront.gift_sets.models import GiftSet
from storefront.gift_sets.selectors import offered_sets
from storefront.order.models import Order
from storefront.vendors.models import VendorOrder
from storefront.vouchers.models import Campaign, Code
from tests.demo.database import own_copy

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Made once for this module's tests, on a copy of the prepared database of its own."""
    with django_db_blocker.unblock(), own_copy():
        make_demo(lambda _what: None)
        yield


def _states() -> Counter[CertificateState]:
    certificates = list(Certificate.objects.all())
    events = events_of([certificate.pk for certificate in certificates])
    return Counter(
        state_on(events[c.pk], c.issued_on, c.last_day, clock.today()) for c in certificates
    )


def _counts() -> list[int]:
    return [
        model.objects.count()
        for model in (
            Producer,
            Product,
            Vendor,
            StockRecord,
            Certificate,
            Order,
            User,
            Campaign,
            GiftSet,
        )
    ]


def test_each_row_of_the_sources_is_one_recognised_product(demo):
    assert Product.objects.recognised().count() == len(rows()) == 467
    assert Product.objects.recognised().filter(criteria_set=None).count() == 0


def test_a_second_time_adds_nothing(demo):
    before = _counts()

    make_demo(lambda _what: None)

    assert _counts() == before


def test_products_without_a_star_have_no_certificate_and_are_not_listed(demo):
    starless = {(row.title, row.province_slug) for row in rows() if row.star is None}

    uncertified = Product.objects.recognised().filter(certificates=None)

    assert {(p.title, p.producer.province.slug) for p in uncertified} == starless
    assert set(uncertified.values_list("listing_state", flat=True)) == {"draft"}


def test_every_state_of_a_certificate_can_be_seen(demo):
    states = _states()

    assert set(states) >= {
        CertificateState.VALID,
        CertificateState.RENEWAL_OPEN,
        CertificateState.RENEWAL_LATE,
        CertificateState.EXTENDED,
        CertificateState.SUSPENDED,
        CertificateState.EXPIRED,
        CertificateState.REVOKED,
        CertificateState.SUPERSEDED,
    }
    assert states[CertificateState.VALID] > sum(states.values()) / 2


def test_some_certificates_end_within_thirty_days(demo):
    today = clock.today()

    ending = Certificate.objects.live(on=today).exclude(
        product__in=Certificate.objects.live(on=today + datetime.timedelta(days=30)).values(
            "product"
        )
    )

    assert ending.count() >= 5


def test_whatever_is_made_up_is_marked(demo):
    assert not Product.objects.filter(is_illustrative=False).exists()
    assert not RecognitionDecision.objects.exclude(
        is_demo=True, number__startswith="DEMO-"
    ).exists()
    named = {row.producer for row in rows() if row.producer}
    assert set(
        Producer.objects.filter(is_illustrative=False).values_list("name", flat=True)
    ) == set(named)
    assert Certificate.objects.exclude(official_code="").count() == 0


def test_nobody_real_is_said_to_hold_a_standard(demo):
    assert StandardHeld.objects.exists()
    assert not StandardHeld.objects.filter(product__producer__is_illustrative=False).exists()


def test_a_province_has_at_most_one_illustrative_producer(demo):
    each = (
        Producer.objects.filter(is_illustrative=True)
        .values("province")
        .annotate(count=Count("pk"))
        .values_list("count", flat=True)
    )

    assert set(each) == {1}


def test_thin_provinces_show_what_the_sources_have(demo):
    by_province = Counter(row.province_slug for row in rows() if row.star)
    today = clock.today()

    for slug in ("bac-ninh", "dak-lak", "dien-bien", "quang-tri", "son-la", "ca-mau"):
        listed = Product.objects.listed(on=today).filter(producer__province__slug=slug)
        assert listed.count() == by_province[slug]


def test_prices_are_plausible_whole_thousands_and_stock_differs(demo):
    records = StockRecord.objects.all()

    assert not records.annotate(rest=Mod(F("price"), 1000)).exclude(rest=0).exists()
    assert not records.filter(Q(price__lt=2_000) | Q(price__gt=10_000_000)).exists()
    assert records.filter(num_in_stock=0).exists()
    assert records.filter(num_in_stock__range=(1, 4)).exists()
    assert records.filter(num_in_stock__gt=50).exists()


def test_recognised_products_have_one_to_three_packs_unless_they_are_not_sold(demo):
    packs = (
        Product.objects.recognised()
        .exclude(criteria_set__code__in=["B18", "B26"])
        .annotate(packs=Count("children"))
        .values_list("packs", flat=True)
    )

    assert set(packs) == {1, 2, 3}
    assert not Product.objects.filter(parent__criteria_set__code__in=["B18", "B26"]).exists()


def test_alcohol_states_a_licence_that_is_marked_as_made_up(demo):
    spirits = Product.objects.recognised().filter(criteria_set__code__in=["B14", "B15"])

    assert spirits.exists()
    assert unlicensed(spirits.select_related("criteria_set")) == set()
    values = get_model("catalogue", "ProductAttributeValue")
    numbers = values.objects.filter(attribute__code="production_licence")
    assert all(
        number.startswith("DEMO-") for number in numbers.values_list("value_text", flat=True)
    )


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.email)
def test_each_account_signs_in_with_a_confirmed_address(demo, rf, account):
    user = authenticate(rf.post("/"), email=account.email, password=PASSWORD)

    assert user == User.objects.get(email=account.email)
    assert EmailAddress.objects.get(user=user).verified
    assert (user.first_name, user.last_name) == ("", "")


def test_each_account_has_the_role_that_it_is_named_for(demo):
    province = User.objects.get(email=PROVINCE.email)
    operator = User.objects.get(email=OPERATOR.email)

    assert [p.slug for p in provinces_for(province)] == ["lam-dong"]
    assert is_national(User.objects.get(email=NATIONAL.email))
    assert operator.is_superuser
    house = ProvinceHouse.objects.get(province__slug="dong-thap")
    assert list(User.objects.get(email=EDITOR.email).groups.all()) == [house.editors]
    assert list(User.objects.get(email=PUBLISHER.email).groups.all()) == [house.publishers]
    assert User.objects.filter(is_staff=True).count() == 1
    for account in VENDORS:
        membership = Membership.objects.get(user__email=account.email)
        assert membership.role == Membership.Role.OWNER
        assert membership.organisation.vendor.state == Vendor.State.VERIFIED


def test_both_demonstration_vendors_have_orders_in_every_state_of_work(demo):
    for account in VENDORS:
        orders = VendorOrder.objects.filter(
            vendor__organisation__memberships__user__email=account.email
        )

        assert set(orders.values_list("status", flat=True)) == {
            "new",
            "accepted",
            "packed",
            "shipped",
            "delivered",
            "cancelled",
        }


def test_a_campaign_and_a_gift_set_can_be_tried(demo):
    today = clock.today()
    campaign = Code.objects.get(code=CODE).campaign
    [view] = offered_sets(on=today)

    assert campaign.province.slug == PROVINCE.place
    assert campaign.first_day <= today < campaign.last_day
    assert "minh hoạ" in campaign.name
    assert "illustrative" in campaign.name_en
    assert view.problem == ""
    assert view.left > 0
    assert view.discount == 40_000
    assert len(view.sellers) == len(view.lines) == 3
    assert {line.recognised.producer.province.slug for line in view.lines} == {PROVINCE.place}
    assert "minh hoạ" in view.gift_set.title
    assert "illustrative" in view.gift_set.title_en


def test_services_of_illustrative_producers_alone_say_how_to_come(demo):
    stated = VisitTerms.objects.select_related("product__producer")

    assert len(stated) == 3
    assert all(terms.product.producer.is_illustrative for terms in stated)
    assert all(terms.getting_there.startswith("Minh hoạ") for terms in stated)
