"""One product's certificates are written by one transaction at a time."""

from collections.abc import Collection

from catalog.catalogue.models import Product


def lock_products(product_ids: Collection[int]) -> None:
    """Hold these products' rows until the transaction ends, always in the order of their keys.

    On SQLite the transaction itself is the lock (IMMEDIATE).
    """
    tuple(
        Product.objects.select_for_update(no_key=True)
        .filter(pk__in=product_ids)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
