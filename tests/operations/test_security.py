"""A machine set up by deploy/sample.env, and the words that describe it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import Error

from marketplace import checks
from marketplace.kernel.client import UNKNOWN, client_ip
from marketplace.kernel.ratelimit import allow
from tests.accounts.production import SAMPLE, sample_environment

ROOT = Path(__file__).resolve().parents[2]
_READ = re.compile(r"""(?:env\.\w+\(|environ\.get\(|environ\[)\s*["']([A-Z][A-Z0-9_]*)["']""")


def manage(tmp_path: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        cwd=ROOT,
        text=True,
        capture_output=True,
        check=False,
        env={
            "PATH": os.environ["PATH"],
            **sample_environment(),
            "DATA_DIR": str(tmp_path),
            # The check of database features would call the sample's server.
            "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
            **environment,
        },
    )


def test_a_machine_set_up_by_the_sample_passes_djangos_deployment_checks(tmp_path):
    done = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING")

    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("SITE_URL", "http://ocop.example.vn", "marketplace.E002"),
        ("SECRET_KEY", "short-but-not-without-characters", "marketplace.E003"),
        ("CACHE_URL", "locmemcache://", "marketplace.W001"),
        ("TODAY", "2027-01-01", "production lives today"),
    ],
)
def test_a_careless_machine_is_told_so(tmp_path, name, value, complaint):
    done = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **{name: value})

    assert done.returncode != 0
    assert complaint in done.stderr


def test_private_files_may_not_lie_where_pictures_are_served_from(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "private": {"BACKEND": "x", "OPTIONS": {"location": str(tmp_path / "private")}}
    }

    (found,) = checks.private_files_stay_private()

    assert isinstance(found, Error)


def test_private_files_in_a_bucket_or_beside_are_fine(settings, tmp_path):
    assert checks.private_files_stay_private() == []

    settings.STORAGES = settings.STORAGES | {"private": {"BACKEND": "storages.S3"}}
    assert checks.private_files_stay_private() == []


def test_staff_without_second_factor_and_a_cache_of_ones_own_are_found(settings):
    settings.SITE_URL = "https://ocop.example.vn"
    settings.SECRET_KEY = "x" * 50
    settings.STAFF_SECOND_FACTOR_REQUIRED = False

    assert [found.id for found in checks.addresses_and_secrets()] == ["marketplace.E004"]
    assert [found.id for found in checks.limits_are_counted_together()] == ["marketplace.W001"]


def test_every_variable_that_is_read_is_described_in_the_sample_and_no_other():
    sources = [*ROOT.glob("marketplace/settings/*.py"), ROOT / "deploy" / "gunicorn.py"]
    read = {name for source in sources for name in _READ.findall(source.read_text())}
    described = set(re.findall(r"^#?([A-Z][A-Z0-9_]*)=", SAMPLE.read_text(), re.M))

    assert described - {"DJANGO_SETTINGS_MODULE"} == read


@pytest.mark.parametrize(
    ("proxies", "forwarded", "found"),
    [
        (0, "198.51.100.1", "203.0.113.9"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        (2, "6.6.6.6, 198.51.100.1, 10.0.0.1", "198.51.100.1"),
        (2, "198.51.100.1", "198.51.100.1"),
        (1, "<script>", UNKNOWN),
        (1, None, UNKNOWN),
        (1, "2001:DB8::1", "2001:db8::1"),
    ],
)
def test_the_client_is_whom_our_own_proxies_saw(rf, settings, proxies, forwarded, found):
    settings.TRUSTED_PROXIES = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}

    request = rf.get("/", headers=headers, REMOTE_ADDR="203.0.113.9")

    assert client_ip(request) == found


def test_a_limit_counts_each_scope_and_each_visitor_alone():
    answers = [allow("verify", "203.0.113.9", limit=2, seconds=3600) for _ in range(3)]

    assert answers == [True, True, False]
    assert allow("verify", "203.0.113.10", limit=2, seconds=3600)
    assert allow("other", "203.0.113.9", limit=2, seconds=3600)


def test_a_cache_that_is_down_stops_nobody(settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "no_such_table",
        }
    }

    assert allow("verify", "203.0.113.9", limit=0, seconds=60)
