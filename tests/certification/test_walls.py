"""Who sees which certificates and papers in the books (truth 7)."""

import pytest
from django.contrib.auth.models import AnonymousUser

from catalog.certification.models import Certificate
from catalog.certification.permissions import may_decide
from catalog.certification.selectors import certificates_for

from .factories import (
    a_certificate,
    a_decision,
    a_member,
    a_national_officer,
    a_producer,
    a_product,
    a_province,
    a_province_officer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def books(today) -> dict[str, Certificate]:
    """One certificate of Đồng Tháp, one of An Giang, one of the ministry for An Giang's producer."""
    south = a_producer("HTX An Giang", province=a_province("an-giang"))
    return {
        "here": a_certificate(),
        "there": a_certificate(
            a_product("Thốt nốt", south), a_decision("2/QĐ-UBND", province=a_province("an-giang"))
        ),
        "five": a_certificate(
            a_product("Đường thốt nốt", south), a_decision("3/QĐ-BNNMT", level="ministry"), star=5
        ),
    }


def seen_by(user, books) -> set[str]:
    visible = set(certificates_for(user).values_list("code", flat=True))
    return {name for name, certificate in books.items() if certificate.code in visible}


def test_each_sees_its_own_side_of_the_wall(books):
    assert seen_by(AnonymousUser(), books) == set()
    assert seen_by(a_province_officer("dong-thap"), books) == {"here"}
    assert seen_by(a_province_officer("an-giang"), books) == {"there", "five"}
    assert seen_by(a_national_officer(), books) == {"here", "there", "five"}
    producer = books["here"].product.producer.organisation
    assert seen_by(a_member(producer, "p@p.example"), books) == {"here"}


def test_deciding_is_narrower_than_seeing(books):
    officer = a_province_officer("an-giang")
    member = a_member(books["here"].product.producer.organisation, "p@p.example")

    assert [may_decide(officer, books[name]) for name in ("here", "there", "five")] == [
        False,
        True,
        False,
    ]
    assert not may_decide(member, books["here"])
    assert all(may_decide(a_national_officer(), certificate) for certificate in books.values())


def test_seeing_is_one_query_after_asking_who_it_is(books, django_assert_num_queries):
    officer = a_province_officer("an-giang")
    with django_assert_num_queries(3):
        list(certificates_for(officer))
