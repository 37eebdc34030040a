"""The loop that keeps the index close behind the database; beside the worker's queue in `serve`."""

import logging
import threading
import time

from django.db import close_old_connections, connection

from . import keeping
from .engine.choosing import current_engine
from .engine.protocol import EngineUnavailable

logger = logging.getLogger(__name__)

#: A change is visible within a second (docs/performance.md): a look, a commit, a reader's look.
LOOK_SECONDS = 0.2
#: How often it looks whether there is an index at all.
INDEX_SECONDS = 5.0
#: After a failure, so that a full disk does not fill the log too.
PAUSE_SECONDS = 5.0


def follow(stop: threading.Event) -> None:
    """Drain until ``stop`` is set. An index that is missing is built; what fails is tried again."""
    looked = float("-inf")
    while not stop.is_set():
        try:
            if time.monotonic() - looked >= INDEX_SECONDS:
                _build_if_missing()
                looked = time.monotonic()
            taken = keeping.drain(current_engine())
        except EngineUnavailable as error:
            logger.warning("changes wait in the outbox: %s", error)
            taken, looked = 0, float("-inf")
            stop.wait(PAUSE_SECONDS)
        except Exception:
            logger.exception("the search index does not follow; trying again")
            connection.close()
            taken = 0
            stop.wait(PAUSE_SECONDS)
        finally:
            close_old_connections()
        if not taken:
            stop.wait(LOOK_SECONDS)
    connection.close()


def _build_if_missing() -> None:
    """Where the engine cannot be reached there is nothing to build; draining will say so."""
    engine = current_engine()
    if engine.health().state not in {"ok", "unreachable"}:
        logger.warning("the search index is missing: building it")
        keeping.rebuild(engine, only_missing=True)
