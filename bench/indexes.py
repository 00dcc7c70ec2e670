"""The index at size: building, adding and asking, beside raw Whoosh, SQLite's FTS5 and, where installed, tantivy."""

from __future__ import annotations

import sqlite3
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path

from bench.made_up import made_up
from search.engine import DateRange, Entry, Node, Query
from search.query import parse
from search.whoosh_engine import WhooshEngine
from search.whoosh_query import all_of, built

Row = tuple[str, float, str]
QUERIES = ("polis", "beslut", "nämnden", "balda7", "horne12", "kommunstyrelsen", "bostad", "skola trygghet", '"våld i nära relation"',
           "budget OR detaljplan", "motion -yrkande", "bil*", "ärende:budget", "reservation återremiss", "gysta3 kommunen")  # fmt: skip


def measure(sizes: Sequence[int], scratch: Path) -> list[Row]:
    """The rows of the table, size by size."""
    rows: list[Row] = []
    adding: dict[int, float] = {}
    grown: dict[int, float] = {}
    for size in sizes:
        entries = list(made_up(size))
        engine = WhooshEngine(scratch / f"index-{size}")
        build = _timed(engine.rebuild, entries, "s1")
        grown[size] = sum(path.stat().st_size for path in engine.folder.rglob("*") if path.is_file()) / size
        rows.append((f"{size} items: index built, items a second", size / build, "more is better"))
        rows.append(
            (
                f"{size} items: index built, times raw Whoosh's seconds",
                build / _raw_build(entries, scratch / f"raw-{size}"),
                "less is better",
            )
        )
        adding[size] = _adding(engine)
        rows += _asking(engine, size)
        rows += _others(entries, scratch, size, build)
    if len(sizes) > 1:
        first, last = sizes[0], sizes[-1]
        rows.append((f"adding a meeting at {last} items, times at {first}", adding[last] / adding[first], "at most 1.5"))
        rows.append((f"index bytes an item at {last} items, times at {first}", grown[last] / grown[first], "about 1"))
    return rows


def _raw_build(entries: Iterable[Entry], folder: Path) -> float:
    """Seconds that Whoosh takes for titles and texts as they are: its own tokens, no stored entries, no Swedish."""
    from whoosh import fields, index

    folder.mkdir()
    start = time.perf_counter()
    writer = index.create_in(str(folder), fields.Schema(title=fields.TEXT(phrase=True), text=fields.TEXT(phrase=True))).writer()
    for entry in entries:
        writer.add_document(title=entry.title, text=entry.text)
    writer.commit()
    return time.perf_counter() - start


def _timed(run: Callable[..., object], *args: object) -> float:
    start = time.perf_counter()
    run(*args)
    return time.perf_counter() - start


def _adding(engine: WhooshEngine) -> float:
    """Median seconds to add one meeting of one item."""
    fresh = [next(iter(made_up(1, seed))) for seed in range(20, 27)]
    times = [_timed(engine.update, [one], [f"new{n}"], f"t{n}") for n, one in enumerate(fresh)]
    return statistics.median(times)


def _asking(engine: WhooshEngine, size: int) -> list[Row]:
    """The slowest twentieth of a mix of queries, beside raw Whoosh asked the same parsed terms."""
    filters: tuple[Node, ...] = (DateRange("2010-01-01", "2015-12-31"),)
    asked = [(parse(text), limits) for text in QUERIES for limits in ((), filters)]
    raw, ours, counted = ([], [], [])  # type: tuple[list[float], list[float], list[float]]
    for _ in range(5):
        for root, limits in asked:
            raw.append(_timed(_raw, engine, root, limits))
            ours.append(_timed(engine.search, Query(root=root, filters=limits)))
            counted.append(_timed(engine.search, Query(root=root, filters=limits, facets=True)))
    return [
        (f"{size} items: p95 of queries, milliseconds", 1000 * _p95(ours), "less is better"),
        (f"{size} items: p95, times raw Whoosh", _p95(ours) / _p95(raw), "at most 1.5"),
        (f"{size} items: p95 with facets, times raw Whoosh", _p95(counted) / _p95(raw), "at most 2.5"),
    ]


def _p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _raw(engine: WhooshEngine, root: Node, limits: tuple[Node, ...]) -> None:
    """Whoosh alone: open, search, count, and read the stored fields of twenty hits."""
    from whoosh import index, scoring

    folder = next(path for path in engine.folder.iterdir() if path.is_dir())
    with index.open_dir(str(folder)).searcher(weighting=scoring.BM25F()) as searcher:
        reader = searcher.reader()
        found = searcher.search(built(root, reader), limit=20, filter=all_of(limits, reader) if limits else None)
        len(found)
        for hit in found:
            hit.fields()


def _others(entries: Iterable[Entry], scratch: Path, size: int, build: float) -> list[Row]:
    """The same words asked of FTS5, and of tantivy where it is installed: plain tokens, no Swedish."""
    rows: list[Row] = []
    words = [text for text in QUERIES if text.isalnum()]
    start = time.perf_counter()
    store = sqlite3.connect(scratch / f"fts-{size}.sqlite")
    store.execute("CREATE VIRTUAL TABLE items USING fts5(title, text)")
    store.executemany("INSERT INTO items VALUES (?, ?)", [(entry.title, entry.text) for entry in entries])
    store.commit()
    rows.append((f"{size} items: index built, times SQLite FTS5's seconds", build / (time.perf_counter() - start), "for comparison"))
    asked = "SELECT rowid FROM items WHERE items MATCH ? ORDER BY rank LIMIT 20"
    times = [_timed(lambda one: store.execute(asked, (one,)).fetchall(), word) for word in words * 5]
    rows.append((f"{size} items: SQLite FTS5, p95 in milliseconds", 1000 * _p95(times), "for comparison"))
    store.close()
    if find_spec("tantivy"):
        built_in, times = _tantivy(entries, words)
        rows.append((f"{size} items: index built, times tantivy's seconds", build / built_in, "for comparison"))
        rows.append((f"{size} items: tantivy, p95 in milliseconds", 1000 * _p95(times), "for comparison"))
    return rows


def _tantivy(entries: Iterable[Entry], words: Sequence[str]) -> tuple[float, list[float]]:
    """Seconds to build, and of each query."""
    import tantivy

    start = time.perf_counter()

    builder = tantivy.SchemaBuilder()
    for field in ("title", "text"):
        builder.add_text_field(field)
    index = tantivy.Index(builder.build())
    writer = index.writer()
    for entry in entries:
        writer.add_document(tantivy.Document(title=entry.title, text=entry.text))
    writer.commit()
    index.reload()
    searcher = index.searcher()
    built_in = time.perf_counter() - start
    return built_in, [_timed(lambda one: searcher.search(index.parse_query(one, ["title", "text"]), 20), word) for word in [*words] * 5]
