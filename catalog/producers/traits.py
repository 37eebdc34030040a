"""Who leads a producer, as it states itself: codes as demands name them."""

from collections.abc import Callable

#: Code → column of Producer.
FIELDS = {
    "women_led": "is_women_led",
    "youth_led": "is_youth_led",
    "ethnic_minority": "is_ethnic_minority",
}


def traits_in(states: Callable[[str], bool | None]) -> tuple[str, ...]:
    """Codes of the columns that hold; ``states``: by column."""
    return tuple(code for code, field in FIELDS.items() if states(field))
