"""Where a product's page is, in the page's language; the pattern is read once."""

from collections.abc import Callable

from marketplace.kernel.addresses import shape

#: What the parts of a product's address are put in place of.
_SLUG, _PUBLIC_ID = "slug", "0" * 10


def product_address(slug: str, public_id: str) -> str:
    return addresser()(slug, public_id)


def addresser() -> Callable[[str, str], str]:
    """``product_address`` for many products of one page: the pattern is looked up once."""
    before, between, after = shape("catalogue:detail", slug=_SLUG, public_id=_PUBLIC_ID)
    return lambda slug, public_id: f"{before}{slug}{between}{public_id}{after}"
