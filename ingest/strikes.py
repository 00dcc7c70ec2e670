"""Which characters are struck through: a thin line across their middle, or a StrikeOut annotation.

An underline lies below the baseline, a table rule above or below the letters, a fill is thick: none of them
crosses the middle. A rule that crosses words but is much longer than they are is no strike either.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from data.model import Box
from ingest.page import Rule, Word
from ingest.runs import Run

LOWEST, HIGHEST = 0.12, 0.48
"""Where a strike lies above the baseline, in font sizes."""
THICKEST = 0.22
"""A strike's thickness at most, in font sizes."""
COVERED = 0.5
"""How much of a strike's length lies on characters, at least."""


def mark(runs: Sequence[Run], rules: Sequence[Rule], quads: Sequence[Box]) -> list[Word]:
    """The runs as words, cut where a strike begins or ends. `quads` are boxes of StrikeOut annotations."""
    lines = [r for r in rules if r.horizontal]
    struck: list[set[int]] = [set() for _ in runs]
    if lines:
        _cross(runs, lines, struck)
    for n, run in enumerate(runs):
        middle = run.baseline - 0.25 * run.size
        for x0, top, x1, bottom in quads:
            if top <= middle <= bottom:
                struck[n] |= {i for i, (a, b) in enumerate(run.edges) if x0 <= (a + b) / 2 <= x1}
    return _bridged([word for run, marks in zip(runs, struck, strict=True) for word in _cut(run, marks)])


def _bridged(words: list[Word]) -> list[Word]:
    """A comma between two struck words is struck with them."""
    for n in range(1, len(words) - 1):
        comma = words[n]
        if comma.glued and not comma.struck and words[n - 1].struck and words[n + 1].struck and not comma.text.strip(",;"):
            words[n] = structs.replace(comma, struck=True)
    return words


def _cross(runs: Sequence[Run], lines: Sequence[Rule], struck: list[set[int]]) -> None:
    """Adds to `struck` the characters of each run that a strike-like rule crosses."""
    by_height = sorted(lines, key=lambda r: r.top)
    found: dict[int, list[tuple[int, int]]] = {}
    covered: dict[int, float] = {}
    for n, run in enumerate(runs):
        high, low = run.baseline - HIGHEST * run.size, run.baseline - LOWEST * run.size
        for k, rule in enumerate(by_height):
            middle = (rule.top + rule.bottom) / 2
            if rule.top > low:
                break
            if not high <= middle <= low or rule.bottom - rule.top > THICKEST * run.size:
                continue
            for i, (a, b) in enumerate(run.edges):
                if rule.x0 - 0.5 <= (a + b) / 2 <= rule.x1 + 0.5:
                    found.setdefault(k, []).append((n, i))
                    covered[k] = covered.get(k, 0.0) + (b - a)
    for k, places in found.items():
        if covered[k] >= COVERED * (by_height[k].x1 - by_height[k].x0):
            for n, i in places:
                struck[n].add(i)


def _cut(run: Run, marks: set[int]) -> list[Word]:
    """One word, or its struck and unstruck parts. A comma the strike runs into is not struck."""
    if not marks:
        return [run.word(0, len(run.letters), False, False)]
    flags = [i in marks for i in range(len(run.letters))]
    while flags and flags[-1] and run.letters[len(flags) - 1] in ",;":
        flags.pop()
    flags += [False] * (len(run.letters) - len(flags))
    parts: list[Word] = []
    first = 0
    for i in range(1, len(flags) + 1):
        if i == len(flags) or flags[i] != flags[first]:
            parts.append(run.word(first, i, flags[first], bool(parts)))
            first = i
    return parts
