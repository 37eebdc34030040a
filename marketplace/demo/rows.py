"""The rows of data/products.csv: recognised products as public sources name them."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from marketplace.kernel import text

from .words import WordTable

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Row:
    """``producer`` is empty and ``star`` None where the source does not say."""

    title: str
    producer: str
    legal_form: str
    former_province: str
    province_slug: str
    place: str
    star: int | None
    criteria_set: str

    @property
    def seed(self) -> str:
        """What every illustrative figure of this product is drawn from: the same each time."""
        return f"{self.province_slug}|{text.key(self.producer)}|{text.key(self.title)}"


def table(name: str) -> Iterator[dict[str, str]]:
    """The rows of a file in data/."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def rows() -> list[Row]:
    """In the file's order, each identity (province, producer, product) once."""
    by_words = WordTable(table("criteria_words.csv"))
    seen: dict[str, Row] = {}
    for raw in table("products.csv"):
        row = _row(raw, by_words)
        seen.setdefault(row.seed, row)
    return list(seen.values())


def _row(raw: dict[str, str], by_words: WordTable) -> Row:
    title = text.clean(raw["name_vi"])
    guessed = by_words.first(title)
    return Row(
        title=title,
        producer=text.clean(raw["producer"]),
        legal_form=raw["producer_type"],
        former_province=text.clean(raw["former_province"]),
        province_slug=raw["new_province_slug"],
        place=text.clean(raw["district_or_commune"]),
        star=int(raw["star"]) if raw["star"] else None,
        # Where the source names no set, the product's own words do.
        criteria_set=raw["group_code"] or (guessed["criteria_set"] if guessed else ""),
    )
