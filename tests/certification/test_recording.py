"""A decision is recorded once, however often and however spelled it comes in."""

import datetime

import pytest

from catalog.certification.errors import CertificateRefused
from catalog.certification.models import RecognitionDecision
from marketplace.kernel.models import AuditEntry

from .factories import a_decision, a_province

pytestmark = pytest.mark.django_db


def test_the_same_decision_is_the_same_row(today):
    one = a_decision("Số: 0123/QĐ-UBND", authority_name="UBND tỉnh Đồng Tháp")
    again = a_decision("123/QĐ - UBND")

    assert again == one
    assert one.number == "Số: 0123/QĐ-UBND"
    assert one.legal_basis == "148/QĐ-TTg, 1489/QĐ-TTg"
    assert AuditEntry.objects.filter(action="decision.recorded").count() == 1


def test_another_day_or_another_former_province_is_another_decision(today):
    made = {
        a_decision(),
        a_decision(issued_on=datetime.date(2025, 3, 24)),
        a_decision(issued_on=datetime.date(2025, 3, 24), authority_name="UBND tỉnh Tiền Giang"),
        a_decision(province=a_province("an-giang")),
        a_decision(level="ministry"),
    }

    assert len(made) == RecognitionDecision.objects.count() == 5


@pytest.mark.parametrize(
    ("issued_on", "code_list"), [("2025-06-30", "2025-06"), ("2025-07-01", "2026-07")]
)
def test_its_units_are_those_of_the_list_of_its_day(today, issued_on, code_list):
    assert a_decision(issued_on=datetime.date.fromisoformat(issued_on)).code_list == code_list


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"number": " – "}, "number"),
        ({"level": "commune"}, "authority"),
        ({"province": None}, "authority"),
        ({"issued_on": datetime.date(2028, 1, 1)}, "date"),
    ],
)
def test_what_cannot_be_is_refused(today, changed, code):
    with pytest.raises(CertificateRefused) as refusal:
        a_decision(**changed)

    assert refusal.value.code == code
    assert not RecognitionDecision.objects.exists()
