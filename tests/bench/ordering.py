"""The button that orders: ours beside stock Oscar's, press by press."""

import statistics
import time

from catalog.catalogue.models import Product
from tests.bench.peers import Stock
from tests.bench.rows import Row
from tests.concurrency.buyers import buyer
from tests.factories import make_pack, make_vendor

PRESSES = 100
#: Of stock Oscar's p95.
_MOST = 2


def _packs() -> list[Product]:
    """Of two vendors, so that an order has two parts."""
    vendors = make_vendor(), make_vendor(province_slug="son-la")
    return [make_pack(vendor=vendor, stock=2 * PRESSES) for vendor in vendors]


def _press(packs: list[Product]) -> float:
    """Milliseconds from the button to its answer: order, parts, books and mails are written."""
    one = buyer(*packs)
    began = time.perf_counter()
    page = one.press()
    spent = (time.perf_counter() - began) * 1000
    if not page.led_to.startswith("/order/"):
        raise RuntimeError(f"led to {page.led_to or page.status}")
    return spent


def order_rows(stock: Stock) -> list[Row]:
    """One interleaved run; the peer's database has the same settings as ours."""
    packs = _packs()
    ours: list[float] = []
    peers: list[float] = []
    for number in range(PRESSES + 3):
        ours.append(_press(packs))
        peers.append(stock.press())
        if number == 2:  # the first of each warm up
            ours, peers = [], []
    p95 = [statistics.quantiles(times, n=20)[18] for times in (ours, peers)]
    note = f"p50 {statistics.median(ours):.1f} beside {statistics.median(peers):.1f} ms"
    return [
        Row("place an order, p95", p95[0], "ms"),
        Row("stock Oscar: place an order, p95", p95[1], "ms"),
        Row("our order ÷ stock Oscar's, p95", p95[0] / p95[1], "", _MOST, note),
    ]
