"""Where the time of an ingest goes, stage by stage, and the dearest functions of each: `python -m bench.stages`."""

from __future__ import annotations

import cProfile
import pstats
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.speed import documents
from data.archive import Archive
from ingest.document import assemble
from ingest.layouts import choose
from ingest.pdf.pages import read_pages
from ingest.pipeline import finish
from ingest.tagging.tag import tag
from search.entries import entries
from search.whoosh_engine import WhooshEngine

DEAREST = 3
"""How many functions are named for each stage."""


def main() -> int:
    """Prints each stage's share of the time, and its dearest functions by their own time."""
    pdfs = documents()
    taken: dict[str, tuple[float, pstats.Stats]] = {}

    def stage(name: str, work: Callable[[], Any]) -> Any:
        start = time.process_time()
        out = work()
        seconds = time.process_time() - start
        profiler = cProfile.Profile()
        profiler.runcall(work)
        taken[name] = seconds, pstats.Stats(profiler)
        return out

    with tempfile.TemporaryDirectory() as scratch:
        pages = stage("characters to pages", lambda: list(map(read_pages, pdfs)))
        papers = stage("mending text", lambda: [assemble(f"{n}.pdf", found) for n, found in enumerate(pages)])
        read = stage("layout", lambda: [(paper, layout, layout.read(paper)) for paper in papers for layout in [choose(paper)[0]]])
        records = [finish(paper, layout.name, reading, f"{n:064}") for n, (paper, layout, reading) in enumerate(read)]
        tagged = stage("tagging", lambda: list(map(tag, records)))

        def store() -> None:
            with Archive.open(Path(tempfile.mkdtemp(dir=scratch)), write=True) as archive:
                for minutes in tagged:
                    archive.store(minutes, Path(minutes.source.file))

        stage("archive", store)
        stage("compounds and index", lambda: WhooshEngine(Path(tempfile.mkdtemp(dir=scratch))).rebuild(entries(tagged), "bench"))
    whole = sum(seconds for seconds, _ in taken.values())
    for name, (seconds, profile) in taken.items():
        print(f"{name:22} {seconds / whole:6.1%}")
        told: list[tuple[float, str]] = [(own, _named(where)) for where, (_, _, own, _, _) in profile.stats.items()]  # type: ignore[attr-defined]  # typeshed lacks stats
        for own, what in sorted(told, reverse=True)[:DEAREST]:
            print(f"    {own / profile.total_tt:6.1%}  {what}")  # type: ignore[attr-defined]  # typeshed lacks total_tt
    return 0


def _named(where: tuple[str, int, str]) -> str:
    file, _, function = where
    return function if file == "~" else f"{'/'.join(Path(file).parts[-2:])} {function}"


if __name__ == "__main__":
    sys.exit(main())
