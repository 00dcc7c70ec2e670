"""Topics by lemma and compound part, broader ones with their narrower, and no string matches."""

from __future__ import annotations

import pytest

from data.swedish import fold, key
from data.topics import labels, taxonomy, topics_of, with_narrower


def ids(title: str, text: str = "") -> set[str]:
    return {topic.id for topic in topics_of(title, text)}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Bilbränderna fortsätter.", "bilbrander"),
        ("Flera narkotikabrott har uppdagats.", "narkotika"),
        ("Våld i nära relationer ökar.", "vald-i-nara-relation"),
        ("Nattvandrarna behövs.", "nattvandring"),
        ("Gatubelysningen är släckt.", "belysning"),
        ("Kyrkorna ställer upp.", "trossamfund"),
        ("Budgeten för nästa år.", "ekonomi"),
    ],
)
def test_told_by_any_form(text: str, topic: str) -> None:
    assert topic in ids("", text)


def test_a_man_called_brandt_is_no_fire() -> None:
    assert "brander" not in ids("Rune Brandt", "Rune Brandt hälsade välkommen.")


def test_a_weak_word_needs_the_title_or_company() -> None:
    assert "skola" not in ids("Lägesbild", "En skola nämndes.")
    assert "skola" in ids("Lägesbild", "En skola nämndes. Skolan är stor.")
    assert "skola" in ids("Oro i skolan")


def test_a_topic_is_found_by_id_and_both_labels_with_what_is_under_it() -> None:
    assert with_narrower("Organised crime") == with_narrower("organiserad brottslighet") == with_narrower("organiserad-brottslighet")
    assert set(with_narrower("brott")) >= {"brott", "vald", "vald-i-nara-relation", "stold"}
    assert with_narrower("rymdfart") == ()


def test_the_file_holds_together() -> None:
    assert len(set(labels())) == len(taxonomy())
    for subject in taxonomy().values():
        assert subject.broader is None or subject.broader in taxonomy()
        assert {key(fold(w)) for w in subject.weak} - {key(fold(w)) for w in subject.words} == set() or subject.weak
