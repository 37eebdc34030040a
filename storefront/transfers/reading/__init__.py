"""From a bank's table to rows of money. Pure; the file itself is read by certification's reader."""

from .columns import FIELDS, Mapping, find_mapping, signature_of
from .rows import Read, ReadRow, read_rows

__all__ = ["FIELDS", "Mapping", "Read", "ReadRow", "find_mapping", "read_rows", "signature_of"]
