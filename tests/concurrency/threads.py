"""Real threads that start together: each has its connection open and waits at one barrier."""

import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db import connection, connections

Answer = TypeVar("Answer")

#: Nobody waits longer than this for the others, nor we for them.
SECONDS = 120


def at_once(calls: Sequence[Callable[[], Answer]]) -> list[Answer | Exception]:
    """What each call answered or raised, in order; fails where a thread does not come back."""
    barrier = threading.Barrier(len(calls))
    answers: list[Answer | Exception] = [TimeoutError("no answer")] * len(calls)

    def run(number: int, call: Callable[[], Answer]) -> None:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=SECONDS)
            answers[number] = call()
        except Exception as error:
            answers[number] = error
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=run, args=(number, call), daemon=True)
        for number, call in enumerate(calls)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=SECONDS)
    assert not any(thread.is_alive() for thread in threads), "a thread hangs"
    return answers
