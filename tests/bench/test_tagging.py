"""Entities and topics are told as well as the floors say; topics of files that are absent are skipped."""

from __future__ import annotations

import pytest

from bench.quality import below
from bench.tagging import (
    FOLDERS,
    PARTS,
    SEALED,
    TOPIC_PARTS,
    UMEBRA,
    entity_figures,
    made_up,
    topic_figures,
    topic_labels,
    topics_said,
    umebra,
)
from tests.corpus import need


@pytest.mark.parametrize("part", PARTS)
def test_entities(part: str) -> None:
    figures = entity_figures(list(made_up(part)))
    assert figures, part
    assert below(f"entities-{part}", figures) == []


@pytest.mark.parametrize("which", UMEBRA)
def test_entities_of_umebra(which: str) -> None:
    need("umebra")
    assert below(f"entities-{which}", entity_figures(list(umebra(which)))) == []


def test_topics() -> None:
    need("goteborg")
    said = topics_said()
    for part in TOPIC_PARTS:
        figures = topic_figures(said, part)
        assert figures, f"a labelled item of {part} is not there"
        assert below(f"topics-{part}", figures) == []
    assert below("topics-final-whole", topic_figures(said, "final", folders=FOLDERS)) == []
    assert below("topics-sealed-whole", topic_figures(said, *SEALED, folders=FOLDERS)) == []


def test_topics_of_absent_files_are_not_scored() -> None:
    assert topic_figures({}, "open") == {}


def test_no_item_is_labelled_in_two_parts() -> None:
    names = [name for part in TOPIC_PARTS for name in topic_labels(part)]
    assert len(names) == len(set(names))
