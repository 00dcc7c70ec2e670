"""Tokens and keys of Swedish words."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data import compounds
from data.swedish import analyse, fold, key, parts, related


def forms(text: str) -> list[tuple[str, int, bool]]:
    return [(t.form, t.position, t.extra) for t in analyse(text)]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Våld i Umeå", [("våld", 0, False), ("i", 1, False), ("umeå", 2, False)]),
        ("e-post nu", [("e", 0, False), ("epost", 0, True), ("post", 1, False), ("nu", 2, False)]),
        ("dnr 1379/22", [("dnr", 0, False), ("1379/22", 1, False), ("1379", 1, True), ("22", 2, True)]),
        ("§ 16 ", [("§16", 0, False), ("16", 0, True)]),
        ("Ólafur é", [("olafur", 0, False), ("e", 1, False)]),
        ("får far", [("får", 0, False), ("far", 1, False)]),
        ("…–!", []),
    ],
)
def test_tokens(text: str, tokens: list[tuple[str, int, bool]]) -> None:
    assert forms(text) == tokens


@pytest.mark.parametrize(
    "words",
    [
        ("polis", "polisen", "polisens"),
        ("möte", "möten"),
        ("nämnd", "nämnden", "nämnderna"),
        ("uppdrag", "uppdraget"),
        ("bro", "bron"),
        ("klotter", "klottret"),
        ("bor", "bo"),
        ("medborgarlöfte", "medborgarlöftet", "medborgarlöften"),
        ("trygghetsnämnd", "trygghetsnämnden", "trygghetsnämndens"),
    ],
)
def test_forms_of_a_word_share_a_key(words: tuple[str, ...]) -> None:
    assert len({key(word) for word in words}) == 1


def test_a_surname_is_not_stemmed() -> None:
    assert [t.key for t in analyse("Rune Vägen")][-1] == "vägen"
    assert key("vägen") != "vägen"


def test_a_known_name_is_not_stemmed() -> None:
    assert key("brandt") == "brandt" != key("brand")
    assert key("umeås") == "umeå"


def test_compounds_have_the_keys_of_their_parts() -> None:
    assert set(parts("kommunstyrelseordföranden")) >= {key("kommun"), key("styrelse"), key("kommunstyrelse"), key("ordförande")}
    assert parts("högskola") == parts("polisen") == ()
    assert key("bilbränderna") == key("bilbrand")
    assert set(parts("bilbränderna")) == {key("bil"), key("brand")}


def test_kin() -> None:
    assert key("bordlägga") in related("bordläggning")


@given(st.text(max_size=80))
@example("\U0001d468")
def test_tokens_lie_on_the_text(text: str) -> None:
    last = 0
    for token in analyse(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.position >= last
        last = token.position
        assert token.form == fold(token.form)


def test_no_word_longer_than_any_compound_is_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    monkeypatch.setattr(compounds, "_cheapest", lambda word: tried.append(word))
    for word in ("kommunstyrelse" * 8, "a" * 100_000):
        assert compounds.split(word) == (word,)
        assert [token.form for token in analyse(f"om {word} och")] == ["om", word, "och"]
    assert tried == []
