"""Snippets: the words as printed, the highlights on words that match, whatever the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from data.swedish import analyse, fold, key
from search.engine import And, Phrase, Word
from search.snippets import WIDTH, passage
from tests.search.entries import entry

WORDS = st.sampled_from("polisen Polisens brand Holmsund möten och i våld nära relation 2023:196 gång- cykelväg".split())


@given(st.lists(WORDS, max_size=120).map(" ".join), st.lists(WORDS, min_size=1, max_size=3))
def test_highlights_lie_on_words_that_match(text: str, asked: list[str]) -> None:
    words = [token.form for word in asked for token in analyse(word) if not token.extra]
    shown = passage(entry("m/1", text=text), And(tuple(Word(word) for word in words)))
    assert len(shown.snippet) <= WIDTH + 30
    for start, end in shown.highlights:
        assert key(fold(shown.snippet[start:end])) in {key(word) for word in words}
    there = {token.key for token in analyse(text)} & {key(word) for word in words}
    assert bool(shown.highlights) == bool(there)


def test_a_phrase_lights_up_only_as_a_phrase() -> None:
    shown = passage(entry("m/1", text="våld och relation, men våld i nära relation"), Phrase(("våld", "i", "nära", "relation")))
    assert [shown.snippet[a:b] for a, b in shown.highlights] == ["våld", "i", "nära", "relation"]
    assert shown.snippet[: shown.highlights[0][0]].endswith("men ")


def test_title_and_presenters_are_shown_when_only_they_match() -> None:
    found = entry("m/1", title="Rapport från polisen", text="Allt är lugnt.", who=("Ada Ek", "Frivården", None))
    assert passage(found, Word("rapport")).snippet == "Rapport från polisen"
    assert passage(found, Word("frivården")).snippet == "Ada Ek Frivården"
    assert passage(found, Word("annat")).snippet == "Allt är lugnt."
