"""From a file that somebody sent to rows of cells; knows nothing about OCOP."""

from .cells import Cell, Formula, Row, Sheet
from .files import read_file
from .unreadable import UnreadableFile

__all__ = ["Cell", "Formula", "Row", "Sheet", "UnreadableFile", "read_file"]
