"""What search does with words: reasons, highlights, respellings, facets, recency, the same for every engine."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from data.errors import QueryError, UsageError
from data.swedish import analyse, fold, key, parts, related
from search.binding import bind
from search.engine import Engine, Query, Word
from search.explaining import alike, filled, offers, reasons, told
from search.query import parse
from search.snippets import matches, needles, passage
from tests.search.entries import ENTRIES, Names, entry
from tests.search.test_engine_contract import ENGINES

WORDS = st.sampled_from(
    "polis polisen områdespolisen bilbränder bilbrand brand brott brottsförebyggande skolor skolgården kommunstyrelsen styrelse och på "
    "Holmsund gång cykelvägen D-sektionen SLK-2023-00068 Rune Brandt medborgarlöften våld i nära relation 2023:196 "
    "bordläggning bordlagt".split()
)
SIGNS = st.lists(st.sampled_from([*'"()[]{}*?~^:+-/\\ ', "AND", "OR", "NOT", "TO", "år:", "titel:", "polis"]), max_size=14).map(" ".join)


@pytest.fixture(scope="module", params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    made = ENGINES[request.param](tmp_path_factory.mktemp("words"))
    made.rebuild(ENTRIES, "s1")
    return made


@settings(max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=40), SIGNS))
@example("år:[2020 TO *]")
@example("polis~9")
@example("titel:(polis brand) -(x")
def test_any_query_is_answered_or_refused_in_words(engine: Engine, text: str) -> None:
    refused = ""
    try:
        tree = bind(parse(text), Names())
        assert engine.search(Query(root=tree, limit=5)).total >= 0
    except (QueryError, UsageError) as error:
        refused = str(error)
    assert "\n" not in refused


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=14), WORDS)
def test_highlighted_words_are_the_words_that_match(words: list[str], asked: str) -> None:
    text = " ".join(words)
    wanted = {t.key for t in analyse(asked)} | {kin for t in analyse(asked) for kin in related(t.form)}
    forms = {t.form for t in analyse(asked)}
    for sought in parse(asked), parse(f'"{asked}"'):
        shown = passage(entry("a/1", text=text), sought)
        for start, end in shown.highlights:
            found = analyse(shown.snippet[start:end])
            assert any(t.key in wanted or wanted & set(t.parts) or t.form in forms for t in found), (shown.snippet[start:end], asked)
        assert bool(shown.highlights) == bool(matches("text", text, list(needles(sought))))


def test_exact_forms_rank_above_other_forms_above_compounds(engine: Engine) -> None:
    said = ("En områdespolis kom.", "Här är polisen idag.", "Här är polis idag.")
    engine.update([entry(f"x/{n}", text=text) for n, text in enumerate(said, 1)], [], "s2")
    hits = [h.entry.item for h in engine.search(Query(root=Word("polis"), recent=False, limit=None)).hits if h.entry.minutes == "x"]
    engine.update([], ["x"], "s3")
    assert hits == ["x/3", "x/2", "x/1"]


def test_newer_meetings_weigh_a_little_more_unless_told(engine: Engine) -> None:
    engine.update(
        [entry(f"{name}/1", text="Rymdfart är kul.", date=date) for name, date in (("o", "2001-01-01"), ("p", "2024-01-01"))], [], "s2"
    )
    newer = [h.entry.item for h in engine.search(Query(root=Word("rymdfart"))).hits]
    plain = [h.entry.item for h in engine.search(Query(root=Word("rymdfart"), recent=False)).hits]
    engine.update([], ["o", "p"], "s3")
    assert (newer, plain) == (["p/1", "o/1"], ["o/1", "p/1"])


def test_facets_count_all_hits_not_only_those_shown(engine: Engine) -> None:
    found = engine.search(Query(root=parse("holmsund"), limit=1, facets=True))
    assert found.facets["month"] == {"2023-03": 1, "2024-05": 1}
    assert found.facets["body"] == {"Rådet": 2}


def test_offers(engine: Engine) -> None:
    assert "belysning" in offers(engine, parse("belysnign"), ())
    assert offers(engine, parse("rymdskepp holmsund"), ())[-1] == "holmsund"
    assert engine.frequencies(["oroligt", "finnsinte"]) == [1, 0]


def test_similar_asks_for_telling_words(engine: Engine) -> None:
    root = alike(engine, ENTRIES[1], 3)
    assert root is not None
    assert engine.search(Query(root=root)).hits[0].entry.item == "a-2023/2"


def test_reasons_and_the_tree_in_words() -> None:
    why = reasons(ENTRIES[2], parse("polis"))
    assert [(one.field, one.word, one.because) for one in why] == [("presenters", "kommunpolis", "a compound with it")]
    assert "all forms of polis" in told(parse("polis"))
    assert "not brand" in told(parse('-brand OR "i Holmsund"'))


@given(st.dictionaries(st.dates(dt.date(2000, 1, 1), dt.date(2030, 1, 1)).map(lambda d: f"{d:%Y-%m}"), st.integers(1, 9), max_size=5))
def test_a_timeline_leaves_no_month_out(counts: dict[str, int]) -> None:
    whole = filled(counts)
    assert {period: count for period, count in whole.items() if count} == counts
    assert list(whole) == sorted(whole)
    if counts:
        (y1, m1), (y2, m2) = (map(int, edge.split("-")) for edge in (min(counts), max(counts)))
        assert len(whole) == (y2 - y1) * 12 + m2 - m1 + 1


def test_får_and_far_differ() -> None:
    assert key("får") != key("far")
    assert key("brand") in parts("bilbranden")
    assert fold("FÅR") == "får"


def test_too_short_a_wildcard_is_refused() -> None:
    with pytest.raises(QueryError, match="nearly every word"):
        parse("a*")
