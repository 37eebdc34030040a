"""Where a producer's page is, in the page's language; the pattern is read once."""

from marketplace.kernel.addresses import shape

#: What the parts of a producer's address are put in place of.
_SLUG, _PUBLIC_ID = "slug", "0" * 10


def producer_address(slug: str, public_id: str) -> str:
    before, between, after = shape("producers:detail", slug=_SLUG, public_id=_PUBLIC_ID)
    return f"{before}{slug}{between}{public_id}{after}"
