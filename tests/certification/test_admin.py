"""Django's admin shows the books and changes nothing."""

import pytest
from django.urls import reverse

from catalog.certification.models import (
    Certificate,
    DecisionImport,
    Document,
    RecognitionDecision,
    WorklistItem,
)
from marketplace.accounts.models import User

from .factories import a_certificate

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client) -> User:
    user = User.objects.create_superuser(email="op@op.example", password="correct horse")
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    "model", [Certificate, DecisionImport, Document, RecognitionDecision, WorklistItem]
)
def test_lists_open_and_nothing_can_be_added(client, operator, today, model):
    a_certificate()
    name = f"admin:certification_{model._meta.model_name}"

    assert client.get(reverse(f"{name}_changelist")).status_code == 200
    assert client.get(reverse(f"{name}_add")).status_code == 403


def test_a_certificate_with_its_history_can_only_be_read(client, operator, today):
    certificate = a_certificate()
    address = reverse("admin:certification_certificate_change", args=[certificate.pk])

    page = client.get(address)
    posted = client.post(address, {"star": "5"})
    removed = client.post(
        reverse("admin:certification_certificate_delete", args=[certificate.pk]), {"post": "yes"}
    )

    assert page.status_code == 200
    assert "123/QĐ-UBND" in page.content.decode()
    assert (posted.status_code, removed.status_code) == (403, 403)
    certificate.refresh_from_db()
    assert certificate.star == 4


def test_producers_can_be_read(client, operator, today):
    certificate = a_certificate()

    assert client.get(reverse("admin:producers_producer_changelist")).status_code == 200
    page = client.get(
        reverse("admin:producers_producer_change", args=[certificate.product.producer.pk])
    )
    assert page.status_code == 200
