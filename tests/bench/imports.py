"""An import of a large decision, in a process of its own: seconds and the most memory it held."""

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from openpyxl import Workbook

from tests.database import ROOT, copy_of_prepared

ROWS = 10_000


def write_decision(path: Path, rows: int = ROWS) -> None:
    """A plain workbook: title rows, then one product a row, ten of each producer."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Danh sách")
    sheet.append(["DANH SÁCH SẢN PHẨM ĐƯỢC CÔNG NHẬN"])
    sheet.append(["Kèm theo Quyết định số DEMO-9999/QĐ-UBND ngày 02/11/2026"])
    sheet.append(["STT", "Tên sản phẩm", "Tên chủ thể", "Địa chỉ", "Hạng sao"])
    for number in range(1, rows + 1):
        sheet.append(
            [
                number,
                f"Cà phê mẫu số {number}",
                f"Hợp tác xã mẫu {number // 10}",
                "phường Phan Thiết, tỉnh Lâm Đồng",
                f"{3 + number % 2} sao",
            ]
        )
    book.save(path)


def run_import(directory: Path) -> tuple[float, int, dict[str, object]]:
    """(seconds, most memory in MB, what the command reported)."""
    write_decision(directory / "decision.xlsx")
    database = copy_of_prepared(directory / "import")
    began = time.monotonic()
    done = subprocess.run(
        [
            *(sys.executable, "-W", "ignore", "manage.py", "import_decision"),
            *(str(directory / "decision.xlsx"), "--province", "lam-dong", "--json"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "marketplace.settings.test",
            "DATABASE_URL": f"sqlite:///{database}",
            "DATA_DIR": str(directory),
        },
    )
    seconds = time.monotonic() - began
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:] + done.stdout[-2000:])
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return seconds, memory, json.loads(done.stdout)
