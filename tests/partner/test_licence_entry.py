"""Where an operator states what the sale of alcohol asks for."""

import pytest
from django.urls import reverse

from catalog.partner.sale import unlicensed
from tests.factories import make_product, make_user

pytestmark = pytest.mark.django_db


def test_an_operator_states_a_licence_in_the_admin(client) -> None:
    spirit = make_product(criteria_set="B14")
    attribute = spirit.product_class.attributes.get(code="production_licence")
    operator = make_user()
    operator.is_staff = operator.is_superuser = True
    operator.save()
    client.force_login(operator)

    answer = client.post(
        reverse("admin:catalogue_productattributevalue_add"),
        {"product": spirit.pk, "attribute": attribute.pk, "value_text": "12/GP-SCT"},
    )

    assert answer.status_code == 302
    assert unlicensed([spirit]) == set()
