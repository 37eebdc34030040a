"""What a phone loads and when it shows it: a real Chromium at 360 px, slow 4G, CPU ÷ 4."""

import shutil
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.bench.rows import Row
from tests.browser.conftest import FLAGS, PHONE

#: 1.6 Mbit/s and 150 ms, as docs/performance.md names it.
_BYTES_PER_SECOND = 1_600_000 / 8
_LATENCY = 150
_SLOWER = 4
#: Seconds in which the pictures of one page are drawn at the latest.
_PRINTING = 240
_KB = 1024
_LARGEST_PAINT = """
() => new Promise((done) => {
  let last = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) last = entry.startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  setTimeout(() => done(last), 1500);
})
"""


def browser_rows(port: int, pages: dict[str, str]) -> list[Row]:
    """Weights over all of ``pages``, the largest paint of each (median of three)."""
    path = shutil.which("chromium")
    if path is None:
        return [Row("Chromium is not installed: no weights, no paint", 0, "")]
    rows = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        for address in pages.values():
            _look_once(browser, f"http://127.0.0.1:{port}{address}")
        for name, address in pages.items():
            url = f"http://127.0.0.1:{port}{address}"
            code, everything = _weights(browser, url)
            rows.append(Row(f"CSS and JavaScript: {name}", code / _KB, "KB", 35))
            rows.append(Row(f"first view with pictures: {name}", everything / _KB, "KB", 170))
            paints = sorted(_largest_paint(browser, url) for _try in range(3))
            rows.append(Row(f"largest paint: {name}", paints[1] / 1000, "s", 2.5))
        browser.close()
    return rows


def _look_once(browser: Browser, url: str) -> None:
    """Drawings are made when somebody asks for them first; that is not what is measured."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=2, locale="vi-VN")
    answer = context.new_page().goto(url, wait_until="networkidle", timeout=_PRINTING * 1000)
    if answer is None or not answer.ok:
        raise RuntimeError(f"{url} does not answer well")
    context.close()


def _weights(browser: Browser, url: str) -> tuple[float, float]:
    """Bytes as they came over the wire: of scripts and styles, of everything in the first view."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=2, locale="vi-VN")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    kinds: dict[str, str] = {}
    sizes: dict[str, float] = {}

    def received(event: dict[str, Any]) -> None:
        kinds[event["requestId"]] = event["type"]

    def finished(event: dict[str, Any]) -> None:
        sizes[event["requestId"]] = event["encodedDataLength"]

    session.on("Network.responseReceived", received)
    session.on("Network.loadingFinished", finished)
    page.goto(url, wait_until="networkidle", timeout=_PRINTING * 1000)
    context.close()
    code = sum(size for one, size in sizes.items() if kinds.get(one) in {"Script", "Stylesheet"})
    return code, sum(sizes.values())


def _largest_paint(browser: Browser, url: str) -> float:
    """Milliseconds until the largest part of the first view is painted."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=2, locale="vi-VN")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": _LATENCY,
            "downloadThroughput": _BYTES_PER_SECOND,
            "uploadThroughput": _BYTES_PER_SECOND,
        },
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    page.goto(url, wait_until="load", timeout=_PRINTING * 1000)
    painted = float(page.evaluate(_LARGEST_PAINT))
    context.close()
    return painted
