"""Every piece fits the page that is made of it, so that an editor who opens one can save it."""

import pytest
from wagtail.blocks import ListBlock, StructBlock

from cms.blocks.body import BodyBlock, DaysBlock, SourcesBlock
from cms.content.reading import LANGUAGES, Piece, read_pieces
from cms.provinces.pieces import digest, fields

PIECES = list(read_pieces())
STREAMS = {"body": BodyBlock(), "days": DaysBlock(), "sources": SourcesBlock()}


def misfits(block, value, way: str):
    """Where a value has other parts than its block, or is longer than the block lets anybody write."""
    if isinstance(block, StructBlock):
        if set(value) != set(block.child_blocks):
            yield f"{way}: {sorted(set(value) ^ set(block.child_blocks))}"
        for name, child in block.child_blocks.items():
            yield from misfits(child, value.get(name), f"{way}.{name}")
    elif isinstance(block, ListBlock):
        if not (block.meta.min_num or 0) <= len(value) <= (block.meta.max_num or 99):
            yield f"{way}: {len(value)} of them"
        for child in value:
            yield from misfits(block.child_block, child, way)
    elif isinstance(value, str):
        longest = getattr(block.field, "max_length", None)
        if longest is not None and len(value) > longest:
            yield f"{way}: {len(value)} characters"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: f"{piece.province}/{piece.name}")
def test_a_piece_fits_its_blocks(piece: Piece, language: str):
    values = fields(piece, language)

    assert [
        misfit
        for field, stream in STREAMS.items()
        for kind, value in values.get(field, ())
        for misfit in misfits(stream.child_blocks[kind], value, f"{field}.{kind}")
    ] == []


def test_another_text_is_another_digest():
    piece = PIECES[0]
    values = fields(piece, "vi")

    assert digest(values) == digest(fields(piece, "vi"))
    assert digest(values | {"title": "Khác"}) != digest(values)
    assert digest(values) != digest(fields(piece, "en"))


def test_paragraphs_are_escaped_and_parted():
    piece = PIECES[0]
    block = dict(piece.blocks[0]) | {
        "type": "text",
        "text_vi": "Một <b>hai</b> & ba.\n\nBốn\nnăm.",
    }
    changed = Piece(
        **{name: getattr(piece, name) for name in piece.__slots__} | {"blocks": (block,)}
    )

    [(kind, value)] = fields(changed, "vi")["body"]

    assert kind == "text"
    assert value["text"] == "<p>Một &lt;b&gt;hai&lt;/b&gt; &amp; ba.</p><p>Bốn năm.</p>"
