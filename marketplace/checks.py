"""What `manage.py check` refuses besides Django's own list (`--deploy` for the public)."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register

SHORTEST_SECRET = 50


@register(Tags.files)
def private_files_stay_private(**_kwargs: Any) -> list[CheckMessage]:
    """Dossiers and identity papers never lie where pictures are served from (truth 10)."""
    location = settings.STORAGES["private"].get("OPTIONS", {}).get("location")
    if location is None:
        return []
    private, public = Path(location).resolve(), Path(settings.MEDIA_ROOT).resolve()
    if private.is_relative_to(public) or public.is_relative_to(private):
        return [Error("The private store lies within the public one.", id="marketplace.E001")]
    return []


@register(Tags.security, deploy=True)
def addresses_and_secrets(**_kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if not settings.SITE_URL.startswith("https://") or settings.SITE_URL.endswith("/"):
        found.append(
            Error("SITE_URL must begin with https:// and end without /.", id="marketplace.E002")
        )
    if len(settings.SECRET_KEY) < SHORTEST_SECRET:
        found.append(
            Error(f"SECRET_KEY has fewer than {SHORTEST_SECRET} characters.", id="marketplace.E003")
        )
    if not settings.STAFF_SECOND_FACTOR_REQUIRED:
        found.append(Error("Staff may sign in without a second factor.", id="marketplace.E004"))
    return found


@register(Tags.security, deploy=True)
def an_operator_is_named(**_kwargs: Any) -> list[CheckMessage]:
    """Whoever runs a marketplace says so on it (Law 122/2025/QH15, Art. 17)."""
    if settings.OPERATOR_NAME and settings.OPERATOR_ADDRESS and settings.OPERATOR_EMAIL:
        return []
    return [Error("OPERATOR_NAME, _ADDRESS or _EMAIL is not set.", id="marketplace.E005")]


@register(Tags.caches, deploy=True)
def limits_are_counted_together(**_kwargs: Any) -> list[CheckMessage]:
    """With a cache of its own, each process allows the whole limit."""
    if settings.CACHES["default"]["BACKEND"].endswith("LocMemCache"):
        return [
            checks.Warning(
                "CACHE_URL names no shared cache; rate limits count per process.",
                id="marketplace.W001",
            )
        ]
    return []
