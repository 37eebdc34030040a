"""Operators look units up; nobody changes them by hand."""

import pytest
from django.urls import reverse

from marketplace.accounts.models import User
from marketplace.geography.models import Commune, FormerWard

pytestmark = pytest.mark.django_db

MODELS = ["region", "province", "commune", "formerprovince", "formerdistrict", "formerward"]


@pytest.fixture
def operator(client):
    user = User.objects.create_superuser(email="operator@example.org", password="a long password")
    client.force_login(user)
    return client


@pytest.mark.parametrize("model", MODELS)
def test_units_are_listed_and_found(operator, model):
    page = operator.get(reverse(f"admin:geography_{model}_changelist"), {"q": "a"})

    assert page.status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_nobody_adds_a_unit(operator, model):
    assert operator.get(reverse(f"admin:geography_{model}_add")).status_code == 403


@pytest.mark.parametrize(("model", "name"), [(Commune, "commune"), (FormerWard, "formerward")])
def test_a_unit_is_shown_with_what_it_was_made_of_and_is_not_changed(operator, model, name):
    unit = model.objects.get(code="24985")
    address = reverse(f"admin:geography_{name}_change", args=[unit.pk])

    shown = operator.get(address)
    posted = operator.post(address, {"name_vi": "Sai", "code": "24985"})

    assert shown.status_code == 200
    assert "Ninh Gia" in shown.content.decode()
    assert posted.status_code == 403
    unit.refresh_from_db()
    assert unit.name_vi.endswith("Ninh Gia")
