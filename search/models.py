"""The outbox of the index: what changed, written by the database itself (triggers.py)."""

from django.db import models


class Change(models.Model):
    """One change, in the transaction that made it; gone once the index has it.

    Rows are only added and, by exact id, removed: a change of the same thing while it is being
    read leaves a row of its own.
    """

    class Kind(models.TextChoices):
        PRODUCT = "product"
        PRODUCER = "producer"
        PARTNER = "partner"
        ORGANISATION = "organisation"
        SUPPLY = "supply"
        DEMAND = "demand"

    kind = models.CharField(max_length=12, choices=Kind)
    number = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
