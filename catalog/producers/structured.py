"""What a producer's page tells machines (schema.org): who and where, no person and no number."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from .models import Producer


def producer_data(producer: Producer) -> dict[str, Any]:
    """Organization with its place of today; the address as printed may be somebody's home."""
    path = reverse(
        "producers:detail", kwargs={"slug": producer.slug, "public_id": producer.public_id}
    )
    place: dict[str, Any] = {
        "@type": "PostalAddress",
        "addressRegion": producer.province.name,
        "addressCountry": "VN",
    }
    if producer.commune is not None:
        place["addressLocality"] = producer.commune.full_name
    address = settings.SITE_URL.rstrip("/") + path
    return {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": address,
        "url": address,
        "name": producer.local_name,
        "address": place,
    }
