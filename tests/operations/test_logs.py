"""One line a request, and nobody in it."""

import io
import json
import logging.config

import pytest

from marketplace.kernel.logs import redact
from marketplace.settings.logging import logging_settings
from tests.factories import make_user

pytestmark = pytest.mark.django_db
EMAIL = "nguyen.van.a@example.vn"


@pytest.fixture
def lines():
    """The log as production writes it, in memory; afterwards the tests' own again."""
    written = io.StringIO()
    config = logging_settings(level="INFO")
    config["handlers"]["stderr"]["stream"] = written
    logging.config.dictConfig(config)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logging.config.dictConfig(
        {"version": 1, "disable_existing_loggers": False, "root": {"handlers": []}}
    )


def test_a_request_leaves_one_line_with_the_routes_name(client, lines):
    answer = client.get("/rules/?token=secret", headers={"X-Request-ID": "abcdef0123456789"})

    (line,) = [found for found in lines() if found["logger"] == "marketplace.access"]
    assert line["method"] == "GET"
    assert line["route"] == "pages:rules"
    assert line["status"] == 200
    assert line["ms"] >= 0
    assert line["request_id"] == answer["X-Request-ID"] == "abcdef0123456789"
    assert set(line) == {
        "time", "level", "logger", "message", "request_id", "method", "route", "status", "ms"
    }  # fmt: skip


def test_a_probe_that_passed_leaves_no_line_and_one_that_failed_does(client, lines, monkeypatch):
    client.get("/healthz")
    client.get("/readyz")
    assert lines() == []

    monkeypatch.setattr("marketplace.operations.health._passes", lambda *_: False)
    assert client.get("/readyz").status_code == 503
    assert [line["route"] for line in lines() if line["logger"] == "marketplace.access"] == [
        "readyz"
    ]


@pytest.mark.parametrize("given", ["short", "x" * 65, "abc\ndefghij", "<script>alert(1)"])
def test_a_malformed_request_id_is_replaced(client, given):
    answer = client.get("/healthz", headers={"X-Request-ID": given})

    assert answer["X-Request-ID"] != given
    assert len(answer["X-Request-ID"]) == 32


def test_a_failed_sign_in_names_neither_person_nor_place(client, lines, settings):
    settings.AXES_ENABLED = True
    make_user(EMAIL)

    for _ in range(12):
        answer = client.post(
            "/account/login/",
            {"login": EMAIL, "password": "wrong-secret"},
            REMOTE_ADDR="203.0.113.77",
            headers={"User-Agent": "Particular/1.0"},
        )

    assert answer.status_code == 429
    written = json.dumps(lines())
    assert "account_login" in written
    for secret in (EMAIL, "nguyen", "wrong-secret", "203.0.113.77", "Particular"):
        assert secret not in written


def test_a_page_that_is_not_there_leaves_no_address(client, lines):
    answer = client.get(f"/order/s3cr3t-t0ken/{EMAIL}/?phone=0912345678")

    assert answer.status_code == 404
    written = json.dumps(lines())
    assert '"status": 404' in written
    for secret in ("s3cr3t", EMAIL, "0912345678"):
        assert secret not in written


def test_an_error_of_ours_is_logged_by_its_route_and_without_people(client, lines, monkeypatch):
    def broken(*_args, **_kwargs):
        raise ValueError(f"duplicate key (email)=({EMAIL}) phone +84 912 345 678")

    monkeypatch.setattr("marketplace.operations.health.check_database", broken)
    monkeypatch.setattr("marketplace.operations.health._passes", broken)
    client.raise_request_exception = False

    answer = client.get("/readyz")

    assert answer.status_code == 500
    found = lines()
    (error,) = [line for line in found if line["logger"] == "django.request"]
    assert error["message"] == "Internal Server Error: readyz"
    assert "ValueError" in error["traceback"]
    written = json.dumps(found)
    assert EMAIL not in written
    assert "912 345 678" not in written


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("to a.b+c@mail.example.vn now", "to [e-mail] now"),
        ("Key (email)=(a@b.vn) exists", "Key (email)=([e-mail]) exists"),
        ("call 0912 345 678 or +84.912.345.678", "call [phone] or [phone]"),
        ("order 1234567 of 2026-11-23, 62.000 ₫", "order 1234567 of 2026-11-23, 62.000 ₫"),
        ("id 20261123094512345", "id 20261123094512345"),
    ],
)
def test_messages_lose_people(text, clean):
    assert redact(text) == clean
