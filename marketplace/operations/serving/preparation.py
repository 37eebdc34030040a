"""The steps between a checkout and a running marketplace; each does nothing where nothing changed."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from marketplace.operations.translations import compile_catalogues
from marketplace.pictures.ahead import draw_all
from marketplace.pictures.drawn import edition
from search.engine.choosing import current_engine
from search.keeping import rebuild
from storefront.ledger.services.catching_up import book_old_sales as catch_up

from . import stamps

_PACKAGES = ("marketplace", "catalog", "storefront", "cms", "search")


@dataclass(frozen=True)
class Step:
    """``run`` answers whether there was anything to do."""

    title: str
    run: Callable[[], bool]


def migrate() -> bool:
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    if not executor.loader.applied_migrations:
        for name in ("reference", "houses", "demo", "search"):
            stamps.forget(name)
    call_command("migrate", interactive=False, verbosity=0)
    return True


def load_reference() -> bool:
    sources = [path for package in _PACKAGES for path in _files(package, "data/*.csv")]
    sources += [path for package in _PACKAGES for path in _files(package, "reference.py")]
    value = stamps.fingerprint(sources, settings.SITE_URL)
    return _once("reference", value, lambda: call_command("load_reference", stderr=io.StringIO()))


def open_houses() -> bool:
    """Each province's pages, groups and workflow; new texts of a release, never an editor's."""
    sources = _files("cms", "content/pieces/**/*.toml") + _files("cms", "provinces/*.py")
    value = stamps.fingerprint(sources)
    return _once(
        "houses", value, lambda: call_command("provision_province", all=True, stderr=io.StringIO())
    )


def compile_translations() -> bool:
    return sum(compile_catalogues(Path(path)) for path in settings.LOCALE_PATHS) > 0


def collect_static() -> bool:
    sources = [path for package in _PACKAGES for path in _files(package, "static/**/*")]
    sources.append(settings.BASE_DIR / "requirements.txt")
    value = stamps.fingerprint(
        (path for path in sources if path.is_file()), *settings.INSTALLED_APPS
    )
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        stamps.forget("static")
    return _once(
        "static",
        value,
        lambda: call_command("collectstatic", interactive=False, clear=True, verbosity=0),
    )


def draw_pictures() -> bool:
    """What cards show first; the rest is drawn when it is asked for."""
    if not settings.DRAW_AHEAD:
        return False
    return _once("drawn", edition(), draw_all)


def make_demo() -> bool:
    """Once per database: afterwards it belongs to whoever plays with it."""
    if not settings.DEMO:
        return False
    return _once("demo", "made", lambda: call_command("demo", stderr=io.StringIO()))


def build_index() -> bool:
    """Anew where it is missing, or where documents are made otherwise than when it was built.

    A cluster that cannot be reached keeps nobody from starting: the next start, or the worker where
    the index is missing, builds it.
    """
    sources = [path for path in _files("search", "*.py") if "management" not in path.parts]
    sources += [path for package in _PACKAGES for path in _files(package, "data/*.csv")]
    engine = current_engine()
    state = engine.health().state
    if state == "unreachable":
        return False
    if state != "ok":
        stamps.forget("search")
    return _once("search", stamps.fingerprint(sources), lambda: rebuild(engine))


def book_old_sales() -> bool:
    """Orders of a release that kept no books yet."""
    return catch_up() > 0


STEPS: tuple[Step, ...] = (
    Step("Migrating the database (one to two minutes, the first time)", migrate),
    Step("Loading reference data: provinces, communes, criteria sets", load_reference),
    Step("Compiling translations", compile_translations),
    Step("Opening the provinces' houses (within a minute, the first time)", open_houses),
    Step("Collecting static files", collect_static),
    Step("Drawing the illustrations (within a minute, the first time)", draw_pictures),
    Step("Making the demonstration", make_demo),
    Step("Booking sales from before there were books", book_old_sales),
    Step("Building the search index", build_index),
)


def _files(package: str, pattern: str) -> list[Path]:
    return sorted((settings.BASE_DIR / package).rglob(pattern))


def _once(name: str, value: str, work: Callable[[], object]) -> bool:
    if stamps.is_done(name, value):
        return False
    work()
    stamps.mark_done(name, value)
    return True
