"""What a product page tells machines (schema.org), only while its certificate is live."""

from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from marketplace.caching import stamps
from marketplace.kernel.addresses import address, here
from marketplace.kernel.json_ld import block_of
from marketplace.kernel.kept import Kept

from .selectors import Pack, ProductDetail
from .structured_visits import visit_data

_BEST = 5
_blocks: Kept[SafeString] = Kept(1024)


def structured_blocks(detail: ProductDetail) -> SafeString:
    """Product and trail as blocks of the page, as they were written before where they say the same."""
    says = (
        (detail.product.public_id, detail.product.slug, detail.product.is_illustrative),
        *(detail.title, detail.description, detail.badge, detail.origin, detail.packs),
        detail.pictures,
        tuple((one.code, str(one.name)) for one in detail.above),
        detail.criteria_set.local_name if detail.criteria_set else "",
    )
    if detail.visit is not None:
        return _written(detail)
    return _blocks.get((says, here(), stamps.reference()), lambda: _written(detail))


def _written(detail: ProductDetail) -> SafeString:
    return block_of(product_data(detail)) + block_of(trail_data(detail))


def product_data(detail: ProductDetail) -> dict[str, Any]:
    """Product with its certification and offers. The star is a certification's, never a review's."""
    own = _absolute(detail.product.get_absolute_url())
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Product",
        "@id": own,
        "url": own,
        "name": str(detail.title),
        "productID": detail.product.public_id,
        "countryOfOrigin": {"@type": "Country", "name": "VN"},
        "hasCertification": _certification(detail),
    }
    if detail.description:
        data["description"] = str(detail.description)
    photographs = [_absolute(one.src) for one in detail.pictures if one.is_photograph]
    if photographs:
        data["image"] = photographs
    if detail.criteria_set is not None:
        data["category"] = detail.criteria_set.local_name
    if detail.producer is not None:
        data["manufacturer"] = {
            "@type": "Organization",
            "name": detail.producer.local_name,
            "address": {
                "@type": "PostalAddress",
                "addressRegion": detail.producer.province.name,
                "addressCountry": "VN",
            },
        }
    offers = [_offer(pack, own) for pack in detail.packs if pack.price is not None]
    if offers:
        data["offers"] = offers
    if detail.visit is not None:
        data |= visit_data(detail.visit, own)
    if detail.product.is_illustrative:
        data["disambiguatingDescription"] = _("Illustrative data")
    return data


def trail_data(detail: ProductDetail) -> dict[str, Any]:
    """The way to the product as the page's breadcrumbs show it."""
    steps = [
        (_("Products"), _absolute(address("catalogue:index"))),
        *(
            (str(one.name), _absolute(address("catalogue:category", one.code)))
            for one in detail.above
        ),
        (str(detail.title), _absolute(detail.product.get_absolute_url())),
    ]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(steps, start=1)
        ],
    }


def _certification(detail: ProductDetail) -> dict[str, Any]:
    badge = detail.badge
    return {
        "@type": "Certification",
        "name": _("OCOP, %(star)s stars") % {"star": badge.star},
        "certificationIdentification": badge.decision_number,
        "certificationStatus": "https://schema.org/CertificationActive",
        "issuedBy": {"@type": "Organization", "name": badge.issuer},
        "url": _absolute(_verification(badge.code)),
        "validFrom": badge.issued_on.isoformat(),
        "expires": badge.last_day.isoformat(),
        "certificationRating": {
            "@type": "Rating",
            "ratingValue": badge.star,
            "bestRating": _BEST,
        },
    }


def _offer(pack: Pack, own: str) -> dict[str, Any]:
    offer: dict[str, Any] = {
        "@type": "Offer",
        "url": own,
        "itemCondition": "https://schema.org/NewCondition",
        "name": pack.title,
        "sku": pack.public_id,
        "price": str(pack.price),
        "priceCurrency": "VND",
        "availability": f"https://schema.org/{'InStock' if pack.can_order else 'OutOfStock'}",
    }
    if pack.seller:
        offer["seller"] = {"@type": "Organization", "name": pack.seller}
    return offer


def _verification(code: str) -> str:
    prefix = "/en" if get_language() == "en" else ""
    return f"{prefix}/verify/{code}/"


def _absolute(path: str) -> str:
    return settings.SITE_URL.rstrip("/") + path if path.startswith("/") else path
