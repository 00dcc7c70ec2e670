"""What running text names: kinds, keys and exact places; structure before shape, context for places that are words."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from data.errors import UsageError
from data.model import Entity
from ingest.tagging.pipe import Context, entities

NOBODY = Context("2024-03-05", ())


def named(text: str, *people: str, label: str | None = None) -> list[tuple[str, str, str | None]]:
    found = entities(text, Context("2024-03-05", people))
    return [(e.text, e.label, e.key) for e in found if label in (None, e.label)]


CASES = (
    (
        "Polisen och Polismyndigheten mötte polisen.",
        [("Polisen", "ORG", "polisen"), ("Polismyndigheten", "ORG", "polisen"), ("polisen", "ORG", "polisen")],
    ),
    ("Beslut i kommunstyrelsen.", [("kommunstyrelsen", "ORG", "kommunstyrelsen")]),
    ("Det brann i Holmsund den 27 september.", [("Holmsund", "LOC", "holmsund"), ("27 september", "DATE", "2024-09-27")]),
    ("Möte den 18/2 kl. 15.00–16.30.", [("18/2", "DATE", "2024-02-18"), ("kl. 15.00–16.30", "TIME", None)]),
    ("Tider för 2025: tisdag den 18/2", [("18/2", "DATE", "2025-02-18")]),
    ("Enligt kommunallagen och lagen (2023:196).", [("kommunallagen", "LAW", "kommunallagen"), ("lagen (2023:196)", "LAW", "2023:196")]),
    ("Se dnr KS-2024/00123.", [("KS-2024/00123", "REF", "KS-2024/00123")]),
    ("Ärendet SLK-2023-00068 kostar 1 250 000 kronor.", [("SLK-2023-00068", "REF", "SLK-2023-00068"), ("1 250 000 kronor", "MONEY", None)]),
    ("Kostnaden är 2,5 miljoner kronor i våras.", [("2,5 miljoner kronor", "MONEY", None)]),
    ("Anna Berg talade om teg och haga.", [("Anna Berg", "PERSON", "anna berg")]),
    ("Vuxna saknas på Teg och Backen.", [("Teg", "LOC", "teg"), ("Backen", "LOC", "backen")]),
    ("Umeås skolor.", [("Umeå", "LOC", "umeå")]),
    ("Karl-Johan Öberg Ordförande öppnade.", [("Karl-Johan Öberg", "PERSON", "karl johan öberg")]),
)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_mentions(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert named(text) == expected


def test_people_of_the_document_are_known_however_hyphenated() -> None:
    text = "Xerxes Qvintus-Ek och Xerxes Qvintus Ek, samt Xerxes Qvintus-Eks förslag."
    assert named(text, label="PERSON") == []
    assert [key for _, _, key in named(text, "Xerxes Qvintus-Ek")] == ["xerxes qvintus ek"] * 3


@given(st.text(max_size=200), st.lists(st.text(max_size=20), max_size=3))
def test_mentions_stand_in_the_text_in_order_and_apart(text: str, people: list[str]) -> None:
    last = 0
    for found in entities(text, Context("2024-03-05", tuple(people))):
        assert text[found.start : found.end] == found.text != ""
        assert found.start >= last
        last = found.end


def test_a_pipeline_of_the_users_own_fills_gaps_and_overrides_nothing(tmp_path: Path) -> None:
    own = spacy.blank("sv")
    ruler = own.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "EVN", "pattern": "Storstädningen"}, {"label": "LOC", "pattern": "Polisen"}])  # type: ignore[attr-defined]
    own.to_disk(tmp_path / "own")
    found: tuple[Entity, ...] = entities("Polisen kom till Storstädningen.", NOBODY, str(tmp_path / "own"))
    assert [(e.text, e.label) for e in found] == [("Polisen", "ORG"), ("Storstädningen", "EVENT")]


def test_a_pipeline_that_is_not_installed_is_told_in_words() -> None:
    with pytest.raises(UsageError, match="no spaCy pipeline is called"):
        entities("Hej", NOBODY, "no_such_model")
