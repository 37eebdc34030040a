"""What a vendor states of its packs: weight, measures, class."""

import pytest
from django.test import Client
from django.urls import reverse

from catalog.catalogue.models import Product
from marketplace.kernel.models import AuditEntry
from storefront.basket.contents import basket_contents
from tests.factories import make_member, make_pack, make_vendor, province
from tests.storefront.factories import make_basket

pytestmark = pytest.mark.django_db
TYPED = {
    "gross_weight": "400",
    "length": "40",
    "width": "30",
    "height": "25",
    "parcel_class": "fragile",
}


@pytest.fixture
def pack(today) -> Product:
    return make_pack(vendor=make_vendor())


def address(pack: Product) -> str:
    vendor = pack.stockrecords.get().partner.vendor
    return reverse("shipments:pack", args=[vendor.public_id, pack.public_id])


def clerk(pack: Product, role: str = "owner") -> Client:
    client = Client()
    organisation = pack.stockrecords.get().partner.vendor.organisation
    client.force_login(make_member(organisation, role=role))
    return client


def stated(pack: Product) -> tuple:
    return Product.objects.values_list(
        "gross_weight", "parcel_length", "parcel_width", "parcel_height", "parcel_class"
    ).get(pk=pack.pk)


def test_what_is_stated_counts_for_the_next_quote(pack: Product, today) -> None:
    client = clerk(pack)
    assert client.get(address(pack)).context["form"].initial["gross_weight"] == 1_100

    answer = client.post(address(pack), TYPED)

    assert answer.status_code == 302
    assert stated(pack) == (400, 40, 30, 25, "fragile")
    assert AuditEntry.objects.filter(action="pack.measured").count() == 1
    (group,) = basket_contents(make_basket(pack), on=today, destination=province("ha-noi")).groups
    (quote,) = group.sent.quotes
    assert (quote.parcel.parcel_class, quote.chargeable_grams) == ("fragile", 6_000)
    assert group.delivery == 56_000 + 4 * 11_000


@pytest.mark.parametrize(
    "changes",
    [
        {"height": ""},
        {"length": "0"},
        {"length": "9999"},
        {"gross_weight": "0"},
        {"gross_weight": "-5"},
        {"parcel_class": "flying"},
    ],
)
def test_what_cannot_be_is_refused_with_what_was_typed(pack: Product, changes) -> None:
    before = stated(pack)

    answer = clerk(pack).post(address(pack), TYPED | changes)

    assert answer.status_code == 422
    assert stated(pack) == before


def test_somebody_elses_pack_is_not_found_and_a_helper_may_not(pack: Product) -> None:
    before = stated(pack)
    other = clerk(make_pack(vendor=make_vendor()))

    assert other.get(address(pack)).status_code == 404
    assert other.post(address(pack), TYPED).status_code == 404
    assert clerk(pack, "content").post(address(pack), TYPED).status_code == 403
    assert stated(pack) == before
