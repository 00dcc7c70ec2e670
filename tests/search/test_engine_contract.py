"""What every engine must do, asked of each of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engine import And, DateRange, Engine, Everything, Has, Node, Not, Or, Phrase, Prefix, Query, Word
from search.entries import presenter_key
from search.memory_engine import MemoryEngine
from search.query import parse
from search.whoosh_engine import WhooshEngine
from tests.search.entries import ENTRIES, entry

Make = Callable[[Path], Engine]
ENGINES: dict[str, Make] = {"whoosh": lambda folder: WhooshEngine(folder / "index"), "memory": lambda folder: MemoryEngine()}


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    made = ENGINES[request.param](tmp_path)
    made.rebuild(ENTRIES, "s1")
    return made


def found(engine: Engine, node: Node, *filters: Node) -> set[str]:
    results = engine.search(Query(root=node, filters=filters, limit=None))
    assert results.total == len(results.hits)
    return {hit.entry.item for hit in results.hits}


QUERIES = (
    ("holmsund", {"a-2023/2", "b-2024/1"}),
    ("HOLMSUND", {"a-2023/2", "b-2024/1"}),
    ("polis", {"a-2023/2", "b-2024/1"}),
    ("områdespolis", set()),
    ("föredragande:polisen", {"a-2023/2", "b-2024/1"}),
    ("ärende:holmsund", {"b-2024/1"}),
    ("bilbränderna", {"a-2023/2"}),
    ("brand", {"a-2023/2"}),
    ("brottsling", set()),
    ("och holmsund", {"a-2023/2", "b-2024/1"}),
    ("belysnign~", {"b-2024/1"}),
    ("brandt", {"b-2024/2"}),
    ('"rune brandt"', {"b-2024/2"}),
    ('"hamna i kriminalitet"', {"c/1"}),
    ('"i hamna"', set()),
    ("far", {"c/1"}),
    ("får -far", set()),
    ("SLK-2023-00068", {"b-2024/2"}),
    ("holmsund -polisen", set()),
    ("holmsund NOT oroligt", {"b-2024/1"}),
    ("brandt OR belysning", {"b-2024/1", "b-2024/2"}),
    ("(brandt OR belysning) AND holmsund", {"b-2024/1"}),
    ("bel*", {"b-2024/1"}),
    ("?elysning", {"b-2024/1"}),
    ("oroligt bilbränder", {"a-2023/2"}),
    ("-holmsund", {"a-2023/1", "b-2024/2", "c/1"}),
    ("finnsinte", set()),
)


@pytest.mark.parametrize(("text", "items"), QUERIES)
def test_query(engine: Engine, text: str, items: set[str]) -> None:
    assert found(engine, parse(text)) == items


def test_filters(engine: Engine) -> None:
    everything = Everything()
    assert found(engine, everything) == {e.item for e in ENTRIES}
    assert found(engine, everything, DateRange("2024-01-01", None)) == {"b-2024/1", "b-2024/2"}
    assert found(engine, everything, DateRange(None, "2023-12-31")) == {"a-2023/1", "a-2023/2"}
    police = Has("presenter", (presenter_key("Ada Ek", "Polisen", None), presenter_key("Bo Dal", None, "kommunpolis")))
    assert found(engine, everything, police) == {"a-2023/2", "b-2024/1"}
    assert found(engine, Word("holmsund"), police, DateRange("2024-01-01", None)) == {"b-2024/1"}
    assert found(engine, everything, Has("presenter", ())) == set()


def test_newest_first_then_in_order_undated_last(engine: Engine) -> None:
    hits = engine.search(Query(root=Everything(), sort="date", limit=None)).hits
    assert [h.entry.item for h in hits] == ["b-2024/1", "b-2024/2", "a-2023/1", "a-2023/2", "c/1"]


def test_total_counts_past_the_limit(engine: Engine) -> None:
    results = engine.search(Query(root=Everything(), limit=2))
    assert (results.total, len(results.hits)) == (5, 2)


def test_title_weighs_more_than_text(engine: Engine) -> None:
    assert engine.search(Query(root=Word("holmsund"))).hits[0].entry.item == "b-2024/1"


def test_update_replaces_a_meeting_whole(engine: Engine) -> None:
    engine.update([entry("a-2023/1", title="Nytt ärende")], ["a-2023"], "s2")
    assert engine.stamp() == "s2"
    assert found(engine, Everything()) == {"a-2023/1", "b-2024/1", "b-2024/2", "c/1"}
    assert found(engine, Word("oroligt")) == set()
    assert found(engine, Word("nytt")) == {"a-2023/1"}


def test_a_failing_update_changes_nothing(engine: Engine) -> None:
    def broken() -> list[object]:
        raise RuntimeError("no more entries")

    with pytest.raises(RuntimeError):
        engine.update((e for e in [ENTRIES[0], *broken()]), ["b-2024"], "s2")  # type: ignore[misc]  # never reached
    assert engine.stamp() == "s1"
    assert found(engine, Everything()) == {e.item for e in ENTRIES}


def test_highlights_are_the_words_that_matched(engine: Engine) -> None:
    (hit,) = engine.search(Query(root=parse("oroligt bilbränderna"))).hits
    assert [hit.snippet[a:b] for a, b in hit.highlights] == ["Oroligt", "Bilbränder"]
    assert hit.page == 1


WORDS = ["polis", "polisen", "brand", "holmsund", "möte", "möten", "skola", "får", "far", "e-post", "SLK-2023-00068", "och"]
words = st.sampled_from(WORDS)
leaves = st.one_of(
    words.map(Word),
    words.map(lambda w: Word(w.casefold(), "title")),
    st.tuples(words, words).map(lambda pair: Phrase(tuple(w.casefold() for w in pair if "-" not in w) or ("polis",))),
    st.sampled_from(["pol*", "m?te", "*nd"]).map(Prefix),
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda p: And(tuple(p))),
        st.lists(inner, min_size=1, max_size=3).map(lambda p: Or(tuple(p))),
        inner.map(Not),
    ),
    max_leaves=6,
)
texts = st.lists(st.sampled_from([*WORDS, "Rune Brandt", ".\n\n"]), max_size=12).map(" ".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=5), st.lists(trees, min_size=1, max_size=8))
def test_engines_agree(tmp_path_factory: pytest.TempPathFactory, documents: list[tuple[str, str]], queries: list[Node]) -> None:
    entries = [entry(f"m{n}/1", title=title, text=text) for n, (title, text) in enumerate(documents)]
    one, other = WhooshEngine(tmp_path_factory.mktemp("index")), MemoryEngine()
    for engine in (one, other):
        engine.rebuild(entries, "s")
    for node in queries:
        assert found(one, node) == found(other, node), node
