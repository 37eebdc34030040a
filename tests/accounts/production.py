"""The settings that guard a public installation, as deploy/sample.env makes them."""

import importlib
import re
from pathlib import Path

SAMPLE = Path(__file__).resolve().parents[2] / "deploy" / "sample.env"
_GUARDS = ("SECURE_", "SESSION_", "CSRF_", "LANGUAGE_COOKIE", "ACCOUNT_", "AXES_", "STAFF_", "MFA_")


def sample_environment() -> dict[str, str]:
    """What a machine set up by the sample exports."""
    lines = SAMPLE.read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if re.match(r"[A-Z_]+=", line))


def production_guards(monkeypatch) -> dict[str, object]:
    """The guarding settings of marketplace.settings.production, read in this process."""
    for name, value in sample_environment().items():
        if name != "DATA_DIR":
            monkeypatch.setenv(name, value)
    module = importlib.import_module("marketplace.settings.production")
    return {name: getattr(module, name) for name in dir(module) if name.startswith(_GUARDS)}
