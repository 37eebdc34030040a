"""Files that are refused as a whole: nothing is written, exit status 2."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.core.management import call_command
from openpyxl import Workbook

from catalog.certification.decisions.reading import UnreadableFile, read_file
from catalog.certification.models import DecisionImport


def packed(path: Path, **parts: bytes) -> Path:
    """A real workbook with parts added or replaced."""
    book = io.BytesIO()
    Workbook().save(book)
    source = zipfile.ZipFile(book)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in parts:
                target.writestr(name, source.read(name))
        for name, content in parts.items():
            target.writestr(name, content)
    return path


def code_of(path: Path) -> str:
    with pytest.raises(UnreadableFile) as refusal:
        read_file(path)
    return refusal.value.code


def test_zip_bombs_are_not_unpacked(tmp_path):
    many_zeros = {"xl/worksheets/sheet1.xml": b"0" * 40_000_000}
    huge = {"xl/media/picture.png": b"0" * 70_000_000}
    many = {f"xl/part{number}.xml": b"" for number in range(2_100)}

    assert code_of(packed(tmp_path / "a.xlsx", **many_zeros)) == "bomb"
    assert code_of(packed(tmp_path / "b.xlsx", **huge)) == "bomb"
    assert code_of(packed(tmp_path / "c.xlsx", **many)) == "bomb"


def test_entity_bombs_are_not_expanded(tmp_path):
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'

    path = packed(tmp_path / "a.xlsx", **{"xl/worksheets/sheet1.xml": bomb})

    assert code_of(path) == "bomb"


def test_macros_are_refused_under_any_name(tmp_path):
    with_code = packed(tmp_path / "a.xlsx", **{"xl/vbaProject.bin": b"code"})
    by_name = packed(tmp_path / "a.xlsm")

    assert code_of(with_code) == "macros"
    assert code_of(by_name) == "macros"


def test_encrypted_and_old_workbooks_are_named_for_what_they_are(tmp_path):
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
    (tmp_path / "a.xlsx").write_bytes(ole + "EncryptedPackage".encode("utf-16-le"))
    (tmp_path / "b.xls").write_bytes(ole)

    assert code_of(tmp_path / "a.xlsx") == "encrypted"
    assert code_of(tmp_path / "b.xls") == "old_excel"


def test_content_and_name_must_agree(tmp_path):
    packed(tmp_path / "zip.csv")
    (tmp_path / "text.xlsx").write_text("a,b,c")
    (tmp_path / "paper.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "paper.csv").write_bytes(b"%PDF-1.7\n")
    (tmp_path / "page.csv").write_text("<html><table></table></html>")
    (tmp_path / "binary.csv").write_bytes(bytes(range(256)))
    with zipfile.ZipFile(tmp_path / "no.xlsx", "w") as archive:
        archive.writestr("a.txt", "a")

    for name in (
        "zip.csv",
        "text.xlsx",
        "paper.pdf",
        "paper.csv",
        "page.csv",
        "binary.csv",
        "no.xlsx",
    ):
        assert code_of(tmp_path / name) == "wrong_type", name


def test_two_hundred_megabytes_are_refused_unread(tmp_path):
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)

    assert code_of(path) == "too_large"


def test_damaged_workbooks(tmp_path):
    whole = packed(tmp_path / "a.xlsx").read_bytes()
    (tmp_path / "a.xlsx").write_bytes(whole[: len(whole) // 2])
    broken = packed(tmp_path / "b.xlsx", **{"xl/worksheets/sheet1.xml": b"<worksheet><sheetData>"})

    assert code_of(tmp_path / "a.xlsx") == "damaged"
    assert code_of(broken) == "damaged"
    assert code_of(tmp_path / "missing.xlsx") == "damaged"


def test_too_many_rows(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a,b\n" * 50_001)

    assert code_of(path) == "too_many_rows"


@pytest.mark.django_db
def test_refused_file_exits_with_2_and_writes_nothing(tmp_path, capsys):
    path = tmp_path / "a.csv"
    path.write_text("one,two\n1,2\n")

    with pytest.raises(SystemExit) as exit_:
        call_command("import_decision", str(path), "--json")

    assert exit_.value.code == 2
    assert json.loads(capsys.readouterr().out)["errors"][0]["code"] == "no_table"
    assert DecisionImport.objects.count() == 0
