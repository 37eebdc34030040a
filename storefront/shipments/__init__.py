"""Parcels on their way: what left, by whom, where it is, and what came back; docs/shipping.md."""
