import threading
from typing import Any

from django_tasks_db.management.commands import db_worker

from search.following import follow


class Command(db_worker.Command):
    help = "Works on the task queue and keeps the search index up to date, until it is stopped."

    def handle(self, **options: Any) -> None:
        """The index in a thread: if it ends half-way through a batch, the batch is done again."""
        stop = threading.Event()
        keeper = threading.Thread(target=follow, args=(stop,), name="search index", daemon=True)
        keeper.start()
        try:
            super().handle(**options)
        finally:
            stop.set()
            keeper.join(timeout=5)
