"""Where the lists of names stand: lines above the agenda parted into the head and the lists under headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import structs

from ingest.attendance import Listed, heading, listed
from ingest.names import is_name
from ingest.page import Line, Word


def split_attendance(lines: Sequence[Line]) -> tuple[list[Listed], list[Line]]:
    """Lists of names under their headings, and the lines above the first of them."""
    marks = [(n, found) for n, line in enumerate(lines) if (found := heading(line.text))]
    if not marks:
        return [], list(lines)
    lists: list[Listed] = []
    ends = [n for n, _ in marks[1:]] + [len(lines)]
    for (n, (kind, role, start)), end in zip(marks, ends, strict=True):
        body = [*after(lines[n], start), *lines[n + 1 : end]]
        if body:
            lists.append(listed(kind, role, name_paragraphs(body)))
    return lists, list(lines[: marks[0][0]])


def after(line: Line, start: int) -> list[Line]:
    """The rest of a line whose first `start` characters (of its unstruck text) are a heading; none when that is all."""
    position = 0
    for n, word in enumerate(line.words):
        begin = position + (0 if word.glued or n == 0 else 1)
        position = begin + len(word.text)
        if position > start:
            first = word if begin >= start else _tail(word, start - begin)
            return [Line(line.page, (first, *line.words[n + 1 :]))]
    return []


def _tail(word: Word, cut: int) -> Word:
    """A word without its first letters, where a heading and a name stand without a space between."""
    x0 = word.x0 + (word.x1 - word.x0) * cut / len(word.text)
    return structs.replace(word, text=word.text[cut:], x0=x0)


def name_paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """A comma list runs over its lines as one; a list of one name a line keeps its lines apart.

    A line goes on the one before where that ends in the middle: with a comma, a bracket or "ersätter".
    """
    if sum(line.text.count(",") for line in lines) >= len(lines) and not _one_each(lines):
        return [list(lines)]
    out = [[lines[0]]]
    for before, line in pairwise(lines):
        if goes_on(before.text, line.text):
            out[-1].append(line)
        else:
            out.append([line])
    return out


def _one_each(lines: Sequence[Line]) -> bool:
    """Whether most lines begin with a name and hold but one: "Ida Lennartsson, verksamhetschef,"."""
    single = sum(is_name(line.text.split(",")[0].split("(")[0].strip()) and _names(line.text) == 1 for line in lines)
    return 3 * single > 2 * len(lines)


def _names(text: str) -> int:
    return sum(is_name(part.split("(")[0].strip()) for part in text.split(","))


def goes_on(before: str, line: str) -> bool:
    """Whether a line of a list is the rest of the one before it."""
    if re.search(r"(?:,|\(|-|§+|\b(?:ersätter|ersättare|för|och|från|till|stället))\s*$", before, re.IGNORECASE):
        return not (before.rstrip().endswith(",") and is_name(line.split(",")[0].split("(")[0].strip()))
    return line[:1].islower() or line[:1] in "(§" or bool(re.match(r"\d", line))
