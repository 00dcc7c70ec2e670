"""Topics counted over an archive: as many as the filter finds, each under its broader one."""

from __future__ import annotations

from pathlib import Path

from msgspec import structs

from data.archive import Archive
from data.model import Topic
from data.overview import topic_counts
from data.taxonomy import taxonomy
from search.entries import entries
from search.filters import Filters
from search.finder import Wanted, find
from search.memory_engine import MemoryEngine
from search.render_registry import topics
from tests.data.records import record

TOLD = (("vald-i-nara-relation", "vald", "narkotika"), ("stold",), ("vald", "stold"), ("skola",), ())


def test_a_topic_counts_what_the_filter_finds(tmp_path: Path) -> None:
    engine = MemoryEngine()
    with Archive.open(tmp_path, write=True) as archive:
        for n, date in enumerate(("2023-02-01", "2024-02-01", None)):
            minutes = record(f"{n}", date=date, file=f"{n}.pdf", titles=[f"Punkt {i}" for i in range(len(TOLD))])
            told = (structs.replace(i, topics=tuple(Topic(t, t) for t in ids)) for i, ids in zip(minutes.items, TOLD, strict=True))
            archive.store(structs.replace(minutes, items=tuple(told)), tmp_path / f"{n}.pdf")
        engine.rebuild(entries(archive.minutes()), "s")
        counts = topic_counts(archive)
        for topic in taxonomy():
            found = find(archive, engine, None, Filters(topic=(topic,)), Wanted(limit=None))
            assert sum(counts[topic].values()) == found.total, topic
    assert counts["brott"] == {"2023": 3, "2024": 3, "?": 3}
    assert counts["vald"] == {"2023": 2, "2024": 2, "?": 2}
    rows = [str(cell) for cell in topics(counts).columns[0].cells]  # type: ignore[union-attr]  # a table, since there are topics
    assert rows[:3] == ["Brott", "  Våld", "    Våld i nära relation"]
