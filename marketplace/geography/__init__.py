"""Regions, provinces and communes of today, and the units that they were made of."""
