from pathlib import Path

import pytest
from django.test import Client
from openpyxl import Workbook

from tests.certification.factories import a_national_officer, a_province_officer

TITLE = "Kèm theo Quyết định số 45/QĐ-UBND ngày 05/03/2026 của UBND tỉnh Đồng Tháp"
HEADER = ["STT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Hạng sao"]


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def office(today, db) -> Client:
    """An officer of Đồng Tháp."""
    return signed_in(a_province_officer("dong-thap"))


@pytest.fixture
def other_office(today, db) -> Client:
    return signed_in(a_province_officer("an-giang"))


@pytest.fixture
def national_office(today, db) -> Client:
    return signed_in(a_national_officer())


def a_list(path: Path, *rows: list) -> Path:
    book = Workbook()
    sheet = book.active
    for row in ([TITLE], HEADER, *rows):
        sheet.append(row)
    book.save(path)
    return path
