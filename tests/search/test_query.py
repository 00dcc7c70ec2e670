"""What people type, and what it means; whatever they type, a tree or one clear line."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from data.errors import QueryError
from search.engine import And, Node, Not, Or, Phrase, Prefix, Word
from search.query import by_grammar, is_plain, parse

TREES: tuple[tuple[str, Node], ...] = (
    ("Holmsund", Word("holmsund")),
    ("våld nära", And((Word("våld"), Word("nära")))),
    ('"hamna i kriminalitet"', Phrase(("hamna", "i", "kriminalitet"))),
    ("föredragande:polisen", Word("polisen", "presenters")),
    ("presenter:polisen", Word("polisen", "presenters")),
    ('ärende:"nästa möte"', Phrase(("nästa", "möte"), "title")),
    ("polis OR brand", Or((Word("polis"), Word("brand")))),
    ("polis and brand", And((Word("polis"), Word("and"), Word("brand")))),
    ("+polis -brand", And((Word("polis"), Not(Word("brand"))))),
    ("brand*", Prefix("brand*")),
    ("1379/22", Word("1379/22")),
    ("2023:196", Word("2023:196")),
    ("gång- och cykelväg", And((Word("gång"), Word("cykelväg")))),
    ("e-post", Or((Phrase(("e", "post")), Word("epost")))),
    ("Ólafur", Word("olafur")),
    ("får", Word("får")),
    ("fa\u030ar", Word("får")),
    ("föredragande:ra\u030adet", Word("rådet", "presenters")),
)


@pytest.mark.parametrize(("text", "tree"), TREES)
def test_tree(text: str, tree: Node) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "position", "word"),
    [
        ('polis "brand', 6, "quote"),
        ("(polis", 0, "parenthesis"),
        ("polis foo:bar", 6, "foo"),
        ("föredragand:x", 0, "föredragande"),
        ("polis AND", 9, "end"),
    ],
)
def test_error_points_at_the_place(text: str, position: int, word: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert caught.value.position == position
    assert word in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", ["", "  ", "-", "*", '""', "()", "a" * 3000])
def test_nothing_to_look_for(text: str) -> None:
    with pytest.raises(QueryError):
        parse(text)


WORDS = st.lists(
    st.sampled_from("polis Polisen och i OR not ÅR bilbränder 2023 é x".split()) | st.text(min_size=1, max_size=6), min_size=1, max_size=5
)


@given(WORDS)
def test_plain_words_mean_what_the_grammar_makes_of_them(words: list[str]) -> None:
    text = " ".join(words)
    assume(is_plain(text) and any(c.isalnum() for c in text))
    try:
        expected = by_grammar(text)
    except QueryError:
        expected = None
    found = None
    with contextlib.suppress(QueryError):
        found = parse(text)
    assert found == expected
