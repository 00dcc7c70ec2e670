"""An index of many segments answers as one of a single segment, and never has more than so many."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import index

from search.engine import Query
from search.query import parse
from search.whoosh_engine import WhooshEngine
from search.whoosh_merging import MOST
from tests.search.entries import entry

WORDS = ("polis", "nämnden", "Holmsund", "bilbränder", "belysningen")


def answers(engine: WhooshEngine) -> list[object]:
    out: list[object] = []
    for word in WORDS:
        for facets in (False, True):
            found = engine.search(Query(root=parse(word), facets=facets, limit=5, recent=False))
            out.append((found.total, sorted(found.facets.items()), {hit.entry.item for hit in found.hits} if found.total <= 5 else None))
    return out


@settings(max_examples=5, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=MOST + 3, max_size=3 * MOST))
def test_many_commits_answer_as_one(tmp_path_factory: object, words: list[str]) -> None:
    base = Path(tmp_path_factory.mktemp("index"))  # type: ignore[attr-defined]  # pytest gives it untyped here
    entries = [entry(f"m{n}/1", text=f"Om {word} och annat.") for n, word in enumerate(words)]
    whole, parts = WhooshEngine(base / "whole"), WhooshEngine(base / "parts")
    whole.rebuild(entries, "s")
    parts.rebuild([], "s0")
    for n, one in enumerate(entries):
        parts.update([one], [], f"s{n}")
    (folder,) = (path for path in parts.folder.iterdir() if path.is_dir())
    assert len(index.open_dir(str(folder))._segments()) <= MOST
    assert answers(parts) == answers(whole)
