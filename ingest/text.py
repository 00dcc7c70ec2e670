"""From lines to running text, in ordered pure steps, without losing where each word stands.

Order: the lines are parted into paragraphs; within one, line ends are healed (a hyphen that only the line
break demanded goes, a real one stays; a word broken without a hyphen is made whole); paragraphs are joined
by a blank line. The result carries a span for every word.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from data.model import PageStart, Region
from ingest.page import Line, Word, word_regions

_CONJUNCTION = re.compile(r"(?:och|eller|samt|resp|respektive|till|som|men|/)\b", re.IGNORECASE)
_SMALL = frozenset("i på av om och för mot med till från att ett en den det de som är vid ur kl nr år hos per".split())
_BULLET = re.compile(r"^(?:[-–•·▪●○*]|[a-zåäö0-9]{1,2}[.)]|[ivx]{1,4}[.)])\s", re.IGNORECASE)
_COUNT = re.compile(r"^(?P<n>\d{1,2})(?P<mark>[.)])\s")
_ENDING = re.compile(r"[.!?:;)”\"]$")
DRIFT = 0.07
"""How far off the end of a line may be read, in font sizes: readers round each letter's width."""

NARROWER = 0.1
"""How much of the text's width a block may be set narrower and still be running text."""
LONG_ENOUGH = 0.35
"""How much of the text's width may be left empty after a line that is no short one."""


class Span(Struct, frozen=True):
    """A word's place: characters [start, end) of the passage, and where they are printed."""

    start: int
    end: int
    page: int
    word: Word


class Passage(Struct, frozen=True):
    """Running text and the words it came from, in order."""

    text: str = ""
    spans: tuple[Span, ...] = ()

    def words(self, start: int, end: int) -> list[Span]:
        """The spans that touch characters [start, end)."""
        first = bisect.bisect_right(self.spans, start, key=lambda s: s.end)
        last = bisect.bisect_left(self.spans, end, key=lambda s: s.start)
        return list(self.spans[first:last])

    def regions(self, start: int = 0, end: int | None = None) -> tuple[Region, ...]:
        """Where characters [start, end) are printed, a region a line."""
        found = self.words(start, len(self.text) if end is None else end)
        return word_regions((s.page, s.word) for s in found)

    def pages(self) -> tuple[PageStart, ...]:
        """From which offset on the text stands on which page."""
        out: list[PageStart] = []
        for span in self.spans:
            if not out or out[-1].page != span.page:
                out.append(PageStart(span.page, span.start))
        return tuple(out)

    def struck(self, start: int, end: int) -> bool:
        """Whether the most of the characters in [start, end) are struck through."""
        found = [s for s in self.words(start, end) if s.word.text.strip(",.;:()")]
        marked = sum(len(s.word.text) for s in found if s.word.struck)
        return bool(found) and 2 * marked > sum(len(s.word.text) for s in found)


def right_edge(lines: Sequence[Line]) -> float:
    """How far right these lines' text reaches."""
    return max((line.x1 for line in lines), default=0.0)


def fits(before: Line, after: Line, right: float) -> bool:
    """Whether the first word of `after` would have fitted on the line before: then the break was meant."""
    width = after.words[0].x1 - after.words[0].x0
    for word in after.words[1:]:
        if not word.glued:
            break
        width = word.x1 - after.words[0].x0
    return before.x1 + 0.27 * before.size + width < right - DRIFT * before.size


def paragraphs(lines: Sequence[Line], right: float | None = None) -> list[list[Line]]:
    """Lines in reading order, parted where the writer parted them.

    Signs: a wider gap than the text's own, a line that ends though the next word had room, a change between
    bold and light, a list's bullet. Over a page break only the short line and the sentence tell. A line that is
    long and breaks off in the middle of a sentence goes on.
    """
    if not lines:
        return []
    edges = _edges(lines, right_edge(lines) if right is None else right)
    pitch = _pitch(lines)
    out = [[lines[0]]]
    for (before, after), edge in zip(pairwise(lines), edges, strict=False):
        if _parted(before, after, edge, pitch) and not _counts_on(out[-1], after):
            out.append([after])
        else:
            out[-1].append(after)
    return out


def _counts_on(paragraph: Sequence[Line], after: Line) -> bool:
    """Whether a line that begins with "2)" goes on with a count within the sentence, whose "1)" stands in the midst of a line."""
    number = _COUNT.match(after.text)
    if number is None or _ENDING.search(paragraph[-1].text):
        return False
    earlier = re.compile(rf"\S\s{int(number['n']) - 1}{re.escape(number['mark'])}(?:\s|$)")
    return any(earlier.search(line.text) for line in paragraph)


def _pitch(lines: Sequence[Line]) -> float:
    """The usual distance between baselines: the smallest that is common."""
    pairs = ((a, b) for a, b in pairwise(lines) if a.page == b.page and b.baseline > a.baseline)
    steps = sorted(b.baseline - a.baseline for a, b in pairs)
    return steps[len(steps) // 4] if steps else 0.0


class Edge(Struct, frozen=True):
    """Between which x the text stands, and where the line's own block ends."""

    left: float
    right: float
    block: float


def _edges(lines: Sequence[Line], right: float) -> list[Edge]:
    """The edges of each line's own block: a block set a little narrower than the whole has a right edge of its own."""
    left = min(line.x0 for line in lines)
    blocks: list[list[Line]] = [[lines[0]]]
    for before, after in pairwise(lines):
        near = before.page == after.page and 0 <= after.baseline - before.baseline < 2 * before.size
        if near and before.bold == after.bold and abs(before.x0 - after.x0) < 2 * before.size:
            blocks[-1].append(after)
        else:
            blocks.append([after])
    found: list[Edge] = []
    for block in blocks:
        own = right_edge(block)
        narrower = len(block) > 2 and own > right - NARROWER * (right - left)
        found += [Edge(left, right, min(own, right) if narrower else right)] * len(block)
    return found


def _goes_on(before: Line, after: Line, edge: Edge) -> bool:
    """Whether an unended sentence goes on, though its next word seems to have had room: words that a hard space holds together."""
    if before.x1 < edge.right - LONG_ENOUGH * (edge.right - edge.left):
        return False
    last = re.split(r"\s", before.text)[-1]
    return after.text[:1].islower() or before.text.endswith(",") or last in _SMALL or bool(_CONJUNCTION.fullmatch(last))


def _parted(before: Line, after: Line, edge: Edge, pitch: float) -> bool:
    if before.text.endswith(("-", "\u2010")) and after.text[:1].islower():
        return False
    if before.bold != after.bold:
        return True
    if before.page == after.page and after.baseline >= before.baseline:
        if pitch and after.baseline - before.baseline > 1.25 * pitch + 0.5:
            return True
    elif not _ENDING.search(before.text) and after.text[:1].islower():
        return False
    if _BULLET.match(after.text):
        return True
    if _ENDING.search(before.text):
        return fits(before, after, edge.right)
    return fits(before, after, edge.block) and not _goes_on(before, after, edge)


def compose(parts: Sequence[Sequence[Line]], *, struck: bool = False, right: float | None = None) -> Passage:
    """Paragraphs as one passage. Struck words are left out unless `struck`; `right` is the column's inner edge."""
    text = ""
    spans: list[Span] = []
    for part in parts:
        pieces = "\n\n" if text else ""
        before: Line | None = None
        for line in part:
            words = [w for w in line.words if struck or not w.struck]
            if not words:
                continue
            if before is not None:
                text, spans, pieces = _heal(text, spans, before, words[0], right)
            for n, word in enumerate(words):
                if n:
                    pieces = "" if word.glued else " "
                spelt = word.text
                text += pieces
                spans.append(Span(len(text), len(text) + len(spelt), line.page, word))
                text += spelt
                pieces = ""
            before = line
    return Passage(text, tuple(spans))


def _heal(text: str, spans: list[Span], before: Line, first: Word, right: float | None) -> tuple[str, list[Span], str]:
    """What stands between the text so far and the next line's first word; may take a hyphen off the text."""
    if text.endswith(("-", "\u2010", "\u2011")) and len(text) > 1 and text[-2].isalnum():
        head = re.split(r"[\s/(]", text)[-1][:-1] + "-"
        if _CONJUNCTION.match(first.text):
            return text, spans, " "
        if keeps_hyphen(head, first.text):
            return text, spans, ""
        last = spans[-1]
        spans[-1] = Span(last.start, last.end - 1, last.page, last.word)
        return text[:-1], spans, ""
    if text.endswith("–") and text[-2:-1].isdigit() and first.text[:1].isdigit():
        return text, spans, ""
    if right is not None and _broken(before, first, right):
        return text, spans, ""
    return text, spans, " "


def keeps_hyphen(head: str, tail: str) -> bool:
    """Whether "head-" and "tail", parted by a line end, are one word with a hyphen of its own.

    So it is before a capital or a digit (Eva-Lena, 2024-2027), after a digit or an abbreviation (D-sektionen,
    KS-beslut), and in a word that has a hyphen already (t-o-m).
    """
    stem = head.rstrip("-").strip("(,.;:\"”'")
    if not tail[:1].islower():
        return True
    last = re.split(r"[-‐‑]", stem)[-1]
    return stem[-1:].isdigit() or (stem.isupper() and len(stem) < 6) or (last != stem and len(last) == 1)


def _broken(before: Line, first: Word, right: float) -> bool:
    """A word that filled its column and goes on, without a hyphen, on the next line; one that overflows was not broken."""
    if len([w for w in before.words if not w.glued]) != 1 or not first.text[:1].islower():
        return False
    if re.split(r"\W", first.text)[0] in _SMALL or not before.text[-1:].isalpha():
        return False
    letter = (first.x1 - first.x0) / max(len(first.text), 1)
    return len(before.text) > 5 and before.x1 <= right + 0.2 and before.x1 + letter > right
