"""Hostile and honest files."""

import hashlib
import io
import struct
import zipfile
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from marketplace.kernel.uploads import (
    CSV,
    JPEG,
    PDF,
    PNG,
    XLSX,
    UploadRefused,
    clean_document,
    clean_image,
)

ALL = {PDF, JPEG, PNG, XLSX, CSV}
GPS = 0x8825


def picture(kind: str = "JPEG", *, size=(40, 20), mode: str = "RGB", **options) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "red").save(out, format=kind, **options)
    return out.getvalue()


def bomb_png(side: int) -> bytes:
    """A small file that says it is ``side`` × ``side`` pixels, and is."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compressobj(9)
    row = b"\x00" * (1 + (side + 7) // 8)
    body = b"".join(rows.compress(row) for _ in range(side)) + rows.flush()
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    )


def sheet(**more: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("[Content_Types].xml", "xl/workbook.xml"):
            archive.writestr(name, "<x/>")
        for name, content in more.items():
            archive.writestr(name, content)
    return out.getvalue()


def refusal(call, content: bytes, **arguments) -> str:
    with pytest.raises(UploadRefused) as refused:
        call(io.BytesIO(content), **arguments)
    return refused.value.code


@pytest.mark.parametrize(("kind", "extension"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_a_picture_is_made_anew_under_a_random_name(kind, extension):
    upload = SimpleUploadedFile("../../etc/passwd.php", picture(kind), "text/html")

    clean = clean_image(upload)

    assert clean.name.endswith(f".{extension}")
    assert "passwd" not in clean.name
    assert Image.open(clean).size == (40, 20)


def test_a_picture_loses_where_it_was_taken_and_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[GPS] = {1: "N", 2: (10.0, 27.0, 0.0)}

    clean = Image.open(clean_image(io.BytesIO(picture(exif=exif))))

    assert clean.size == (20, 40)
    assert dict(clean.getexif()) == {}
    assert "icc_profile" not in clean.info


def test_what_hangs_on_a_picture_does_not_come_along():
    polyglot = picture("PNG") + b"<script>alert(1)</script>"

    assert b"script" not in clean_image(io.BytesIO(polyglot)).read()


def test_transparency_stays():
    clean = Image.open(clean_image(io.BytesIO(picture("PNG", mode="RGBA"))))

    assert clean.mode == "RGBA"


@pytest.mark.parametrize("side", [6_400, 16_000])
def test_a_small_file_of_huge_size_is_refused_before_it_is_unpacked(side):
    content = bomb_png(side)

    assert len(content) < 100_000
    assert refusal(clean_image, content) == "too_many_pixels"
    assert refusal(clean_document, content, kinds=ALL) == "too_many_pixels"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "wrong_type"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "wrong_type"),
        (b"GIF89a" + b"\x00" * 40, "wrong_type"),
        (b"%PDF-1.7 %%EOF", "wrong_type"),
        (picture()[:300], "damaged"),
        (picture("PNG")[:50], "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\xff" * 64, "damaged"),
    ],
)
def test_what_is_no_whole_picture_is_refused(content, code):
    assert refusal(clean_image, content) in {code, "wrong_type"}


def test_a_file_over_the_limit_is_not_read_to_its_end(settings):
    settings.IMAGE_MAX_BYTES = 1_000
    content = io.BytesIO(b"\xff\xd8\xff" + b"x" * 10_000)

    with pytest.raises(UploadRefused) as refused:
        clean_image(content)

    assert refused.value.code == "too_large"
    assert content.tell() == 1_001


@pytest.mark.parametrize(
    ("content", "kind", "content_type"),
    [
        (b"%PDF-1.4\n1 0 obj\nendobj\ntrailer\n%%EOF\n", PDF, "application/pdf"),
        (picture("PNG"), PNG, "image/png"),
        (picture(), JPEG, "image/jpeg"),
        ("STT;Tên;Hạng sao\n1;Mật ong;4\n".encode(), CSV, "text/csv"),
        ("\ufeffSTT,Tên\n1,Xoài\n".encode(), CSV, "text/csv"),
        ("STT\tTên\n1\tXoài\n".encode("utf-16"), CSV, "text/csv"),
    ],
)
def test_a_document_keeps_its_bytes_and_is_told_by_its_content(content, kind, content_type):
    upload = SimpleUploadedFile("wrong.exe", content, "application/x-msdownload")

    clean = clean_document(upload, kinds=ALL)

    assert clean.content == content
    assert (clean.extension, clean.content_type) == (kind, content_type)
    assert clean.size == len(content)
    assert clean.sha256 == hashlib.sha256(content).hexdigest()


def test_a_spreadsheet_is_accepted():
    assert clean_document(io.BytesIO(sheet()), kinds={XLSX}).extension == XLSX


def test_a_kind_that_the_place_does_not_take_is_refused():
    assert refusal(clean_document, picture(), kinds={PDF}) == "wrong_type"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.4 /OpenAction << /S /JavaScript /JS (app.alert(1)) >> %%EOF", "active"),
        (b"%PDF-1.4 << /S /J#61vaScript /J#53 (x) >> %%EOF", "active"),
        (b"%PDF-1.4 << /S /Launch /F (cmd.exe) >> %%EOF", "active"),
        (b"%PDF-1.4 /Names << /EmbeddedFiles 3 0 R >> %%EOF", "active"),
        (b"%PDF-1.4 trailer << /Encrypt 5 0 R >> %%EOF", "encrypted"),
        (b"%PDF-1.4 cut off", "damaged"),
        (sheet(**{"xl/vbaProject.bin": b"macro"}), "macros"),
        (sheet(**{"xl/worksheets/sheet1.xml": b"0" * 210_000_000}), "bomb"),
        (sheet(**{f"xl/part{number}.xml": b"" for number in range(2_000)}), "bomb"),
        (b"PK\x03\x04" + b"\x00" * 60, "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 500, "encrypted"),
        (b"MZ\x90\x00\x03\x00", "wrong_type"),
        (b"\x7fELF\x02\x01\x01\x00", "wrong_type"),
        (b"<html><script>alert(1)</script></html>", "wrong_type"),
        (b"", "wrong_type"),
    ],
)
def test_hostile_documents_are_refused_with_a_reason(content, code):
    assert refusal(clean_document, content, kinds=ALL) == code


def test_an_archive_of_something_else_is_no_spreadsheet():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("run.exe", b"MZ")

    assert refusal(clean_document, out.getvalue(), kinds=ALL) == "wrong_type"
