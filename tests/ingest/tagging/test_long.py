"""What no word is as long as is kept from the grammars."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from ingest.tagging import pipe
from ingest.tagging.mention import Mention
from ingest.tagging.patterns import mentions
from ingest.tagging.pipe import Context, entities


def test_what_is_longer_than_any_word_names_nothing_and_moves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"Besök av {'Anna-' * 200} på Holmsund {'KOMMUN' * 200} 2022-03-15."
    seen = []

    def watched(read: str, date: str | None, title: str) -> Iterator[Mention]:
        seen.append(read)
        return mentions(read, date, title)

    monkeypatch.setattr(pipe, "mentions", watched)
    found = [(one.text, text[one.start : one.end]) for one in entities(text, Context("2022-03-01", ()))]
    assert found == [("Holmsund", "Holmsund"), ("2022-03-15", "2022-03-15")]
    assert max(map(len, re.findall(r"[^\W_]+", seen[0]))) < 10
