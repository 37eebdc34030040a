"""The reference rows: complete, loaded twice without a change, mended where they differ."""

import pytest
from django.utils.translation import override
from oscar.core.loading import get_model

from catalog.catalogue import reference as taxonomy
from catalog.catalogue.attributes import ATTRIBUTES, attributes_of, label_of
from catalog.catalogue.models import Category
from marketplace.geography import reference
from marketplace.geography.gazetteer import forget, gazetteer
from marketplace.geography.models import (
    Commune,
    FormerDistrict,
    FormerProvince,
    FormerWard,
    Province,
    Region,
    Succession,
)
from marketplace.geography.resolver import resolve
from marketplace.geography.selectors import communes_of, province_by_slug, province_list, provinces

pytestmark = pytest.mark.django_db

ProductClass = get_model("catalogue", "ProductClass")
UNITS = (Region, Province, Commune, FormerProvince, FormerDistrict, FormerWard, Succession)


@pytest.fixture
def _own_gazetteer():
    """What this test changes is rolled back: nobody after it may remember it."""
    forget()
    yield
    forget()


def snapshot() -> list[list[tuple]]:
    return [list(model.objects.order_by("pk").values_list()) for model in UNITS]


def test_the_lists_are_complete():
    assert [model.objects.count() for model in UNITS] == [6, 34, 3321, 63, 696, 10_035, 10_602]
    assert Succession.objects.filter(ward=None).count() == 5


def test_the_regions_stand_from_north_to_south():
    counts = [region.provinces.count() for region in Region.objects.all()]

    assert counts == [9, 6, 5, 6, 3, 5]


def test_every_commune_prints_its_kind():
    first_words = {commune.full_name.split()[0] for commune in Commune.objects.all()}

    assert first_words == {"xã", "phường", "đặc"}


def test_loading_again_changes_nothing():
    before = snapshot()

    reference.load()

    assert snapshot() == before


@pytest.mark.usefixtures("_own_gazetteer")
def test_loading_mends_what_differs_and_keeps_the_rows():
    commune = Commune.objects.get(code="24985")
    other = Commune.objects.get(code="00004")
    Commune.objects.filter(pk=commune.pk).update(name_vi="Sai", folded_name="sai")
    ward = FormerWard.objects.get(code="24985")
    ward.successions.update(commune=other)

    reference.load()

    commune.refresh_from_db()
    assert (commune.name_vi, commune.folded_name) == ("Ninh Gia", "ninh gia")
    assert list(ward.successions.values_list("commune__code", flat=True)) == ["24985"]
    assert Succession.objects.count() == 10_602


@pytest.mark.usefixtures("_own_gazetteer")
def test_addresses_are_read_with_the_units_of_the_last_load():
    Commune.objects.filter(code="24985").update(name_vi="Sai", folded_name="sai")
    forget()
    assert resolve("xã Sai, Lâm Đồng").commune_code == "24985"

    reference.load()

    assert resolve("xã Sai, Lâm Đồng").status == "unknown"


@pytest.mark.usefixtures("_own_gazetteer")
def test_the_units_are_read_once(django_assert_num_queries):
    with django_assert_num_queries(7):
        gazetteer()
    with django_assert_num_queries(0):
        resolve("xã Ninh Gia, Lâm Đồng")


@pytest.mark.usefixtures("_own_gazetteer")
def test_an_empty_database_is_not_remembered():
    Succession.objects.all().delete()
    FormerWard.objects.all().delete()
    FormerDistrict.objects.all().delete()
    FormerProvince.objects.all().delete()
    Commune.objects.all().delete()
    assert resolve("xã Ninh Gia, Lâm Đồng").status == "unknown"

    reference.load()

    assert resolve("xã Ninh Gia, Lâm Đồng").status == "commune"


def test_units_are_chosen_from_lists(django_assert_num_queries):
    lam_dong = province_by_slug("lam-dong")
    assert lam_dong is not None

    with django_assert_num_queries(1):
        names = [commune.full_name for commune in communes_of(lam_dong)]
    with django_assert_num_queries(1):
        assert len({province.region.slug for province in provinces()}) == 6

    assert len(names) == 124
    assert "phường Phan Thiết" in names


def test_a_former_provinces_slug_leads_to_the_present_one(django_assert_num_queries):
    province_list()
    with django_assert_num_queries(0):
        assert province_by_slug("binh-thuan").slug == "lam-dong"
        assert province_by_slug("lam-dong").slug == "lam-dong"
    assert province_by_slug("khong-dau") is None


def test_units_are_named_in_the_readers_language():
    hanoi = Province.objects.get(code="01")
    with override("vi"):
        assert (hanoi.name, hanoi.region.name) == ("Hà Nội", "Đồng bằng sông Hồng")
    with override("en"):
        assert (hanoi.name, hanoi.region.name) == ("Hanoi", "Red River Delta")


def test_the_taxonomy_is_that_of_the_decision():
    levels = Category.objects.order_by().values_list("level", flat=True)

    assert {level: list(levels).count(level) for level in set(levels)} == {
        "sector": 6,
        "group": 17,
        "set": 26,
    }
    parents = [c.code for c in Category.objects.get(code="B07").get_ancestors()]
    assert parents == ["S1", "S1.3"]
    assert Category.find_problems() == ([], [], [], [], [])


def test_loading_the_taxonomy_again_changes_nothing_and_mends_names():
    before = list(Category.objects.order_by("path").values_list())
    Category.objects.filter(code="B07").update(name="Sai")

    taxonomy.load()

    assert list(Category.objects.order_by("path").values_list()) == before


def test_each_sector_has_a_product_class_and_tourism_needs_no_parcel():
    by_slug = {c.slug: c for c in ProductClass.objects.all()}

    assert sorted(by_slug) == ["s1", "s2", "s3", "s4", "s5", "s6"]
    assert [by_slug[s].requires_shipping for s in sorted(by_slug)] == [True] * 5 + [False]
    assert [by_slug[s].track_stock for s in sorted(by_slug)] == [True] * 5 + [False]
    for slug, product_class in by_slug.items():
        codes = set(product_class.attributes.values_list("code", flat=True))
        assert codes == {attribute.code for attribute in attributes_of(slug.upper())}


def test_every_attribute_has_a_label_and_a_sector():
    for attribute in ATTRIBUTES:
        assert str(label_of(attribute.code))
        assert attribute.sectors <= {"S1", "S2", "S3", "S4", "S5", "S6"}
