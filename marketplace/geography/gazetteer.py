"""All units in memory, read once per process."""


def forget() -> None:
    """Drop what this process holds, so that the next look-up reads the database again."""
