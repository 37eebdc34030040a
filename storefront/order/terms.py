"""What buyer and seller agree on, kept with each order as it stood (Law 19/2023/QH15, Art. 37–39)."""

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from catalog.partner.models import Vendor

#: Changes whenever a sentence below changes its meaning.
VERSION = "2026-11"


def terms() -> dict[str, str]:
    """The terms in the language that is active: for the review page and to keep with the order."""
    return {
        "version": VERSION,
        "contract": _(
            "You buy from each seller named here; the marketplace passes your order on and holds "
            "no money. The contract stands when you receive the confirmation."
        ),
        "returns": _(
            "Tell the seller within 24 hours, with a photo, if something arrives spoiled, broken "
            "or not as ordered: you get it again or your money back. Other goods, unopened, can go "
            "back within 7 days; fresh food cannot."
        ),
        "cancelling": _(
            "You can cancel on the order's page until the first seller accepts, at no cost."
        ),
        "certificate": _(
            "Each product is sold with the OCOP certificate in force on the day of the order."
        ),
        "privacy": _("Your name, phone and address go to these sellers and their carriers only."),
    }


def terms_in_both() -> dict[str, dict[str, str]]:
    """The same by language; those of the order's own language are what was agreed to."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found[code] = terms()
    return found


def seller(vendor: Vendor) -> dict[str, Any]:
    """Who sells, as the law wants it shown before the order."""
    commune = vendor.ships_from
    return {
        "id": vendor.public_id,
        "name": vendor.name,
        "organisation": vendor.organisation.name,
        "tax_code": vendor.organisation.tax_code,
        "address": ", ".join(
            part
            for part in (
                vendor.street,
                commune.full_name if commune else "",
                commune.province.name_vi if commune else "",
            )
            if part
        ),
        "phone": vendor.phone,
        "email": vendor.email,
    }
