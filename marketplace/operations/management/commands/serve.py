import http.client
import logging
import socket
import time
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from marketplace.operations.serving.preparation import STEPS
from marketplace.operations.serving.processes import (
    Ended,
    Processes,
    StopRequested,
    StopSignals,
    claim_address,
    commands,
    only_one_in,
)

READY_SECONDS = 60


class Command(BaseCommand):
    help = (
        "Prepares whatever is missing (database, reference data, translations, static files, demo),"
        " then serves on HOST and PORT with the background worker until Ctrl-C."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        ended: Ended | None = None
        with self._claim() as claimed, StopSignals() as signals:
            try:
                with only_one_in(Path(settings.DATA_DIR)):
                    self._prepare(signals)
                    connections.close_all()
                    ended = self._serve(
                        Processes(commands(claimed), signals=signals, pass_fds=[claimed.fileno()])
                    )
            except BlockingIOError as error:
                raise CommandError(
                    f"Another `serve` works on {settings.DATA_DIR}; stop it first, or choose"
                    " another directory, for example: make run DATA_DIR=var/second"
                ) from error
            except StopRequested:
                self.stderr.write("\nStopped.")
        if ended is not None:
            raise CommandError(
                f"The {ended.name} ended with status {ended.status}; everything is stopped.",
                returncode=ended.status if ended.status > 0 else 1,
            )

    def _claim(self) -> socket.socket:
        try:
            return claim_address(settings.HOST, int(settings.PORT))
        except (ValueError, OverflowError) as error:
            raise CommandError(f"PORT={settings.PORT} is not the number of a port.") from error
        except OSError as error:
            raise CommandError(
                f"{settings.HOST} port {settings.PORT} cannot be used: {error.strerror}. Another"
                " server may be running there; choose another port, for example:"
                f" make run PORT={int(settings.PORT) + 1}"
            ) from error

    def _prepare(self, signals: StopSignals) -> None:
        total = len(STEPS) + 1
        logging.disable(logging.INFO)  # a person reads along here
        for number, step in enumerate(STEPS, start=1):
            self.stderr.write(f"[{number}/{total}] {step.title} …", ending="")
            self.stderr.flush()
            began = time.monotonic()
            worked = step.run()
            signals.check()
            self.stderr.write(f" {time.monotonic() - began:.0f} s" if worked else " up to date")
        logging.disable(logging.NOTSET)

    def _serve(self, processes: Processes) -> Ended:
        total = len(STEPS) + 1
        self.stderr.write(f"[{total}/{total}] Starting web server and worker …", ending="")
        self.stderr.flush()
        began = time.monotonic()
        try:
            processes.start()
            ended = self._wait_until_ready(processes)
            if ended is None:
                self.stderr.write(f" {time.monotonic() - began:.0f} s")
                self._welcome()
                ended = processes.wait()
            return ended
        finally:
            processes.stop()

    def _wait_until_ready(self, processes: Processes) -> Ended | None:
        """Until /readyz answers 200, or a process ended. Raises CommandError after a minute."""
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            ended = processes.ended()
            if ended is not None:
                return ended
            if is_ready(settings.NEAR_HOST, int(settings.PORT)):
                return None
            time.sleep(0.25)
        raise CommandError(f"The web server did not become ready in {READY_SECONDS} s.")

    def _welcome(self) -> None:
        self.stdout.write(f"\n  {settings.OSCAR_SHOP_NAME}: {settings.SITE_URL}/\n\n")
        if settings.DEMO:
            call_command("demo", sign_ins=True, stdout=self.stdout)
        self.stdout.write("\n  Ctrl-C stops everything; the data stays.\n")
        self.stdout.flush()


def is_ready(host: str, port: int) -> bool:
    """Whether /readyz answers 200."""
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/readyz", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
