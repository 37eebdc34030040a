"""A task that did not succeed is tried again, each time after a longer pause."""

import datetime
from collections.abc import Sequence
from typing import Any

from marketplace.kernel.clock import now


def retry(task: Any, *arguments: Any, attempt: int, minutes: Sequence[int]) -> bool:
    """Enqueue the attempt after this one, ``minutes[attempt - 1]`` from now; False after the last.

    The task takes the number of the attempt after its ``arguments``.
    """
    if attempt > len(minutes):
        return False
    pause = datetime.timedelta(minutes=minutes[attempt - 1])
    task.using(run_after=now() + pause).enqueue(*arguments, attempt + 1)
    return True
