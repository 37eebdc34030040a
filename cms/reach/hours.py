"""Hours as editors write them ("7:30–17:00", "8h – 11h30", "từ 8 giờ đến 17 giờ"); nothing is guessed."""

import datetime
import re

_TIME = r"(\d{1,2})\s*(?:[:hg]|giờ)?\s*(\d{2})?"
_SPAN = re.compile(rf"\D*?{_TIME}\s*(?:-|–|—|đến|to)\s*{_TIME}\s*(?:h|giờ)?\s*\.?", re.IGNORECASE)


def read_hours(text: str) -> tuple[datetime.time, datetime.time] | None:
    """Beginning and end, where the text says one of each and nothing besides; else None."""
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        return None
    first, first_minutes, last, last_minutes = (int(part or 0) for part in found.groups())
    try:
        begins = datetime.time(first, first_minutes)
        ends = datetime.time(last, last_minutes)
    except ValueError:
        return None
    return (begins, ends) if begins < ends else None
