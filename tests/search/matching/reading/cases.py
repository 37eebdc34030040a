"""The written answers: sentences of buyers and what each means, by docs/reading.md's rules."""

import datetime
import json
from pathlib import Path
from typing import Any

#: What "today" is in all of them.
TODAY = datetime.date(2026, 11, 23)
_DATA = Path(__file__).parent / "data"


def cases(name: str) -> list[dict[str, Any]]:
    """given: those that the rules come with; the others: written before the reader saw them."""
    with (_DATA / f"{name}.jsonl").open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]
