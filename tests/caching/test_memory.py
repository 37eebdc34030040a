"""The memory never holds more than it may, and gives up the oldest first."""

import pytest

from marketplace.caching.entries import Entry, coding_for
from marketplace.caching.memory import BoundedMemory


def memory(limit: int = 1000) -> BoundedMemory:
    made = BoundedMemory("bounds", {"OPTIONS": {"MAX_BYTES": limit}})
    made.clear()
    return made


def test_what_was_asked_for_longest_ago_goes_first():
    kept = memory(1000)
    for name in "abc":
        kept.set(name, b"x" * 300)
    kept.get("a")

    kept.set("d", b"x" * 300)

    assert [name for name in "abcd" if kept.get(name) is not None] == ["a", "c", "d"]
    assert kept.size <= 1000


def test_what_is_larger_than_all_the_room_is_not_kept():
    kept = memory(1000)
    kept.set("a", b"x" * 100)
    kept.set("b", b"x" * 1001)

    assert kept.get("b") is None
    assert kept.get("a") == b"x" * 100


def test_values_end_with_their_time_and_are_replaced_in_place():
    kept = memory()
    kept.set("a", b"1", timeout=-1)
    kept.set("b", b"1")
    kept.set("b", b"22")

    assert kept.get("a") is None
    assert kept.get("b") == b"22"
    assert kept.add("b", b"3") is False
    assert kept.touch("b")
    assert kept.delete("b")
    assert kept.size == 0


def test_only_bytes_are_kept():
    with pytest.raises(TypeError):
        memory().set("a", ["changeable"])


def test_all_threads_share_one_memory():
    kept = memory()
    kept.set("a", b"1")

    assert BoundedMemory("bounds", {}).get("a") == b"1"


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", ""),
        ("identity", ""),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("BR", "br"),
        ("br ; q = 0", ""),
        ("*", ""),
    ],
)
def test_the_coding_is_one_that_is_taken(accepted, coding):
    assert coding_for(accepted) == coding


@pytest.mark.parametrize("kept", [None, b"", b"\0\0\0\5{", "text", b"\xff\xff\xff\xffx"])
def test_what_is_no_entry_is_none(kept):
    assert Entry.unpacked(kept) is None
