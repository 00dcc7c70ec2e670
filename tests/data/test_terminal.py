"""Nothing from a document or a file name acts on a terminal, whichever way it goes there."""

from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from data.terminal import clean, clean_json, clean_text

ACTING = ["\x1b", "\x9b", "\x07", "\x7f", "\u202e", "\u2067", "\u200f", "\u061c", "\u2028", "\x85", "\udcff"]


def test_a_name_stays_on_its_line() -> None:
    assert clean("a\nb\tc\rd.pdf") == "a\ufffdb\ufffdc\ufffdd.pdf"
    assert clean(None) == ""
    assert clean("Ärende [fet] 1–2.pdf") == "Ärende [fet] 1–2.pdf"


@given(st.lists(st.sampled_from(ACTING) | st.characters(exclude_categories=["Cs"])).map("".join))
def test_what_would_act_is_shown_or_escaped(text: str) -> None:
    for found in (clean(text), clean_text(text), clean_json(json.dumps(text, ensure_ascii=False))):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", found)
    assert len(clean_text(text)) == len(text)
    assert json.loads(clean_json(json.dumps(text, ensure_ascii=False))) == text
