"""Processes share what an index is made of; whatever becomes of them, all of it is there."""

import gc
import os
import signal
import time

import pytest

from search.engine import sharing
from search.engine.sharing import Making, shared

ITEMS = list(range(2_000))


@pytest.fixture(autouse=True)
def two_processes(monkeypatch):
    monkeypatch.setattr(sharing, "processes", lambda: 2)


def said(numbers):
    return (f"{number} of {os.getpid()}".encode() for number in numbers)


def read(lines):
    """Numbers in order, and the processes that made them."""
    parts = [line.decode().split(" of ") for line in lines]
    return sorted(int(number) for number, _pid in parts), {int(pid) for _number, pid in parts}


def test_each_item_is_worked_on_once_and_by_two_processes():
    numbers, pids = read(shared(ITEMS, said, batch=800))
    assert numbers == ITEMS
    assert os.getpid() in pids
    assert len(pids) == 3  # the last batch is a small one


def test_few_items_are_worked_on_here():
    numbers, pids = read(shared(ITEMS[:300], said))
    assert (numbers, pids) == (ITEMS[:300], {os.getpid()})


def test_the_part_of_a_helper_that_dies_is_done_here():
    here = os.getpid()

    def dying(numbers):
        for number in numbers:
            if os.getpid() != here and number > 1_000:
                os.kill(os.getpid(), signal.SIGKILL)
            yield f"{number} of {os.getpid()}".encode()

    assert read(shared(ITEMS, dying)) == (ITEMS, {here})


def test_where_no_process_can_be_made_one_does_it_all(monkeypatch):
    def refused():
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(os, "fork", refused)
    assert read(shared(ITEMS, said)) == (ITEMS, {os.getpid()})


def test_what_fails_in_a_helper_fails_here():
    def failing(numbers):
        for number in numbers:
            if number == 1_999:
                raise ValueError("no such number")
            yield b""

    with pytest.raises(ValueError, match="no such number"):
        list(shared(ITEMS, failing))


def test_helpers_are_gone_where_the_work_here_fails(monkeypatch):
    here = os.getpid()

    def failing(numbers):
        if os.getpid() == here:
            raise ValueError("here")
        return said(numbers)

    made, fork = [], os.fork

    def noted():
        made.append(fork())
        return made[-1]

    monkeypatch.setattr(os, "fork", noted)
    with pytest.raises(ValueError, match="here"):
        list(shared(ITEMS, failing))
    (helper,) = made
    with pytest.raises(ChildProcessError):
        os.waitpid(helper, os.WNOHANG)


def test_what_is_to_be_made_can_be_made_in_turn():
    assert list(Making((1, 2), lambda number: number + 1)) == [2, 3]


def test_the_part_of_a_helper_that_does_not_end_is_done_here(monkeypatch):
    here, made, fork = os.getpid(), [], os.fork

    def hanging(numbers):
        for number in numbers:
            if os.getpid() != here and number > 1_000:
                time.sleep(600)
            yield f"{number} of {os.getpid()}".encode()

    def noted():
        made.append(fork())
        return made[-1]

    monkeypatch.setattr(os, "fork", noted)
    monkeypatch.setattr(sharing, "_PATIENCE", 0.2)
    began = time.monotonic()
    assert read(shared(ITEMS, hanging)) == (ITEMS, {here})
    assert time.monotonic() - began < 60
    with pytest.raises(ChildProcessError):
        os.waitpid(made[0], os.WNOHANG)


def test_garbage_is_looked_for_again_afterwards():
    lines = shared(ITEMS, said)
    next(lines)
    assert not gc.isenabled()
    lines.close()
    assert gc.isenabled()
