"""Listings are moderated before they are shown; who may, and which moves there are."""

import itertools

import pytest

from catalog.catalogue.listing import LISTING_MOVES, ListingState
from catalog.catalogue.models import Product
from catalog.catalogue.moderation import ReasonMissing
from catalog.catalogue.selectors import listings_to_review, product_list
from catalog.catalogue.services import (
    approve_listing,
    reject_listing,
    reopen_listing,
    submit_listing,
    withdraw_listing,
)
from marketplace.accounts.models import Organisation
from marketplace.kernel.clock import today
from marketplace.kernel.errors import IllegalTransition, NotAllowed
from marketplace.kernel.models import AuditEntry
from tests.factories import (
    make_member,
    make_pack,
    make_product,
    make_user,
    make_vendor,
    province,
)

pytestmark = pytest.mark.django_db

MOVES = {
    ListingState.SUBMITTED: submit_listing,
    ListingState.APPROVED: approve_listing,
    ListingState.REJECTED: reject_listing,
    ListingState.WITHDRAWN: withdraw_listing,
}


@pytest.fixture
def national():
    office = Organisation.objects.create(name="Văn phòng điều phối", office="national")
    return make_member(office, role="officer")


def office_of(slug):
    office = Organisation.objects.create(name=slug, office="province", province=province(slug))
    return make_member(office, role="officer")


def test_a_listing_goes_from_its_producer_over_the_province_to_the_shelf():
    product = make_product(listing_state="draft")
    producer = make_member(product.producer.organisation)
    officer = office_of("dong-thap")
    assert product_list(on=today()).cards == ()

    submit_listing(product, acting_user=producer)
    assert list(listings_to_review(officer)) == [product]
    approve_listing(product, acting_user=officer)

    assert [card.public_id for card in product_list(on=today()).cards] == [product.public_id]
    assert list(listings_to_review(officer)) == []
    entries = AuditEntry.objects.filter(object_id=product.public_id, action__startswith="listing.")
    assert [(entry.action, entry.actor) for entry in entries.order_by("pk")] == [
        ("listing.submitted", producer),
        ("listing.approved", officer),
    ]
    assert (product.listing_changed_by, product.listing_changed_at is None) == (officer, False)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (source, target)
        for source, target in itertools.product(ListingState, MOVES)
        if target not in LISTING_MOVES[source]
    ],
)
def test_a_move_that_the_table_lacks_is_refused(national, source, target):
    product = make_product(listing_state=source, star=None)
    before = AuditEntry.objects.count()

    with pytest.raises(IllegalTransition):
        MOVES[target](product, acting_user=national, reason="vì sao")

    assert Product.objects.get(pk=product.pk).listing_state == source
    assert AuditEntry.objects.count() == before


def test_whoever_looked_too_long_does_not_undo_what_another_decided(national):
    product = make_product(listing_state="submitted", star=None)
    seen_earlier = Product.objects.get(pk=product.pk)
    reject_listing(product, acting_user=national, reason="thiếu nhãn")

    with pytest.raises(IllegalTransition):
        approve_listing(seen_earlier, acting_user=national)

    assert Product.objects.get(pk=product.pk).listing_state == "rejected"


def test_a_rejection_says_why(national):
    product = make_product(listing_state="submitted", star=None)

    with pytest.raises(ReasonMissing):
        reject_listing(product, acting_user=national, reason="  ")
    reject_listing(product, acting_user=national, reason="Thiếu  ảnh nhãn")

    assert product.listing_reason == "Thiếu ảnh nhãn"


def test_another_province_neither_sees_nor_decides():
    product = make_product(listing_state="submitted", star=None)
    stranger = office_of("an-giang")

    assert list(listings_to_review(stranger)) == []
    with pytest.raises(NotAllowed):
        approve_listing(product, acting_user=stranger)

    assert Product.objects.get(pk=product.pk).listing_state == "submitted"


def test_a_producer_does_not_approve_its_own_listing():
    product = make_product(listing_state="submitted", star=None)
    owner = make_member(product.producer.organisation)

    with pytest.raises(NotAllowed):
        approve_listing(product, acting_user=owner)

    assert Product.objects.get(pk=product.pk).listing_state == "submitted"
    assert list(listings_to_review(owner)) == []


@pytest.mark.parametrize("role", ["orders"])
def test_an_order_clerk_does_not_submit(role):
    product = make_product(listing_state="draft", star=None)
    clerk = make_member(product.producer.organisation, role=role)

    with pytest.raises(NotAllowed):
        submit_listing(product, acting_user=clerk)

    assert Product.objects.get(pk=product.pk).listing_state == "draft"


def test_a_stranger_does_not_submit():
    product = make_product(listing_state="draft", star=None)

    with pytest.raises(NotAllowed):
        submit_listing(product, acting_user=make_user())

    assert Product.objects.get(pk=product.pk).listing_state == "draft"


def test_a_reseller_does_not_speak_for_the_producer():
    product, vendor = make_product(), make_vendor()
    make_pack(product, vendor=vendor)
    reseller = make_member(vendor.organisation)

    with pytest.raises(NotAllowed):
        withdraw_listing(product, acting_user=reseller)

    product.refresh_from_db()
    assert product.listing_state == "approved"


def test_a_withdrawn_listing_stays_in_the_books_and_can_be_reopened():
    product = make_product(star=None)
    owner = make_member(product.producer.organisation)

    withdraw_listing(product, acting_user=owner)
    reopen_listing(product, acting_user=owner)

    assert product.listing_state == "draft"


def test_an_office_that_takes_down_a_listing_says_why(national):
    product = make_product()

    with pytest.raises(ReasonMissing):
        withdraw_listing(product, acting_user=national)
    withdraw_listing(product, acting_user=national, reason="Sai nhãn")

    assert (product.listing_state, product.listing_reason) == ("withdrawn", "Sai nhãn")
