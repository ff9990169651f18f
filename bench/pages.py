"""Pages, measured: the lookup page as a browser gets it, over a memory of full size.

    python -m bench.pages --data PAIRS.tsv.xz [--size 686722] [--queries 300] 2>/dev/null

PAIRS has Chinese, a tab, English on each line. Server times are of the whole page through the WSGI
application, one request at a time, packed as a browser asks for it; the request log is on, on
stderr; what a page loads after its matches is measured apart. Bytes are of everything the page
loads, compressed. First paint is Chromium's, each time from an empty cache over loopback; it is
left out where there is no Chromium.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import tempfile
import threading
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from bench.matching import timed
from bench.matching_data import Pair, pairs, queries
from bench.matching_memory import fill
from webapp.actions.index import build
from webapp.app import create_app
from webapp.services import Services, open_services
from webapp.settings import Settings

BROWSER = {"Accept-Encoding": "gzip", "Sec-Fetch-Site": "same-origin"}
LOADED = re.compile(r'(?:src|href)="(/static/[^"]+)"')
IMPORTED = re.compile(r'^import .*?"\./([\w.]+)"', re.MULTILINE)
PAINTS = 10
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")


def main() -> None:
    """Run the benchmark and print its tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--size", type=int, default=686_722)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--home", type=Path, help="where to build; a temporary folder by default")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.home) as folder:
        home = Path(folder)
        services = open_services(Settings(home=home, database_url=f"sqlite:///{home}/bench.db"))
        services.index.warm()
        stored = fill(services, pairs(options.data, options.size))
        with services.work() as work:
            build(work)
        measure(services, stored, options.queries)
        services.close()


def measure(services: Services, stored: Sequence[Pair], count: int) -> None:
    """Print what the pages of one memory take."""
    browser = create_app(services).test_client()
    print(f"\n### {len(stored):,} units\n")
    print("| page | queries | p50 ms | p95 ms | p99 ms | cpu p50 | cpu p95 |")
    print("|---|---|---|---|---|---|---|")
    asked = {
        "lookup, Chinese": queries(list(stored), "zh", count),
        "lookup, English": queries(list(stored), "en", count),
        "lookup, phrase of 2–6 Han": list(phrases(stored, count)),
    }
    for name, texts in asked.items():
        _row(name, browser, "/lookup", texts)
    for name, texts in asked.items():
        _row(f"{name}: what it loads after", browser, "/lookup/parts", texts)
    one = asked["lookup, Chinese"][0]
    print(f"\n{weight(browser, one):,} bytes compressed for the page with all it loads")
    for line in painted(services, one):
        print(line)


def phrases(stored: Sequence[Pair], count: int) -> Iterator[str]:
    """Yield stretches of two to six Han of stored sentences."""
    rng = random.Random(count)
    while count:
        text = rng.choice(stored)[0]
        start, size = rng.randrange(max(1, len(text) - 6)), rng.randint(2, 6)
        stretch = text[start : start + size]
        if re.fullmatch(r"[\u4e00-\u9fff]{2,6}", stretch):
            yield stretch
            count -= 1


def _row(name: str, browser: FlaskClient, path: str, texts: Sequence[str]) -> None:
    def ask(text: str) -> None:
        answer = browser.get(path, query_string={"q": text[:4000]}, headers=BROWSER)
        if answer.status_code not in (200, 422):  # 422: a perturbed text without a letter
            raise RuntimeError(f"{answer.status_code} for {text!r}")

    for text in texts[:20]:
        ask(text)
    times = [timed(partial(ask, text))[0] for text in texts]
    wall = np.percentile([took.wall for took in times], (50, 95, 99))
    cpu = np.percentile([took.cpu for took in times], (50, 95))
    print(f"| {name} | {len(texts)} | " + " | ".join(f"{ms:.1f}" for ms in (*wall, *cpu)) + " |")


def weight(browser: FlaskClient, text: str) -> int:
    """Return the compressed bytes of a lookup page with its style sheet and scripts."""
    page = browser.get("/lookup", query_string={"q": text}, headers=BROWSER)
    plain = browser.get("/lookup", query_string={"q": text}).text
    total, waiting, seen = len(page.data), LOADED.findall(plain), set[str]()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        total += len(browser.get(address, headers=BROWSER).data)
        if address.endswith(".js"):
            folder = address.rsplit("/", 1)[0]
            names = IMPORTED.findall(browser.get(address).text)
            waiting += [f"{folder}/{name}" for name in names]
    return total


def painted(services: Services, text: str) -> Iterator[str]:
    """Yield the time to the first paint in Chromium from an empty cache, as a line."""
    chromium = shutil.which("chromium")
    if chromium is None:
        return
    from playwright.sync_api import sync_playwright

    server = make_server("127.0.0.1", 0, create_app(services), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    address = f"http://localhost:{server.server_port}/lookup?q={text}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        times = []
        for _ in range(PAINTS):
            context = browser.new_context()
            page = context.new_page()
            page.goto(address, wait_until="load")
            times.append(page.evaluate(_FIRST_PAINT))
            context.close()
        browser.close()
    server.shutdown()
    thread.join()
    worst = f"worst of {PAINTS} {max(times):.0f} ms"
    yield f"first contentful paint, cold cache: median {np.median(times):.0f} ms, {worst}"


_FIRST_PAINT = """() => new Promise((done) => {
  const look = (list) => list.find((each) => each.name === "first-contentful-paint");
  const seen = look(performance.getEntriesByType("paint"));
  if (seen) return done(seen.startTime);
  new PerformanceObserver((list) => {
    const now = look(list.getEntries());
    if (now) done(now.startTime);
  }).observe({ type: "paint", buffered: true });
})"""

if __name__ == "__main__":
    main()
