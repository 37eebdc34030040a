"""The provinces' texts: whole in both languages, with sources, none like another."""

import re
from collections import Counter

import pytest

from catalog.catalogue.reference import taxonomy_rows
from cms.content.reading import LANGUAGES, MalformedPiece, Piece, read_piece, read_pieces
from marketplace.geography.models import Province

PIECES = list(read_pieces())
#: Words of running text at least, by kind and language; a Vietnamese word has often two syllables.
LEAST = {
    "showcase": {"vi": 450, "en": 350},
    "story": {"vi": 650, "en": 500},
    "destination": {"vi": 180, "en": 140},
    "itinerary": {"vi": 60, "en": 50},
    "event": {"vi": 180, "en": 140},
    "campaign": {"vi": 120, "en": 100},
    "news": {"vi": 180, "en": 140},
}


@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: f"{piece.province}/{piece.name}")
def test_a_piece_is_long_enough_and_names_its_sources(piece: Piece):
    words = {
        language: sum(len(one.split()) for one in piece.paragraphs(language))
        for language in LANGUAGES
    }

    assert {k: v for k, v in words.items() if v < LEAST[piece.kind][k]} == {}
    assert len({source.url for source in piece.sources}) >= 2
    assert all(source.url.startswith("https://") for source in piece.sources)
    assert all(re.fullmatch(r"[a-z0-9-]{3,80}", slug) for slug in piece.slug.values())


def test_no_paragraph_stands_on_two_pages():
    told = Counter(
        paragraph
        for piece in PIECES
        for language in LANGUAGES
        for paragraph in set(piece.paragraphs(language))
    )

    assert [paragraph for paragraph, times in told.items() if times > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_address_is_taken_twice_within_a_province(language: str):
    taken = Counter((piece.province, piece.slug[language]) for piece in PIECES)

    assert [address for address, times in taken.items() if times > 1] == []


def test_stops_lead_to_destinations_that_are_there():
    there = {piece.name for piece in PIECES if piece.kind == "destination"}
    named = {
        stop["destination"]
        for piece in PIECES
        for day in piece.data.get("days", ())
        for stop in day["stops"]
        if stop.get("destination")
    }

    assert named
    assert named - there == set()


def test_shelves_ask_for_kinds_and_provinces_that_exist():
    asked = [
        block["query"]
        for piece in PIECES
        for block in piece.blocks
        if block["type"] in {"shelf", "recipe"} and "query" in block
    ]
    kinds = {row["code"] for row in taxonomy_rows()}

    assert {query["set"] for query in asked if "set" in query} <= kinds
    assert {query["province"] for query in asked if "province" in query} <= {
        piece.province for piece in PIECES
    }


@pytest.mark.django_db
def test_each_piece_is_of_a_province_of_today():
    assert {piece.province for piece in PIECES} <= set(
        Province.objects.values_list("slug", flat=True)
    )


def test_half_a_piece_is_refused_by_name(tmp_path):
    folder = tmp_path / "dong-thap"
    folder.mkdir()
    path = folder / "story-x.toml"
    path.write_text('kind = "story"\ntitle_vi = "Xoài"\n', "utf-8")

    with pytest.raises(MalformedPiece, match=r"story-x\.toml: title_en is missing"):
        read_piece(path)
    path.write_text("kind = ", "utf-8")
    with pytest.raises(MalformedPiece):
        read_piece(path)
