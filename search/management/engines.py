"""The option by which commands name an engine."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import CommandError, CommandParser

from search.engine.choosing import NAMES, engine_named
from search.engine.protocol import Engine


def add_engine(parser: CommandParser) -> None:
    parser.add_argument("--engine", choices=NAMES, default="", help="default: as SEARCH_URL says")


def engine_of(options: dict[str, Any]) -> Engine:
    try:
        return engine_named(options["engine"])
    except ImproperlyConfigured as error:
        raise CommandError(str(error)) from error
