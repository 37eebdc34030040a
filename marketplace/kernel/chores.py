"""Work that comes by itself: each day, or every few minutes. The worker does it, and `manage.py daily`.

An app says in AppConfig.ready() what is to be done; each piece of work can bear being done again. A
row per piece and turn, unique in the database, lets exactly one of several processes do it.
"""

import datetime
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from django.db import IntegrityError, close_old_connections, connection, transaction

from . import clock
from .models import ChoreRun

logger = logging.getLogger(__name__)

#: How often the worker looks whether something is due.
LOOK_SECONDS = 30.0
#: Rows of turns that are over are kept so long.
_KEPT = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Chore:
    """``minutes`` is the length of a turn; None: a calendar day of Viet Nam."""

    name: str
    work: Callable[[], object]
    minutes: int | None = None

    @property
    def turn(self) -> str:
        """The name of the present turn."""
        if self.minutes is None:
            return clock.today().isoformat()
        return f"t{int(clock.now().timestamp()) // (60 * self.minutes)}/{self.minutes}"


_chores: dict[str, Chore] = {}


def register_chore(name: str, work: Callable[[], object], *, minutes: int | None = None) -> None:
    """``work`` is done once each day, or once in so many minutes; it says what it did, for the log."""
    _chores[name] = Chore(name, work, minutes)


def chores() -> list[Chore]:
    """In the order of their names."""
    return [_chores[name] for name in sorted(_chores)]


def do_due(*, stop: threading.Event | None = None) -> dict[str, str]:
    """Everything whose turn nobody has taken yet; what each said, or ``failed``.

    A piece that fails, or whose process dies, is left to its next turn: others go on.
    """
    done = {}
    for chore in chores():
        if stop is not None and stop.is_set():
            break
        turn = chore.turn
        if not _take(chore.name, turn):
            continue
        try:
            said = str(chore.work())
        except Exception:
            logger.exception("chore %s failed", chore.name)
            said = "failed"
        ChoreRun.objects.filter(name=chore.name, turn=turn).update(
            ended_at=clock.now(), said=said[:200]
        )
        done[chore.name] = said
    if done:
        ChoreRun.objects.filter(began_at__lt=clock.now() - _KEPT).delete()
    return done


def keep_doing(stop: threading.Event) -> None:
    """Until ``stop`` is set: the worker's thread."""
    while not stop.wait(LOOK_SECONDS):
        try:
            do_due(stop=stop)
        except Exception:
            logger.exception("chores cannot be done; trying again")
            connection.close()
        finally:
            close_old_connections()
    connection.close()


def _take(name: str, turn: str) -> bool:
    """Ours, or somebody else's already."""
    if ChoreRun.objects.filter(name=name, turn=turn).exists():
        return False
    try:
        with transaction.atomic():
            ChoreRun.objects.create(name=name, turn=turn)
    except IntegrityError:
        return False
    return True
