"""What the index knows of suppliers, on each day, and that it follows the database."""

import datetime

import pytest

from catalog.certification.services import revoke_certificate
from catalog.partner.services import suspend_vendor
from catalog.supply.models import Capacity, Supply
from catalog.supply.suppliers import months_from
from search import keeping
from search.engine.protocol import Query
from search.readiness import value_of
from search.suppliers.documents import KIND, supplier_entries
from search.tokens import read_words
from tests.factories import make_product, make_vendor
from tests.search.suppliers.offering import maker, offer, product_of, ready

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def names(engine, words="", *, on, **chosen):
    keeping.drain_all(engine)
    page = engine.search(
        Query(
            day=on.toordinal(),
            kind=KIND,
            words=read_words(words),
            order="rank",
            chosen={name: frozenset(values) for name, values in chosen.items()},
        )
    )
    return [hit.row["title"] for hit in page.hits]


def months(on, number):
    return [f"{month:%Y-%m}" for month in months_from(on, number)]


def test_a_supplier_is_found_by_its_name_its_goods_and_its_place(engine, today):
    maker("Hợp tác xã Bình Minh", title="Gạo nếp Ba Vì")
    maker("Cơ sở Tư Lúa", title="Khô cá lóc", province="lam-dong")

    assert names(engine, "binh minh", on=today) == ["Hợp tác xã Bình Minh"]
    assert names(engine, "gạo nếp", on=today) == ["Hợp tác xã Bình Minh"]
    assert names(engine, "lam dong", on=today) == ["Cơ sở Tư Lúa"]


def test_who_has_nothing_certified_or_is_not_verified_is_no_supplier(engine, today):
    vendor = maker("Hợp tác xã A")
    maker("Hợp tác xã B", star=None)
    make_vendor("Cửa hàng trống")
    assert names(engine, on=today) == ["Hợp tác xã A"]

    suspend_vendor(vendor, reason="hết giấy phép")
    assert names(engine, on=today) == []


def test_a_reseller_is_found_while_what_it_supplies_is_certified(engine, today):
    product = make_product("Mật ong hoa nhãn", star=5)
    reseller = make_vendor("Nông sản Sạch", province_slug="lam-dong")
    supply = offer(product, reseller, months=[500])

    assert names(engine, on=today, star=["5"], place=["lam-dong"]) == ["Nông sản Sạch"]

    revoke_certificate(
        product.certificates.get(),
        ground="law",
        effective_on=today,
        reference="7/QĐ-UBND",
        acting_user=None,
    )
    assert names(engine, on=today) == []
    assert Supply.objects.get() == supply


def test_a_star_goes_with_the_last_day_of_its_certificate(engine, today):
    maker("Hợp tác xã A", last_day=today)

    assert names(engine, on=today) == ["Hợp tác xã A"]
    assert names(engine, on=today + DAY) == []


def test_capacity_of_a_month_is_what_is_not_promised(engine, today):
    vendor = maker("Hợp tác xã A")
    supply = offer(product_of(vendor), vendor, months=[1_200, 400])
    first, second = months(today, 2)
    assert names(engine, on=today, capacity=[f"{first}:1000"]) == ["Hợp tác xã A"]
    assert names(engine, on=today, capacity=[f"{second}:500"]) == []
    assert names(engine, on=today, capacity=["any:1000"]) == ["Hợp tác xã A"]

    Capacity.objects.filter(supply=supply, quantity=1_200).update(committed=300)
    assert names(engine, on=today, capacity=[f"{first}:1000"]) == []
    assert names(engine, on=today, capacity=[f"{first}:500"]) == ["Hợp tác xã A"]

    Capacity.objects.filter(supply=supply, quantity=1_200).update(committed=1_200)
    assert names(engine, on=today, capacity=[first]) == []


def test_volumes_of_several_supplies_add_up_and_bags_are_weighed(engine, today):
    vendor = maker("Hợp tác xã A")
    offer(product_of(vendor), vendor, months=[300])
    offer(product_of(vendor), vendor, months=[40], unit="bag", pack_size=5, pack_unit="kg")

    assert names(engine, on=today, capacity=["any:500"]) == ["Hợp tác xã A"]
    assert names(engine, on=today, capacity=["any:1000"]) == []


def test_a_month_is_over_with_the_month(engine, today):
    vendor = maker("Hợp tác xã A")
    offer(product_of(vendor), vendor, months=[300, 300])
    first, second = months(today, 2)
    next_month = months_from(today, 2)[1]
    keeping.drain_all(engine)

    assert names(engine, on=next_month, capacity=[first]) == []
    assert names(engine, on=next_month, capacity=[second]) == ["Hợp tác xã A"]


def test_checks_hold_together_on_one_supply(engine, today):
    """A barcode on one product and a test report of another make neither ready."""
    split = maker("Hợp tác xã A")
    offer(product_of(split), split, has_barcode=True)
    offer(product_of(split), split, unit="box", tested_on=today)
    whole = maker("Hợp tác xã B")
    offer(product_of(whole), whole, months=[200, 200, 200], **ready())
    both = value_of(["barcode", "test_report"])

    assert names(engine, on=today, ready=[value_of(["barcode"])]) == [
        "Hợp tác xã B",
        "Hợp tác xã A",
    ]
    assert names(engine, on=today, ready=[both]) == ["Hợp tác xã B"]
    assert names(engine, on=today, ready=[value_of(["barcode", "volume"])]) == ["Hợp tác xã B"]


def test_a_test_report_grows_old_by_the_date_alone(engine, today):
    vendor = maker("Hợp tác xã A")
    offer(product_of(vendor), vendor, tested_on=today - 365 * DAY)
    report = value_of(["test_report"])

    assert names(engine, on=today, ready=[report]) == ["Hợp tác xã A"]
    assert names(engine, on=today + DAY, ready=[report]) == []


def test_a_product_carries_the_readiness_of_its_supplies(engine, today):
    vendor = maker("Hợp tác xã A")
    offer(product_of(vendor), vendor, **ready())
    maker("Hợp tác xã B")
    keeping.drain_all(engine)

    chosen = {"ready": frozenset({value_of(["barcode", "packaging"])})}
    page = engine.search(Query(day=today.toordinal(), chosen=chosen))

    assert [hit.row["title"] for hit in page.hits] == ["Xoài của Hợp tác xã A"]


def test_paused_supplies_are_not_there(engine, today):
    vendor = maker("Hợp tác xã A")
    supply = offer(product_of(vendor), vendor, months=[300], export_papers=["co"])
    assert names(engine, on=today, export=["co"]) == ["Hợp tác xã A"]

    Supply.objects.filter(pk=supply.pk).update(state="paused")
    assert names(engine, on=today, export=["co"]) == []
    assert names(engine, on=today) == ["Hợp tác xã A"]


def test_a_year_of_months_makes_few_documents_and_verify_finds_nothing(engine, today):
    vendor = maker("Hợp tác xã A")
    offer(product_of(vendor), vendor, months=[300] * 12, **ready())
    keeping.drain_all(engine)

    (entry,) = supplier_entries([vendor.pk])

    assert len(entry.documents) <= 26
    assert keeping.verify(engine) == keeping.Repaired(entries=0, removed=0)
