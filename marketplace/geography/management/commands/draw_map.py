"""Draws the map of Viet Nam that pages show."""

from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.core.management.base import BaseCommand, CommandError

from marketplace.geography import outlines

FILE = "marketplace/vietnam.svg"


class Command(BaseCommand):
    help = (
        "Draw the map of Viet Nam from the outlines of the provinces, over the one that is there."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        found = finders.find(FILE)
        if not found:
            raise CommandError(f"no file {FILE} to write to")
        Path(str(found)).write_text(outlines.draw(), encoding="utf-8")
        self.stdout.write(f"{found}")
