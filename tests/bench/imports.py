"""An import of a large decision, in a process of its own: seconds and the most memory it held."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

from openpyxl import Workbook

from tests.database import ROOT, copy_of_prepared

ROWS = 10_000
_HIGH_WATER = re.compile(r"VmHWM:\s+(\d+) kB")
_LOOK_SECONDS = 0.05


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
    answer, complaint = directory / "answer.json", directory / "complaint.txt"
    began = time.monotonic()
    with answer.open("w") as out, complaint.open("w") as err:
        process = subprocess.Popen(
            [
                *(sys.executable, "-W", "ignore", "manage.py", "import_decision"),
                *(str(directory / "decision.xlsx"), "--province", "lam-dong", "--json"),
            ],
            cwd=ROOT,
            stdout=out,
            stderr=err,
            env=os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "marketplace.settings.test",
                "DATABASE_URL": f"sqlite:///{database}",
                "DATA_DIR": str(directory),
            },
        )
        most = _most_memory(process)
    seconds = time.monotonic() - began
    if process.returncode:
        raise RuntimeError(complaint.read_text()[-2000:] + answer.read_text()[-2000:])
    return seconds, most, json.loads(answer.read_text())


def _most_memory(process: subprocess.Popen[bytes]) -> int:
    """MB of this program alone, once it has ended.

    Not ``ru_maxrss``, in which the memory of whoever started it counts too: that of the whole bench.
    """
    status, most = Path(f"/proc/{process.pid}/status"), 0
    while process.poll() is None:
        found = _HIGH_WATER.search(status.read_text())
        most = max(most, int(found[1]) if found else 0)
        time.sleep(_LOOK_SECONDS)
    return most // 1024
