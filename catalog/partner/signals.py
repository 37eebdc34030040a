"""What the supply side tells the layers above about stock."""

from django.dispatch import Signal

#: Sent with ``stockrecord_id`` in the transaction in which more of a pack can be sold than before.
stock_added = Signal()
