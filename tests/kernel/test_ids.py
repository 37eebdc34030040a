"""Identifiers and codes that people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kernel.ids import (
    ALPHABET,
    check_character,
    new_code,
    new_public_id,
    new_token,
    read_code,
)

bodies = st.text(ALPHABET, min_size=8, max_size=8).filter(lambda b: check_character(b) is not None)


def printed(body: str) -> str:
    return f"{body[:4]}-{body[4:]}{check_character(body)}"


@given(bodies)
def test_a_code_reads_back_whatever_its_case_spaces_and_hyphens(body):
    code = printed(body)

    for typed in (code, code.lower(), code.replace("-", ""), f" {' '.join(code)} "):
        assert read_code(typed) == code


@given(bodies)
def test_look_alikes_are_read_as_what_they_look_like(body):
    code = printed(body)
    typed = code.replace("1", "l").replace("0", "o").replace("V", "u")

    assert read_code(typed) == code


@given(bodies)
def test_every_single_wrong_character_is_noticed(body):
    code = body + str(check_character(body))
    for place in range(len(code)):
        for wrong in ALPHABET:
            if wrong != code[place]:
                assert read_code(code[:place] + wrong + code[place + 1 :]) is None


@given(bodies)
def test_every_swap_of_neighbours_is_noticed(body):
    code = body + str(check_character(body))
    for place in range(len(code) - 1):
        one, other = code[place], code[place + 1]
        if one != other:
            assert read_code(code[:place] + other + one + code[place + 2 :]) is None


@given(st.text(max_size=40))
def test_junk_is_no_code_or_a_right_one(typed):
    code = read_code(typed)

    assert code is None or read_code(code) == code


@pytest.mark.parametrize("typed", ["", "-", "7KQM", "7KQM-2X9DT0", "7KQM-2X9Đ*", "٣" * 9])
def test_what_is_too_short_too_long_or_foreign_is_no_code(typed):
    assert read_code(typed) is None


def test_new_codes_read_back_and_differ():
    codes = {new_code() for _ in range(500)}

    assert len(codes) == 500
    assert all(read_code(code) == code for code in codes)


def test_a_body_too_long_for_the_check_is_refused():
    with pytest.raises(ValueError, match="34"):
        check_character("0" * 35)


def test_public_ids_are_small_letters_of_the_alphabet_without_look_alikes():
    for identifier in (new_public_id(), new_token()):
        assert set(identifier) <= set(ALPHABET.lower())
    assert len(new_public_id()) == 10
    assert len(new_token()) == 32
