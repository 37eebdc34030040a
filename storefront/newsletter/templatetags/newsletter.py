"""The form on pages of the provinces, which know it by this tag alone."""

from typing import Any

from django import template

from marketplace.geography.models import Province
from storefront.newsletter.consent import consent_text

register = template.Library()


@register.inclusion_tag("newsletter/form.html")
def newsletter_form(place: Province | None = None) -> dict[str, Any]:
    """For the stories of one province, or of all; without a token, for pages that are the same for all."""
    return {"place": place or None, "consent": consent_text()}
