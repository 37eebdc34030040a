"""Producers are registered with the organisation that they belong to."""

import pytest

from catalog.producers.models import Producer
from catalog.producers.services import (
    NewProducer,
    ProducerRefused,
    register_producer,
    register_producers,
)
from marketplace.accounts.models import Organisation
from marketplace.geography.models import Commune, Province
from marketplace.kernel.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Province:
    return Province.objects.get(slug="dong-thap")


def test_a_producer_comes_with_its_organisation(province):
    producer = register_producer(
        name="HTX  Xoài Mỹ Xương", province=province, legal_form="cooperative", address="Ấp 1"
    )

    assert (producer.name, producer.slug, producer.folded_name) == (
        "HTX Xoài Mỹ Xương",
        "htx-xoai-my-xuong",
        "htx xoai my xuong",
    )
    organisation = producer.organisation
    assert (organisation.name, organisation.legal_form, organisation.province) == (
        "HTX Xoài Mỹ Xương",
        "cooperative",
        province,
    )
    assert AuditEntry.objects.get(action="producer.registered").object_id == producer.public_id


def test_many_are_registered_in_order_with_the_same_questions(province, django_assert_num_queries):
    with django_assert_num_queries(5):
        register_producers([NewProducer(name=f"Hộ {i}", province=province) for i in range(2)])
    with django_assert_num_queries(5):
        made = register_producers(
            [NewProducer(name=f"Cơ sở {i}", province=province) for i in range(40)]
        )

    assert [p.name for p in made] == [f"Cơ sở {i}" for i in range(40)]
    assert [p.organisation.name for p in made] == [p.name for p in made]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": "  — "}, "name"),
        ({"name": "x" * 256}, "name"),
        ({"legal_form": "empire"}, "legal_form"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(province, changed, code):
    with pytest.raises(ProducerRefused) as refusal:
        register_producers(
            [
                NewProducer(name="Hộ 1", province=province),
                NewProducer(**({"name": "Hộ 2", "province": province} | changed)),
            ]
        )

    assert refusal.value.code == code
    assert not Producer.objects.exists()
    assert not Organisation.objects.exists()


def test_a_commune_of_another_province_is_refused(province):
    elsewhere = Commune.objects.exclude(province=province).first()

    with pytest.raises(ProducerRefused) as refusal:
        register_producer(name="Hộ 1", province=province, commune=elsewhere)

    assert refusal.value.code == "commune"
