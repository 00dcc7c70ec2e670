"""Lines made of text, as a reader would place them: for tests that need no PDF."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.page import Line, Word

WIDTH = 5.0
"""Points a character takes."""


def line(text: str, *, page: int = 1, x: float = 70.0, y: float = 100.0, bold: bool = False, size: float = 10.0) -> Line:
    """A line; ~~struck~~ words are marked so, a comma after them stands glued."""
    words: list[Word] = []
    at = x
    for token in text.split(" "):
        for n, part in enumerate(p for p in re.split(r"(~~[^~]+~~)", token) if p):
            struck = part.startswith("~~")
            spelt = part.strip("~")
            words.append(Word(spelt, at, y - 8, at + WIDTH * len(spelt), y + 2, y, size, bold, struck, n > 0))
            at += WIDTH * len(spelt)
        at += WIDTH
    return Line(page, tuple(words))


def lines(texts: Sequence[str], *, page: int = 1, x: float = 70.0, y: float = 100.0, pitch: float = 12.0) -> list[Line]:
    """Lines under one another."""
    return [line(text, page=page, x=x, y=y + pitch * n) for n, text in enumerate(texts)]
