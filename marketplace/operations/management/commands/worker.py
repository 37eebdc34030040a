import threading
from typing import Any

from django_tasks_db.management.commands import db_worker

from marketplace.kernel.chores import keep_doing
from search.following import follow


class Command(db_worker.Command):
    help = (
        "Works on the task queue, keeps the search index up to date and does the daily work, until"
        " it is stopped."
    )

    def handle(self, **options: Any) -> None:
        """Index and daily work in threads: what ends half-way is done again, at the latest tomorrow."""
        stop = threading.Event()
        keepers = [
            threading.Thread(target=work, args=(stop,), name=name, daemon=True)
            for name, work in (("search index", follow), ("daily work", keep_doing))
        ]
        for keeper in keepers:
            keeper.start()
        try:
            super().handle(**options)
        finally:
            stop.set()
            for keeper in keepers:
                keeper.join(timeout=5)
