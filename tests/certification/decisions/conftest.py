import csv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from catalog.certification.decisions.importing import ImportReport, import_decision
from marketplace.geography.models import Province

#: The titles of a decision of Lâm Đồng, as its appendices print them.
TITLE = "(Kèm theo Quyết định số 3981/QĐ-UBND ngày 12/05/2026 của Chủ tịch UBND tỉnh Lâm Đồng)"
HEADER = ["STT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Hạng sao"]

Rows = Sequence[Sequence[Any]]


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Writes an XLSX file: rows, merged ranges; further sheets by name."""

    def write(
        rows: Rows,
        *,
        merged: Sequence[str] = (),
        name: str = "quyet-dinh.xlsx",
        sheets: dict[str, Rows] | None = None,
    ) -> Path:
        book = Workbook()
        sheet = book.active
        for row in rows:
            sheet.append(list(row))
        for reference in merged:
            sheet.merge_cells(reference)
        for title, further in (sheets or {}).items():
            added = book.create_sheet(title)
            for row in further:
                added.append(list(row))
        path = tmp_path / name
        book.save(path)
        return path

    return write


@pytest.fixture
def text_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes a CSV file in an encoding."""

    def write(
        rows: Rows, *, delimiter: str = ",", encoding: str = "utf-8", name: str = "quyet-dinh.csv"
    ) -> Path:
        path = tmp_path / name
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(rows)
        return path

    return write


@pytest.fixture
def take(db, today) -> Callable[..., ImportReport]:
    """Imports a file; ``province`` by its slug."""

    def run(path: Path, *, province: str = "", **options: Any) -> ImportReport:
        return import_decision(
            path=path,
            province=Province.objects.get(slug=province) if province else None,
            **options,
        )

    return run


def counts(report: ImportReport) -> tuple[int, int, int, int, int]:
    """created, updated, unchanged, rejected, worklist; and their sum is rows."""
    found = report.as_dict()
    kinds = ("created", "updated", "unchanged", "rejected", "worklist")
    assert found["rows"] == sum(found[kind] for kind in kinds)
    return tuple(found[kind] for kind in kinds)


def errors(report: ImportReport) -> list[tuple[int, str, str]]:
    return [(e["row"], e["column"], e["code"]) for e in report.as_dict()["errors"]]
