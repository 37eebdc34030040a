"""A piece (cms.content) as the fields and blocks of its page, in one language; pure."""

import hashlib
import json
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from catalog.catalogue.season import bits
from cms.content.reading import Piece

Data = Mapping[str, Any]
Block = tuple[str, dict[str, Any]]


def digest(values: Data) -> str:
    """Of all that a page is made of (``fields``, its stops led to their pages)."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def fields(piece: Piece, language: str) -> dict[str, Any]:
    """The values of the page's own fields."""
    values: dict[str, Any] = {
        "title": piece.title[language],
        "slug": piece.slug[language],
        "summary": piece.summary[language],
        "body": [_block(block, language) for block in piece.blocks],
        "sources": [
            ("source", {"title": one.title, "publisher": one.publisher, "url": one.url})
            for one in piece.sources
        ],
    }
    values |= _MORE.get(piece.kind, lambda _piece, _language: {})(piece, language)
    return values


def _destination(piece: Piece, language: str) -> dict[str, Any]:
    data = piece.data
    return {
        "latitude": data["latitude"],
        "longitude": data["longitude"],
        "best_months": bits(data.get("best_months", ())),
        **{
            name: data[f"{name}_{language}"]
            for name in ("getting_there", "accessibility", "safety")
        },
    }


def _itinerary(piece: Piece, language: str) -> dict[str, Any]:
    return {
        "start": piece.data[f"start_{language}"],
        "days": [
            (
                "day",
                {
                    "title": day[f"title_{language}"],
                    "stops": [
                        {
                            "name": stop[f"name_{language}"],
                            "text": stop[f"text_{language}"],
                            "minutes": stop.get("minutes"),
                            "destination": stop.get("destination"),
                        }
                        for stop in day["stops"]
                    ],
                },
            )
            for day in piece.data["days"]
        ],
    }


def _event(piece: Piece, language: str) -> dict[str, Any]:
    return _days(piece, language) | {
        name: piece.data[f"{name}_{language}"] for name in ("venue", "hours", "organiser")
    }


def _days(piece: Piece, _language: str) -> dict[str, Any]:
    return {name: piece.data[name] for name in ("starts_on", "ends_on")}


def _news(piece: Piece, _language: str) -> dict[str, Any]:
    return {"day": piece.data["day"]}


_MORE: Mapping[str, Callable[[Piece, str], dict[str, Any]]] = {
    "destination": _destination,
    "itinerary": _itinerary,
    "event": _event,
    "campaign": _days,
    "news": _news,
}


def _block(block: Data, language: str) -> Block:
    return _BLOCKS[block["type"]](block, language)


def _text(block: Data, language: str) -> Block:
    return "text", {
        "heading": block.get(f"heading_{language}", ""),
        "text": _paragraphs(block[f"text_{language}"]),
    }


def _paragraphs(text: str) -> str:
    """Paragraphs parted by an empty line as the editor keeps them."""
    return "".join(
        f"<p>{escape(' '.join(one.split()), quote=False)}</p>"
        for one in text.split("\n\n")
        if one.strip()
    )


def _shelf(block: Data, language: str) -> Block:
    return "shelf", {
        "heading": block[f"heading_{language}"],
        "products": [],
        "query": _query(block),
        "limit": 6,
    }


def _query(block: Data) -> dict[str, Any]:
    asked = block.get("query", {})
    return {
        "province": asked.get("province", ""),
        "criteria_set": asked.get("set", ""),
        "words": asked.get("words", ""),
        "star": "",
        "in_season": False,
    }


def _season(block: Data, language: str) -> Block:
    return "season", {
        "heading": block[f"heading_{language}"],
        "rows": [
            {"name": row[f"name_{language}"], "months": [str(month) for month in row["months"]]}
            for row in block["rows"]
        ],
    }


def _recipe(block: Data, language: str) -> Block:
    return "recipe", {
        "heading": block[f"heading_{language}"],
        "serves": block.get("serves"),
        "minutes": block.get("minutes"),
        "ingredients": block[f"ingredients_{language}"].strip(),
        "steps": block[f"steps_{language}"].strip(),
        "products": [],
        "query": _query(block),
    }


def _map(block: Data, language: str) -> Block:
    return "map", {
        "heading": block[f"heading_{language}"],
        "rows": [
            {
                "name": row[f"name_{language}"],
                "latitude": row["latitude"],
                "longitude": row["longitude"],
                "page": None,
            }
            for row in block["rows"]
        ],
    }


def _facts(block: Data, language: str) -> Block:
    """The programme's figures of today stand at the top of a showcase already."""
    kind, value = _rows("figures", "label", "value")(block, language)
    return kind, value | {"programme": False}


def _rows(kind: str, *names: str) -> Callable[[Data, str], Block]:
    def make(block: Data, language: str) -> Block:
        return kind, {
            "heading": block[f"heading_{language}"],
            "rows": [{name: row[f"{name}_{language}"] for name in names} for row in block["rows"]],
        }

    return make


_BLOCKS: Mapping[str, Callable[[Data, str], Block]] = {
    "text": _text,
    "shelf": _shelf,
    "season": _season,
    "timeline": _rows("timeline", "when", "text"),
    "recipe": _recipe,
    "faq": _rows("faq", "question", "answer"),
    "map": _map,
    "facts": _facts,
}
