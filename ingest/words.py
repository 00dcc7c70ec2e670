"""From characters to words, whoever read them: which are letters, where a word ends, and how it is spelt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from data.model import Box
from ingest.page import Rule, Word
from ingest.runs import Run
from ingest.strikes import mark

WORD_GAP = 0.15
"""Space between two characters, in font sizes, from which they are two words."""
BLANK = frozenset({0x20, 0xA0, 0x09, 0x0A, 0x0D, 0x2028, 0x2029, 0x200B, 0xFEFF, *range(0x2000, 0x200B), 0x202F})
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "-"}
_BOLD = re.compile(r"bold|black|heavy|semib|demi|[-,]bd|CMBX|SFBX|LMRoman\d+-Bold", re.IGNORECASE)


class Letter(NamedTuple):
    """A character as it is kept; `combining`: it stands on the letter before."""

    text: str
    combining: bool


@cache
def letter(code: int) -> Letter | None:
    """The character of this code; None for one that shows nothing."""
    text = _HYPHENS.get(code) or chr(code) if 0 < code < 0x110000 else "\ufffd"
    category = unicodedata.category(text)
    return None if category in ("Cc", "Cf", "Cs") else Letter(text, category == "Mn")


def apart(run: Run, x0: float, foot: float) -> bool:
    """Whether a character begins another word than the run: a gap, a jump back or another line.

    The letters of one ligature share a place.
    """
    if x0 == run.edges[-1][0] and foot == run.foot:
        return False
    gap = x0 - run.edges[-1][1]
    return gap > WORD_GAP * run.size or gap < -0.6 * run.size or abs(foot - run.foot) > 0.5 * run.size


def is_bold(font: str) -> bool:
    """Whether a font's name says that it is bold."""
    return bool(_BOLD.search(font))


def to_words(runs: Sequence[Run], rules: Sequence[Rule], quads: Sequence[Box]) -> tuple[Word, ...]:
    """The runs as words, struck parts apart. `quads` are boxes of StrikeOut annotations."""
    return tuple(w if w.text.isascii() else _composed(w) for w in mark(runs, rules, quads))


def _composed(word: Word) -> Word:
    """Letters with their marks put together, ligatures taken apart."""
    text = unicodedata.normalize("NFC", word.text)
    if any("\ufb00" <= c <= "\ufb06" for c in text):
        text = "".join(unicodedata.normalize("NFKC", c) if "\ufb00" <= c <= "\ufb06" else c for c in text)
    return Word(text, *word.box, word.baseline, word.size, word.bold, word.struck, word.glued)
