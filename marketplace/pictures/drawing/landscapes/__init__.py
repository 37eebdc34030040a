"""A landscape for each of the 34 provinces, from its real features."""

from . import centre, north, south
from .base import LANDSCAPES, Landscape, painted

__all__ = ["LANDSCAPES", "Landscape", "centre", "north", "painted", "south"]
