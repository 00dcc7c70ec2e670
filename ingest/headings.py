"""Headings without numbers: lines that stand out by weight, size or capitals over text that does not."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from ingest import closing
from ingest.attendance import heading
from ingest.dates import find_times, first_date
from ingest.header import tells_when_or_where
from ingest.page import Line
from ingest.roll import ends_list
from ingest.sections import is_subhead
from ingest.text import fits, right_edge

LEAST = 3
"""How many headings of one look make an agenda."""
HEAD_LINES = 60
"""Among how many of the first lines the head and the lists of names end."""
LONGEST = 110


class _Look(Struct, frozen=True, order=True):
    """What headings of one level share."""

    size: int
    bold: bool
    capitals: bool


def find_headed(lines: Sequence[Line]) -> list[int]:
    """Where the items begin: the first line of each heading in the largest look that three of them share."""
    if not lines:
        return []
    usual = statistics.median_high([line.size for line in lines])
    first, right = _head_ends(lines), right_edge(lines)
    looks: dict[_Look, list[int]] = {}
    for n, line in enumerate(lines[first:], first):
        look = _look(line, usual)
        if look and (n == first or _look(lines[n - 1], usual) != look or not _goes_on(lines[n - 1], line, right)):
            looks.setdefault(look, []).append(n)
    for _, starts in sorted(looks.items(), reverse=True):
        followed = [a for a, b in pairwise([*starts, len(lines)]) if any(_look(x, usual) is None for x in lines[a + 1 : b])]
        if len(starts) >= LEAST and 2 * len(followed) >= len(starts):
            return starts
    return []


def _head_ends(lines: Sequence[Line]) -> int:
    """The line after the last of the first ones that tells time, place or who came."""
    last = 0
    for n, line in enumerate(lines[:HEAD_LINES]):
        text = line.text
        timed = bool(first_date(text)) and bool(find_times(text)[0]) and len(text) < 80
        if tells_when_or_where(text) or timed or heading(text):
            last = n + 1
    return last


def _look(line: Line, usual: float) -> _Look | None:
    """How a heading line stands out from the text; None for text, subheads and labels."""
    text = line.text.strip()
    if not 2 < len(text) <= LONGEST or text.endswith((".", ",", ";")) or not (text[0].isupper() or text[0].isdigit()):
        return None
    if is_subhead(line) or heading(text) or closing.is_closing(line) or ends_list(line):
        return None
    capitals = text.isupper() and len(text) > 3
    if not (line.bold or capitals or line.size > 1.12 * usual):
        return None
    return _Look(round(line.size), line.bold, capitals)


def count_title_lines(lines: Sequence[Line], right: float) -> int:
    """How many of the lines, from a heading's first on, are the heading."""
    used = 1
    while used < len(lines) and _like(lines[used], lines[0]) and _goes_on(lines[used - 1], lines[used], right):
        used += 1
    return used


def _like(line: Line, lead: Line) -> bool:
    return line.bold == lead.bold and abs(line.size - lead.size) < 0.4 and not is_subhead(line)


def _goes_on(before: Line, line: Line, right: float) -> bool:
    """Whether a heading's line goes on on the next one: close below it, and without room left for its first word."""
    near = line.page == before.page and line.baseline - before.baseline < 1.75 * before.size
    return near and not fits(before, line, right)
