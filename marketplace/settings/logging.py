"""Structured logs on stderr: one JSON object a line, with the request's id, without personal data."""

from typing import Any


def logging_settings(*, level: str) -> dict[str, Any]:
    """A LOGGING dict whose every handler writes marketplace.kernel.logs.JsonFormatter lines."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"request_id": {"()": "marketplace.kernel.logs.RequestIdFilter"}},
        "formatters": {"json": {"()": "marketplace.kernel.logs.JsonFormatter"}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "filters": ["request_id"],
                "formatter": "json",
            }
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django.server": {"handlers": ["stderr"], "level": level, "propagate": False},
            # One line a request is written by operations.middleware; 4xx again would double it.
            "django.request": {"level": "ERROR"},
            "axes": {"level": "ERROR"},
            "allauth": {"level": "WARNING"},
        },
    }
