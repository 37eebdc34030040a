"""What a tourism service's page tells machines of its host's terms (schema.org), as the page shows them."""

from typing import Any

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def visit_data(terms: Any, address: str) -> dict[str, Any]:
    """Of partner.VisitTerms: a service besides the product, with hours, languages and price from."""
    data: dict[str, Any] = {
        "@type": ["Product", "Service"],
        "hoursAvailable": [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": [
                    f"https://schema.org/{day}" for day in _DAYS[row.first : row.last + 1]
                ],
                "opens": row.opens,
                "closes": row.closes,
            }
            for row in terms.opening_rows
            if row.opens
        ],
        "availableChannel": {
            "@type": "ServiceChannel",
            "serviceUrl": address,
            "availableLanguage": list(terms.languages),
        },
    }
    if terms.price_from is not None:
        data["offers"] = {
            "@type": "AggregateOffer",
            "url": address,
            "lowPrice": str(terms.price_from),
            "priceCurrency": "VND",
        }
    return data
