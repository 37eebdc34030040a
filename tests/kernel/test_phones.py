import pytest
from django.core.exceptions import ValidationError

from marketplace.kernel.phone import phone_words, read_phone


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("0987 654 321", "+84987654321", "0987 654 321"),
        ("84987654321", "+84987654321", "0987 654 321"),
        ("(024) 3825-3536", "+842438253536", "024 3825 3536"),
        ("+33 1 42 68 53 00", "+33142685300", "+33 1 42 68 53 00"),
    ],
)
def test_a_number_is_stored_once_and_shown_as_written(typed, stored, shown) -> None:
    assert read_phone(typed) == stored
    assert phone_words(stored) == shown


@pytest.mark.parametrize("typed", ["", "12", "abc", "0" * 400, "+999 123", "0912 345 67"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        read_phone(typed)


def test_what_was_stored_otherwise_is_shown_as_it_is() -> None:
    assert phone_words("call me") == "call me"
    assert phone_words("") == ""
