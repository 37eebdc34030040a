"""Loads the reference rows of this app; idempotent."""


def load() -> None:
    """Sectors, groups, criteria sets and product classes from data/."""
