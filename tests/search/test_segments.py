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


def ranked(engine: WhooshEngine) -> list[object]:
    queries = [parse(word) for word in (*WORDS, "polis OR bil*", "nämnden annat")]
    return [[(hit.entry.item, hit.score) for hit in engine.search(Query(root=root, limit=500)).hits] for root in queries]


def test_the_same_items_rank_the_same_however_they_came_in(tmp_path: Path) -> None:
    """Some were there in another version before, some in another order, and the whole in many commits that were merged."""
    entries = [entry(f"m{n}/1", text=f"Om {WORDS[n % 5]} och annat. " * (1 + n % 7), date=f"20{10 + n % 9}-03-01") for n in range(3 * MOST)]
    whole, parts = WhooshEngine(tmp_path / "whole"), WhooshEngine(tmp_path / "parts")
    whole.rebuild(entries, "s")
    parts.rebuild([entry(f"m{n}/1", text="Polis och polis i nämnden om Holmsund.") for n in range(0, 3 * MOST, 4)], "s0")
    for n, one in enumerate(reversed(entries)):
        parts.update([one], [one.minutes], f"s{n}")
    assert ranked(parts) == ranked(whole)


def test_of_equals_at_the_border_the_same_are_in(tmp_path: Path) -> None:
    entries = [entry(f"m{n:03}/1", text="Om polis och annat.") for n in range(150)]
    there, back = WhooshEngine(tmp_path / "there"), WhooshEngine(tmp_path / "back")
    there.rebuild(entries, "s")
    back.rebuild(reversed(entries), "s")
    query = Query(root=parse("polis"), limit=20)
    assert [hit.entry.item for hit in there.search(query).hits] == [hit.entry.item for hit in back.search(query).hits]


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
