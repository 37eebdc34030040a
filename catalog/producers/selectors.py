"""Reading of producers."""

from .models import Producer


def public_producer(public_id: str) -> Producer | None:
    """A producer with at least one approved listing; others have no public page. One query."""
    return (
        Producer.objects.filter(public_id=public_id, products__listing_state="approved")
        .select_related(
            "province__region", "commune", "organisation__vendor__ships_from__province__region"
        )
        .first()
    )
