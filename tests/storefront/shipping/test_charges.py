"""What a parcel costs: zones, steps, volume, classes, surcharges, free delivery."""

import datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oscar.core.loading import get_class

from catalog.catalogue.parcels import ParcelClass, pack_grams
from marketplace.geography.former import former_districts_of, former_province_of
from marketplace.geography.models import Commune
from storefront.shipping.carriers import carrier_named
from storefront.shipping.importing import import_rates
from storefront.shipping.models import FreeDelivery
from storefront.shipping.parcels import Parcel, parcels_of
from storefront.shipping.quotes import best_quote, cheapest, delivery, refused_classes
from storefront.shipping.tariff import Rate, charge, volumetric_grams
from storefront.shipping.tariffs import look_again, tariffs_on
from storefront.shipping.zones import Units, Way, Zone, way_between, zone
from tests.factories import commune, make_vendor, province
from tests.storefront.factories import make_basket, two_vendors
from tests.storefront.shipping.rates import import_table, rate, write_table

DAY = datetime.date(2026, 11, 23)
SEED = Rate(((500, 28_000), (1_000, 34_000), (2_000, 42_000)), 8_000, (3, 5))
steps = st.lists(
    st.tuples(st.integers(1, 50_000), st.integers(0, 900_000)), min_size=1, max_size=6
).map(
    lambda found: tuple(
        zip(sorted({g for g, _c in found}), sorted(c for _g, c in found), strict=False)
    )
)
rates = st.builds(
    Rate, steps=steps, each_further_kilogram=st.integers(0, 90_000), days=st.just((1, 2))
)


def pack(**values: Any) -> SimpleNamespace:
    return SimpleNamespace(
        **{
            "gross_weight": 1_000,
            "net_quantity": None,
            "net_unit": "",
            "parcel_length": None,
            "parcel_width": None,
            "parcel_height": None,
            "parcel_class": "ordinary",
        }
        | values
    )


@pytest.mark.parametrize(
    ("grams", "expected"),
    [(1, 28_000), (500, 28_000), (501, 34_000), (2_000, 42_000), (2_001, 50_000), (5_000, 66_000)],
)
def test_the_charge_rises_by_steps_and_then_by_kilograms(grams: int, expected: int) -> None:
    assert charge(SEED, grams) == expected


@given(rates, st.integers(0, 200_000), st.integers(0, 200_000))
def test_a_heavier_parcel_never_costs_less_and_none_less_than_nothing(rate, one, other) -> None:
    light, heavy = sorted((one, other))

    assert 0 <= charge(rate, light) <= charge(rate, heavy)


@given(st.integers(0, 200_000), st.integers(0, 5_000_000), st.integers(1_000, 10_000))
def test_what_counts_is_never_less_than_the_weight_or_the_volume(grams, volume, divisor) -> None:
    counted = Parcel("ordinary", grams, volume).chargeable_grams(divisor)

    assert counted == max(grams, volumetric_grams(volume, divisor))
    assert counted * divisor >= volume * 1000 or counted == grams
    assert (volumetric_grams(volume, divisor) - 1) * divisor < volume * 1000


@given(
    st.lists(
        st.tuples(
            st.integers(1, 9_000),
            st.integers(0, 60),
            st.sampled_from(ParcelClass.values),
            st.integers(1, 9),
        ),
        max_size=8,
    )
)
def test_the_parcels_of_a_vendor_hold_everything_once(found) -> None:
    packs = [
        (
            pack(
                gross_weight=grams,
                parcel_class=parcel_class,
                parcel_length=side,
                parcel_width=side,
                parcel_height=side,
            ),
            quantity,
        )
        for grams, side, parcel_class, quantity in found
    ]
    sent = [one for one in packs if one[0].parcel_class != ParcelClass.PICK_UP]

    parcels = parcels_of(packs)

    assert sum(one.grams for one in parcels) == sum(p.gross_weight * q for p, q in sent)
    assert sum(one.volume for one in parcels) == sum(p.parcel_length**3 * q for p, q in sent)
    assert {one.parcel_class for one in parcels} == {p.parcel_class for p, _q in sent}


@pytest.mark.parametrize(
    ("gross", "net", "unit", "expected"),
    [
        (1_100, Decimal(1_000), "g", 1_100),
        (None, Decimal(1_000), "g", 1_150),
        (None, Decimal(500), "ml", 575),
        (None, Decimal(6), "piece", 500),
        (None, None, "", 500),
    ],
)
def test_a_pack_weighs_what_is_stated_or_can_be_told(gross, net, unit, expected) -> None:
    assert pack_grams(pack(gross_weight=gross, net_quantity=net, net_unit=unit)) == expected


@pytest.mark.django_db
def test_zones_follow_provinces_and_regions() -> None:
    hanoi, dong_thap, can_tho = (province(slug) for slug in ("ha-noi", "dong-thap", "can-tho"))

    assert zone(Way(dong_thap, dong_thap)) is Zone.SAME_PROVINCE
    assert zone(Way(dong_thap, can_tho)) is Zone.SAME_REGION
    assert zone(Way(dong_thap, hanoi)) is Zone.OTHER
    assert zone(Way(None, hanoi)) is Zone.OTHER
    near = way_between(commune("dong-thap"), dong_thap)
    assert best_quote(Parcel("ordinary", 900), near, on=DAY).charge == 18_000
    assert cheapest([(pack(gross_weight=900), 1)], on=DAY) == 18_000


@pytest.mark.django_db
def test_a_carrier_that_keeps_former_units_sees_three_provinces_in_one_of_today() -> None:
    """Lâm Đồng is Lâm Đồng, Đắk Nông and Bình Thuận: 300 km from Đà Lạt's hills to the sea."""
    lam_dong = province("lam-dong")
    found: dict[str, list[Commune]] = {}
    for one in Commune.objects.filter(province=lam_dong).order_by("code"):
        found.setdefault(former_province_of(one.code), []).append(one)
    hills, coast = found["Lâm Đồng"], found["Bình Thuận"]
    neighbour = next(
        one
        for one in hills[1:]
        if former_districts_of(one.code) != former_districts_of(hills[0].code)
    )

    def by_former(origin: Commune, to: Commune | None) -> Zone:
        return zone(way_between(origin, lam_dong, to), Units.FORMER)

    assert by_former(hills[0], hills[0]) is Zone.SAME_DISTRICT
    assert by_former(hills[0], neighbour) is Zone.SAME_PROVINCE
    assert by_former(hills[0], coast[0]) is Zone.SAME_REGION
    assert by_former(hills[0], None) is Zone.SAME_REGION
    assert zone(way_between(hills[0], lam_dong, coast[0])) is Zone.SAME_PROVINCE


@pytest.mark.django_db
def test_the_seed_is_illustrative_and_says_so() -> None:
    (seed,) = tariffs_on(DAY)

    assert (seed.carrier, seed.is_illustrative, seed.divisor) == ("manual", True, 5_000)
    assert seed.rate("other", "ordinary") == SEED
    assert seed.rate("same_district", "ordinary") == seed.rate("same_province", "ordinary")
    assert tariffs_on(seed.valid_from - datetime.timedelta(days=1)) == ()


@pytest.mark.django_db
def test_a_light_and_bulky_parcel_is_charged_by_its_volume_as_the_carrier_counts_it(
    tmp_path,
) -> None:
    bulky = [
        (
            pack(gross_weight=400, parcel_length=40, parcel_width=30, parcel_height=25),
            1,
        )
    ]
    way = way_between(commune("dong-thap"), province("ha-noi"))
    (parcel,) = parcels_of(bulky)

    found = best_quote(parcel, way, on=DAY)

    assert (found.chargeable_grams, found.counts_by_volume) == (6_000, True)
    assert found.charge == 42_000 + 4 * 8_000
    import_table(tmp_path, rate(divisor=6_000))
    again = best_quote(parcel, way, on=DAY)
    assert (again.carrier, again.chargeable_grams, again.charge) == ("post", 5_000, 21_000)


@pytest.mark.django_db
def test_the_cheapest_carrier_takes_it_and_the_surcharge_counts(tmp_path) -> None:
    far = commune("ha-noi")
    way = way_between(commune("dong-thap"), far.province, far)
    mountain = {"carrier": "mountain", "valid_from": "2026-01-01"}
    import_table(tmp_path, rate())
    import_rates(
        write_table(tmp_path / "a.csv", [rate(**mountain, remote_surcharge=9_000)]),
        write_table(tmp_path / "b.csv", [mountain | {"commune": far.code}]),
    )

    quoted = carrier_named("mountain", on=DAY).quote(Parcel("ordinary", 400), way)

    assert (quoted.surcharge, quoted.charge) == (9_000, 19_000)
    found = best_quote(Parcel("ordinary", 400), way, on=DAY)
    assert (found.carrier, found.charge) == ("post", 10_000)


@pytest.mark.django_db
def test_nobody_carries_cold_goods_between_regions_and_that_is_known_before() -> None:
    cold = [(pack(parcel_class="cold"), 1), (pack(), 1)]
    origin = commune("dong-thap")

    assert refused_classes(cold, way_between(origin, province("ha-noi")), on=DAY) == {"cold"}
    assert refused_classes(cold, way_between(origin, province("can-tho")), on=DAY) == set()


@pytest.mark.django_db
def test_a_free_delivery_says_from_what_and_who_pays(tmp_path) -> None:
    vendor, other = make_vendor(), make_vendor()
    import_table(
        tmp_path,
        {
            "payer": "vendor",
            "vendor": vendor.public_id,
            "province": "",
            "free_from": 300_000,
            "valid_from": "2026-11-01",
            "valid_until": "2026-11-30",
        },
    )
    FreeDelivery.objects.create(
        payer="province",
        province=province("dong-thap"),
        free_from=500_000,
        valid_from=datetime.date(2026, 11, 1),
    )
    look_again()
    way = way_between(vendor.ships_from, province("ha-noi"))

    def asked(of, goods: int, on=DAY):
        return delivery([(pack(), 1)], way, goods=goods, vendor_id=of.pk, on=on)

    below, at = asked(vendor, 299_999), asked(vendor, 300_000)
    assert (below.charge, below.missing, below.frozen()["paid_by"]) == (34_000, 1, "")
    assert (at.charge, at.full, at.frozen()["paid_by"]) == (0, 34_000, "vendor")
    assert asked(other, 499_000).missing == 1_000
    assert asked(other, 500_000).frozen()["paid_by"] == "province"
    december = datetime.date(2026, 12, 1)
    assert asked(vendor, 300_000, december).charge == 34_000


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.integers(1, 30_000), st.sampled_from(["ordinary", "fragile"]))),
    st.integers(0, 2_000_000),
)
@pytest.mark.django_db
def test_delivery_is_the_sum_of_its_parcels_and_the_buyer_pays_it_or_nothing(packs, goods) -> None:
    way = way_between(commune("dong-thap"), province("ha-noi"))
    found = delivery(
        [(pack(gross_weight=grams, parcel_class=one), 1) for grams, one in packs],
        way,
        goods=goods,
        vendor_id=1,
        on=DAY,
    )

    assert found.full == sum(one.charge for one in found.quotes)
    assert found.charge == found.full
    assert found.frozen()["full"] == sum(one["charge"] for one in found.frozen()["parcels"])


@pytest.mark.django_db
def test_oscars_repository_offers_the_sum_of_the_vendors_parcels(today) -> None:
    basket = make_basket(*two_vendors())
    repository = get_class("shipping.repository", "Repository")()
    address = SimpleNamespace(commune=commune("ha-noi"))

    (method,) = repository.get_available_shipping_methods(basket, shipping_addr=address)

    assert repository.get_available_shipping_methods(basket) == []
    near, far = (
        best_quote(
            Parcel("ordinary", grams),
            way_between(commune(slug), province("ha-noi")),
            on=today,
        ).charge
        for slug, grams in (("dong-thap", 3_300), ("son-la", 1_100))
    )
    assert method.calculate(basket).incl_tax == near + far
