"""The loop that keeps the index close behind the database; beside the worker's queue in `serve`."""

import logging
import threading

from django.db import close_old_connections, connection

from . import keeping
from .engine.choosing import current_engine
from .engine.protocol import EngineUnavailable

logger = logging.getLogger(__name__)

#: A change is visible within a second (docs/performance.md): a look, a commit, a reader's look.
LOOK_SECONDS = 0.2
#: After a failure, so that a full disk does not fill the log too.
PAUSE_SECONDS = 5.0


def follow(stop: threading.Event) -> None:
    """Drain until ``stop`` is set. An index that is missing is built; what fails is tried again."""
    while not stop.is_set():
        try:
            taken = _step()
        except Exception:
            logger.exception("the search index does not follow; trying again")
            connection.close()
            stop.wait(PAUSE_SECONDS)
            continue
        finally:
            close_old_connections()
        if not taken:
            stop.wait(LOOK_SECONDS)
    connection.close()


def _step() -> int:
    engine = current_engine()
    state = engine.health().state
    if state == "unreachable":
        raise EngineUnavailable("the search engine cannot be reached; changes wait in the outbox")
    if state != "ok":
        logger.warning("the search index is missing: building it")
        return keeping.rebuild(engine, only_missing=True)
    return keeping.drain(engine)
