"""Public identifiers: permanent, random, never database ids; and codes that people type."""

import secrets

#: Crockford's base 32 without look-alikes (I, L, O, U are missing).
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PRIME = 37
#: With weights 2 … 35 no weight, no difference of neighbours and no check + 1 is 0 modulo 37.
_LONGEST_BODY = 34
_READ = str.maketrans("ILOU", "110V")


def _random(length: int) -> str:
    """Each character from one random byte: 32 letters divide 256 evenly, so none is favoured."""
    return "".join(ALPHABET[byte & 31] for byte in secrets.token_bytes(length))


def new_public_id(length: int = 10) -> str:
    """A random lower-case identifier for addresses; 10 characters hold 50 bits."""
    return _random(length).lower()


def new_token() -> str:
    """An unguessable token for a private address (160 bits)."""
    return new_public_id(32)


def check_character(body: str) -> str | None:
    """The last character of a code: catches each single mistyped and each swapped neighbour.

    A sum weighted by position, modulo a prime past the alphabet's size; None where it falls past
    the alphabet, so that no code has such a body. Raises ValueError where the body is longer than
    the weights stay apart, or holds a character that is not of the alphabet.
    """
    if len(body) > _LONGEST_BODY:
        raise ValueError(f"a body has at most {_LONGEST_BODY} characters")
    total = sum(ALPHABET.index(c) * weight for weight, c in enumerate(body, start=2)) % _PRIME
    return ALPHABET[total] if total < len(ALPHABET) else None


def new_code(groups: int = 2, size: int = 4) -> str:
    """A code to print and type, such as ``7KQM-2X9D1``: random groups, then the check character.

    Draws again while the check character would fall outside the alphabet.
    """
    while True:
        body = _random(groups * size)
        check = check_character(body)
        if check:
            parts = [body[i : i + size] for i in range(0, len(body), size)]
            return "-".join(parts) + check


def read_code(typed: str, *, groups: int = 2, size: int = 4) -> str | None:
    """What somebody typed → the code as stored, or None where the check character disagrees.

    Case, spaces and hyphens do not matter; I and L are read as 1, O as 0, U as V.
    """
    raw = "".join(c for c in typed.upper() if c.isalnum()).translate(_READ)
    if len(raw) != groups * size + 1 or any(c not in ALPHABET for c in raw):
        return None
    body, check = raw[:-1], raw[-1]
    if check_character(body) != check:
        return None
    parts = [body[i : i + size] for i in range(0, len(body), size)]
    return "-".join(parts) + check
