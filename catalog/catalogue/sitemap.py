"""What search engines may read: only what is shown today, in both languages, in parts.

Parts are ranges of keys, so that a part costs the same wherever it lies; a product whose
certificate ends is gone from it by the date alone.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, Max, OuterRef
from django.urls import reverse
from django.utils.translation import override

from catalog.producers.models import Producer
from marketplace.geography.models import Province

from .models import Category, Product
from .registries import fixed_pages, further_pages

#: Keys in one part; the protocol allows 50 000 addresses (sitemaps.org). With both languages and
#: long names a part stays below what the page cache keeps of one page (marketplace/caching).
PART = 250
_ID = "0123456789"


@dataclass(frozen=True)
class Entry:
    """One page; ``english`` is empty where the English one names the Vietnamese as canonical.

    ``changed``: when what its people have written changed last; None where nobody knows.
    """

    vietnamese: str
    english: str = ""
    changed: datetime.datetime | None = None
    changed_english: datetime.datetime | None = None


def parts() -> list[str]:
    """Names of the parts: the fixed pages, then products and producers by range."""
    return [
        "pages",
        *(f"products-{n}" for n in range(_ranges(Product))),
        *(f"producers-{n}" for n in range(_ranges(Producer))),
    ]


def entries(part: str, *, on: datetime.date) -> Iterable[Entry]:
    """The pages of a part on a day; empty for a part that there is not."""
    kind, _dash, number = part.partition("-")
    if kind == "pages":
        return _pages()
    low = int(number) * PART
    return _products(low, on=on) if kind == "products" else _producers(low, on=on)


def _ranges(model: type[Product] | type[Producer]) -> int:
    newest = model._default_manager.aggregate(newest=Max("pk"))["newest"]
    return 0 if newest is None else newest // PART + 1


def _pages() -> Iterator[Entry]:
    yield Entry(_site("/"), _site("/en/"))
    yield _both("catalogue:index")
    yield _both("certification:verify")
    for name in fixed_pages():
        yield _both(name)
    for code in Category.objects.exclude(code=None).order_by("path").values_list("code", flat=True):
        yield _both("catalogue:category", code=code)
    for slug in Province.objects.values_list("slug", flat=True):
        yield _both("catalogue:province", slug=slug)
    for page in further_pages():
        english = _site(page.english) if page.english else ""
        if page.vietnamese:
            yield Entry(_site(page.vietnamese), english, page.changed, page.changed_english)
        else:
            yield Entry(english, changed=page.changed_english)


def _products(low: int, *, on: datetime.date) -> Iterator[Entry]:
    products = Product.objects.listed(on=on).filter(pk__gte=low, pk__lt=low + PART).order_by("pk")
    yield from _addresses(
        "catalogue:detail",
        products.values_list("slug", "public_id", "title_en", "date_updated").iterator(),
    )


def _producers(low: int, *, on: datetime.date) -> Iterator[Entry]:
    offered = Product.objects.listed(on=on).filter(producer=OuterRef("pk"))
    producers = Producer.objects.filter(Exists(offered), pk__gte=low, pk__lt=low + PART)
    rows = producers.order_by("pk").values_list("slug", "public_id", "name_en")
    yield from _addresses("producers:detail", ((*row, None) for row in rows.iterator()))


def _addresses(
    name: str, rows: Iterable[tuple[str, str, str, datetime.datetime | None]]
) -> Iterator[Entry]:
    """Asks the address table once, not for each of a hundred thousand rows."""
    pattern = _both(name, slug="slug", public_id=_ID)
    for slug, public_id, english, changed in rows:
        tail = f"{slug}-{public_id}"
        yield Entry(
            pattern.vietnamese.replace(f"slug-{_ID}", tail),
            pattern.english.replace(f"slug-{_ID}", tail) if english else "",
            changed,
            changed,
        )


def _both(name: str, **kwargs: str) -> Entry:
    with override("vi"):
        vietnamese = _site(reverse(name, kwargs=kwargs))
    with override("en"):
        return Entry(vietnamese, _site(reverse(name, kwargs=kwargs)))


def _site(path: str) -> str:
    return settings.SITE_URL.rstrip("/") + path
