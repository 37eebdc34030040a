"""Loads the reference rows of this app; idempotent."""


def load() -> None:
    """Regions, provinces, communes and former units from data/."""
