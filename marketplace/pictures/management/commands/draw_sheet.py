import os
from argparse import ArgumentParser
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from PIL import Image

from marketplace.pictures.drawing.press import printed, rasterised
from marketplace.pictures.drawing.works import WORKS

_GAP = 6
_GROUND = "#fbf7ee"


class Command(BaseCommand):
    help = "Prints drawings side by side into one picture, to look at them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("prefix", help="works whose name starts so: card-mango, land-ha-noi")
        parser.add_argument("file", type=Path)
        parser.add_argument("--width", type=int, default=160, help="of one drawing, in pixels")
        parser.add_argument("--columns", type=int, default=12)
        parser.add_argument("--every", type=int, default=1, help="only every n-th")

    def handle(self, *args: Any, **options: Any) -> None:
        names = [name for name in WORKS if name.startswith(options["prefix"])][:: options["every"]]
        if not names:
            raise CommandError("No drawing's name starts so.")
        with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
            drawings = list(pool.map(_drawing, names, [options["width"]] * len(names)))
        wide, high = drawings[0].width + _GAP, drawings[0].height + _GAP
        columns = min(options["columns"], len(drawings))
        rows = -(-len(drawings) // columns)
        sheet = Image.new("RGB", (columns * wide + _GAP, rows * high + _GAP), _GROUND)
        for number, drawing in enumerate(drawings):
            sheet.paste(drawing, (_GAP + number % columns * wide, _GAP + number // columns * high))
        sheet.save(options["file"], quality=72)
        self.stdout.write(f"{len(names)} drawings")


def _drawing(name: str, width: int) -> Image.Image:
    large = printed(rasterised(WORKS[name].svg(), width * 2))
    return large.resize((width, large.height // 2), Image.Resampling.LANCZOS)
