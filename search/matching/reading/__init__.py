"""The reader of demands: a buyer's sentence in, criteria and what was understood out. See docs/reading.md."""

from .reader import Reading, read
from .sentence import Part

__all__ = ["Part", "Reading", "read"]
