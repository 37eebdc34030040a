"""gunicorn's settings, for the demo and for production alike; the command line gives the address."""

import gc
import os
from typing import Any

workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "4"))
#: One import for all workers; no connection is open before they fork.
preload_app = True
timeout = 30
graceful_timeout = 10
keepalive = 5
#: A slow leak in any library ends here, not in somebody's night.
max_requests = 20_000
max_requests_jitter = 2_000
control_socket_disable = True
#: Our own lines are JSON on stderr; gunicorn adds only what goes wrong.
loglevel = os.environ.get("GUNICORN_LOG_LEVEL", "warning")


def when_ready(_server: Any) -> None:
    """What was imported stays: no worker looks through it for garbage, and its memory stays shared."""
    gc.collect()
    gc.freeze()
