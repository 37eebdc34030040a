"""Generations of the index in a cluster: an index each, and an alias that is swapped in one call.

Two documents of state lie in each index. *claim* has the number of the turn of whoever began to write
last, *turn* that of whoever finished: readers keep pages under it. A turn's number is the version of all
that is written in it, so that a writer that lost its lock and comes late overwrites nothing.
"""

import secrets
import time
from typing import Any

from search.engine.protocol import EngineUnavailable

from . import library, schema
from .library import Cluster

STATE_KIND = "state"
_CLAIM, _TURN = "claim", "turn"
#: Other releases may still read or build theirs.
_LEFT_ALONE_SECONDS = 24 * 3600
_STAMP = "%Y%m%d%H%M%S"


class Generations:
    """Those of one prefix and one schema."""

    def __init__(self, cluster: Cluster, prefix: str) -> None:
        self._cluster = cluster
        self._family = f"{prefix}-search-"
        self.alias = f"{self._family}v{schema.VERSION}"

    def begin(self) -> tuple[str, int]:
        """A new index that nobody reads yet, and the turn in which it is filled."""
        name = f"{self.alias}-{time.strftime(_STAMP, time.gmtime())}-{secrets.token_hex(3)}"
        before = library.stamp(self._cluster.writing, self.alias, _CLAIM)
        turn = _later_than(before[1] if before else 0)
        with library.answering():
            self._cluster.writing.indices.create(
                index=name,
                mappings=schema.MAPPING,
                settings={**schema.SETTINGS, **schema.WHILE_BUILDING},
            )
        self._say(name, _CLAIM, turn)
        return name, turn

    def switch_to(self, name: str, turn: int) -> None:
        """From now on readers read this one; those before it go, but for the last."""
        client = self._cluster.writing
        with library.answering():
            client.indices.put_settings(index=name, settings=schema.ONCE_BUILT)
            client.indices.flush(index=name)
        self.finish(name, turn)
        current = self.current()
        actions: list[dict[str, Any]] = [{"add": {"index": name, "alias": self.alias}}]
        if current:
            actions.insert(0, {"remove": {"index": current, "alias": self.alias}})
        with library.answering():
            client.indices.update_aliases(actions=actions)
        self._clear_away({name, current})

    def current(self) -> str:
        """What the alias names; empty where there is none."""
        return library.named(self._cluster.writing, self.alias)

    def claim(self) -> tuple[str, int]:
        """The current index and a turn of our own in it. Raises where there is no index."""
        client = self._cluster.writing
        before = library.stamp(client, self.alias, _CLAIM)
        if before is None:
            raise EngineUnavailable("there is no index of this schema; run search_rebuild")
        name, turn = before[0], _later_than(before[1])
        self._say(name, _CLAIM, turn)
        return name, turn

    def show(self, name: str) -> None:
        with library.answering():
            self._cluster.writing.indices.refresh(index=name)

    def finish(self, name: str, turn: int) -> None:
        """All that was written in this turn is shown, then told."""
        self.show(name)
        self._say(name, _TURN, turn)

    def version(self) -> str:
        """Index and last finished turn; empty where there is no index."""
        told = library.stamp(self._cluster.reading, self.alias, _TURN)
        return "" if told is None else f"{told[0]}:{told[1]}"

    def _say(self, index: str, name: str, turn: int) -> None:
        with library.answering():
            self._cluster.writing.index(
                index=index,
                id=name,
                document={"kind": STATE_KIND},
                version=turn,
                version_type="external",
            )

    def _clear_away(self, kept: set[str]) -> None:
        """Of this schema all but ``kept`` (who walks through the last one is not disturbed); of other
        releases what is older than a day."""
        client = self._cluster.writing
        with library.answering():
            found = client.indices.get(index=f"{self._family}*", features=["aliases"])
        ours = f"{self.alias}-"
        old = time.strftime(_STAMP, time.gmtime(time.time() - _LEFT_ALONE_SECONDS))
        gone = [
            name
            for name in found
            if name not in kept and (name.startswith(ours) or name.split("-")[-2] < old)
        ]
        if gone:
            with library.answering():
                client.indices.delete(index=gone, ignore_unavailable=True)


def _later_than(turn: int) -> int:
    """By the clock, so that turns grow even where an index of before is lost; and never back."""
    return max(turn + 1, time.time_ns() // 1_000_000)
