"""Entries for engines, made from nothing but words: no database."""

from search.documents import make_document, orders_of, text_of
from search.engine.protocol import NUMBER_BITS, Entry, Query
from search.tokens import read_words

DAY = 739_000


def entry(
    number,
    title,
    *,
    kind="product",
    spans=((DAY - 100, DAY + 100),),
    around=(),
    star=4,
    price=None,
    is_sold=False,
    **facets,
):
    """A product that is live around DAY."""
    key = f"{kind}:{number}"
    return Entry(
        key,
        tuple(
            make_document(
                kind=kind,
                key=key,
                number=number,
                span=span,
                text=text_of([title], around=around),
                facets={"star": (str(star),)} | {k: tuple(v) for k, v in facets.items()},
                orders=orders_of(number, star=star, price=price, is_sold=is_sold),
                row={"id": number, "title": title},
            )
            for span in spans
        ),
    )


def supplier(number, name, *, star=4, volume=0, spans=((DAY - 100, DAY + 100),), **values):
    """A supplier that is found around DAY; ``values`` are of the facets and fields of its kind."""
    key = f"supplier:{number}"
    return Entry(
        key,
        tuple(
            make_document(
                kind="supplier",
                key=key,
                number=number,
                span=span,
                text=text_of([name]),
                facets={"star": (str(star),)} | {k: tuple(v) for k, v in values.items()},
                orders={
                    "newest": number,
                    "stars": star << NUMBER_BITS | number,
                    "volume": volume << NUMBER_BITS | number,
                    "rank": star << NUMBER_BITS | number,
                },
                row={"id": number, "name": name},
            )
            for span in spans
        ),
    )


def asked(words="", *, day=DAY, order="", **more):
    """A query for DAY; by relevance where there are words."""
    chosen = {k: frozenset(v) for k, v in more.pop("chosen", {}).items()}
    within = {k: frozenset(v) for k, v in more.pop("within", {}).items()}
    return Query(
        day=day,
        words=read_words(words),
        order=order or ("rank" if words else "newest"),
        chosen=chosen,
        within=within,
        **more,
    )


def found(engine, *args, **kwargs):
    """Numbers of the hits, in order."""
    return [hit.row["id"] for hit in engine.search(asked(*args, **kwargs)).hits]
