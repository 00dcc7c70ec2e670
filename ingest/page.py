"""What a page is to everyone above the reading door: words, rules and lines, whoever read them.

All boxes are in points from the visible page's top left, after the page's rotation.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from functools import cached_property

from msgspec import Struct

from data.model import Box, Region


class Word(Struct, frozen=True):
    """A run of characters without a space, or the struck or unstruck part of one.

    `size` is the font's size in points, `glued` says that no space parts it from the word before.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    bold: bool = False
    struck: bool = False
    glued: bool = False

    @property
    def box(self) -> Box:
        return (self.x0, self.top, self.x1, self.bottom)


class Rule(Struct, frozen=True):
    """A drawn line, thin in one direction; a horizontal one is wider than high."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        return self.x1 - self.x0 >= self.bottom - self.top


class Page(Struct, frozen=True):
    """One page, its words in the order they were written in the file. Pages count from 1.

    `pictures`: it shows at least one picture; `scanned`: one of them covers nearly the whole page; `legible`: pictures,
    or letters drawn as shapes, cover so much of it that text may stand in them.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
    pictures: bool = False
    scanned: bool = False
    legible: bool = False


class Line(Struct, frozen=True, dict=True):
    """Words on one baseline, from left to right. What is asked of it often is worked out once."""

    page: int
    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        """The words that are not struck, as printed."""
        return spell(w for w in self.words if not w.struck)

    @property
    def box(self) -> Box:
        return surround(w.box for w in self.words)

    @property
    def region(self) -> Region:
        return Region(self.page, self.box)

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return max(w.x1 for w in self.words)

    @property
    def top(self) -> float:
        return min(w.top for w in self.words)

    @property
    def bottom(self) -> float:
        return max(w.bottom for w in self.words)

    @property
    def baseline(self) -> float:
        return self.words[0].baseline

    @property
    def size(self) -> float:
        return statistics.median_high([w.size for w in self.words])

    @cached_property
    def bold(self) -> bool:
        """Whether the most of the line is bold."""
        heavy = sum(len(w.text) for w in self.words if w.bold)
        return 2 * heavy > sum(len(w.text) for w in self.words)


def spell(words: Iterable[Word]) -> str:
    """The words as text, one space between those that are not glued."""
    out: list[str] = []
    for word in words:
        if out and not word.glued:
            out.append(" ")
        out.append(word.text)
    return "".join(out)


def surround(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of them, to a hundredth of a point. Raises ValueError for none."""
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return (round(min(x0), 2), round(min(top), 2), round(max(x1), 2), round(max(bottom), 2))


def regions(lines: Iterable[Line]) -> tuple[Region, ...]:
    """One region a page around these lines, in page order."""
    boxes: dict[int, list[Box]] = {}
    for line in lines:
        boxes.setdefault(line.page, []).append(line.box)
    return tuple(Region(page, surround(found)) for page, found in sorted(boxes.items()))


def word_regions(page_words: Iterable[tuple[int, Word]]) -> tuple[Region, ...]:
    """One region for each run of words on one line."""
    out: list[Region] = []
    run: list[Word] = []
    last = 0
    for page, word in page_words:
        if run and (page != last or abs(word.baseline - run[-1].baseline) > 0.4 * word.size):
            out.append(Region(last, surround(w.box for w in run)))
            run = []
        run.append(word)
        last = page
    if run:
        out.append(Region(last, surround(w.box for w in run)))
    return tuple(out)


def to_lines(page: int, words: Sequence[Word]) -> list[Line]:
    """Words grouped by baseline, top to bottom, each line left to right.

    A raised or lowered small mark (a footnote number) stays on the line it stands by.
    """
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.baseline, w.x0)):
        row = rows[-1] if rows else None
        if row and abs(word.baseline - row[0].baseline) <= 0.3 * max(word.size, row[0].size):
            row.append(word)
        else:
            rows.append([word])
    return [Line(page, tuple(_left_to_right(row))) for row in rows]


def _left_to_right(row: list[Word]) -> list[Word]:
    """By position; a glued part follows the word it is part of even when boxes overlap a hair."""
    groups: list[list[Word]] = []
    for word in row:
        if word.glued and groups and abs(groups[-1][-1].x1 - word.x0) < word.size:
            groups[-1].append(word)
        else:
            groups.append([word])
    groups.sort(key=lambda g: g[0].x0)
    return [w for g in groups for w in g]


def segments(line: Line, gap: float = 1.6) -> list[Line]:
    """The line cut where the space between words is wider than `gap` font sizes."""
    out: list[list[Word]] = [[]]
    for word in line.words:
        if out[-1] and word.x0 - out[-1][-1].x1 > gap * word.size:
            out.append([])
        out[-1].append(word)
    return [Line(line.page, tuple(part)) for part in out]
