"""A buyer's sentence read into criteria: the sentences of the tests, again and again."""

import time
from collections.abc import Iterator

from search.matching.reading import read
from tests.bench.rows import Row
from tests.search.matching.reading.cases import TODAY, cases

_ROUNDS = 20
_SETS = ("given", "own", "strangers")


def reading_rows() -> list[Row]:
    """Processor time of a sentence, its 95th percentile, in process; and of reading the table."""
    began = time.process_time()
    read("gạo", today=TODAY)
    table = time.process_time() - began
    spent = sorted(_spent())
    half, most = spent[len(spent) // 2], spent[int(len(spent) * 0.95)]
    note = f"{half:.1f} ms at the median, {spent[-1]:.1f} ms at most"
    return [
        Row("reading a demand, p95", most, "ms", 5, note),
        Row("the reader's table, once per process", table, "s"),
    ]


def _spent() -> Iterator[float]:
    texts = [case["text"] for name in _SETS for case in cases(name)]
    for _round in range(_ROUNDS):
        for text in texts:
            began = time.process_time()
            read(text, today=TODAY)
            yield (time.process_time() - began) * 1000
