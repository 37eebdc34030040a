import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalog.catalogue import registries
from marketplace.kernel.clock import today
from search import menus
from search.engine.protocol import Hit, Query
from search.finding import Found, find
from search.management.engines import add_engine, engine_of
from search.tokens import read_words

_LIMIT = 24
_MOST = 10_000
_LEVELS = 6


class Command(BaseCommand):
    help = "What a search finds: one line a product, or one JSON document with --json."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("query")
        parser.add_argument("--star", type=int, choices=(3, 4, 5))
        parser.add_argument("--province", metavar="SLUG")
        parser.add_argument("--group", metavar="CODE", help="sector, group or criteria set")
        parser.add_argument("--limit", type=int, default=_LIMIT, help=f"1 to {_MOST}")
        add_engine(parser)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        engine = engine_of(options)
        if engine.health().state != "ok":
            raise CommandError("There is no search index; run search_rebuild (`make run` does).")
        found = find(self._query(options), engine=engine)
        if found is None:
            raise CommandError("The search engine does not answer; see search_rebuild.")
        said = _said(found)
        if options["json"]:
            self.stdout.write(json.dumps(said, ensure_ascii=False))
            return
        for hit in said["hits"]:
            self.stdout.write(
                f"{hit['star']}★ {hit['title']} · {hit['producer']} · {hit['province']}"
            )
        self.stderr.write(f"{said['total']} found")

    def _query(self, options: dict[str, Any]) -> Query:
        if not 1 <= options["limit"] <= _MOST:
            raise CommandError(f"--limit is a number from 1 to {_MOST}.")
        known = menus.known_values()
        chosen = {}
        for name, facet, value in (
            ("star", "star", options["star"]),
            ("province", "place", options["province"]),
            ("category", "category", options["group"]),
        ):
            if value is None:
                continue
            if str(value) not in known[name]:
                raise CommandError(f"Unknown {name}: {value}")
            chosen[facet] = frozenset({str(value)})
        words = read_words(options["query"])
        return Query(
            day=today().toordinal(),
            words=words,
            chosen=chosen,
            order="rank" if words else "newest",
            limit=options["limit"],
        )


def _said(found: Found) -> dict[str, Any]:
    """Stars as the certificates have them today; ``score`` is higher for a better level of match."""
    hits = found.page.hits
    badges = registries.badges([hit.row["id"] for hit in hits], on=today())
    return {
        "total": found.page.total,
        "corrected": found.corrected or None,
        "hits": [_hit(hit, badges[hit.row["id"]].star) for hit in hits if hit.row["id"] in badges],
        "facets": {name: dict(counts) for name, counts in found.page.facets.items()},
    }


def _hit(hit: Hit, star: int) -> dict[str, Any]:
    row = hit.row
    return {
        "id": row["public_id"],
        "title": row["title"],
        "producer": row["producer__name"],
        "province": row["producer__province__slug"],
        "star": star,
        "group": row["criteria_set__code"],
        "score": _LEVELS + 1 - hit.level,
    }
