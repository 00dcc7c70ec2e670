"""What every finder gives: a thing named at a place in the text."""

from __future__ import annotations

import re
from functools import cache

from msgspec import Struct

from data.lexicon import lexicon

SENTENCE_END = re.compile(r"(?:^|[.!?:;]\s+|\n\s*|[-–•·*]\s+)[\"”'(]?$")


class Mention(Struct, frozen=True, kw_only=True):
    """A thing named at [start, end). `source` says what found it; `confidence` is from 0 to 1."""

    start: int
    end: int
    label: str
    key: str | None = None
    source: str
    confidence: float = 0.9


@cache
def is_word(form: str) -> bool:
    """Whether the dictionaries have the form as a common word, and not only as a name."""
    folded, words = form.casefold(), lexicon()
    return folded not in words.names and (words.keys.get(folded) is not None or words.key(folded) in words.listed)


def begins(text: str, start: int) -> bool:
    """Whether a sentence, a line or a list's point begins at `start`, so that its capital tells nothing."""
    return bool(SENTENCE_END.search(text[max(0, start - 8) : start]))


def named(text: str, start: int, word: str) -> bool:
    """Whether a capitalised word is a name there: within a sentence it is, at the head of one where it is no common word."""
    return not begins(text, start) or not is_word(word)
