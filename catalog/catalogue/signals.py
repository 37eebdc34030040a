"""What happened to products, told after commit with ``product_ids``, a tuple of database ids."""

from django.dispatch import Signal

#: A listing was submitted, approved, rejected, withdrawn or opened again.
listing_moved = Signal()
#: The photographs that a product's pages show are others, or have other words.
photographs_changed = Signal()
