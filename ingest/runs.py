"""Runs of characters between spaces: words in the making, each character's edges still known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.page import Word

ASCENT, DESCENT = 0.8, 0.22
"""How far a word's box reaches above and below its baseline, in font sizes."""
OFTEN = 3
"""How many runs must begin at one place for a column to begin there."""


class Run:
    """A word with the edges of its characters, before it is known which of them are struck."""

    __slots__ = ("baseline", "bold", "edges", "foot", "letters", "size")

    def __init__(self, baseline: float, size: float, bold: bool) -> None:
        self.letters: list[str] = []
        self.edges: list[tuple[float, float]] = []
        self.baseline = baseline
        self.size = size
        self.bold = bold
        self.foot = baseline

    def word(self, first: int, last: int, struck: bool, glued: bool) -> Word:
        """The characters [first, last) as a Word."""
        edges = self.edges[first:last]
        return Word(
            "".join(self.letters[first:last]),
            min(e[0] for e in edges),
            self.baseline - ASCENT * self.size,
            max(e[1] for e in edges),
            self.baseline + DESCENT * self.size,
            self.baseline,
            self.size,
            self.bold,
            struck,
            glued,
        )

    def parted(self, at: int) -> tuple[Run, Run]:
        """The characters before `at`, and those from it on."""
        halves = Run(self.baseline, self.size, self.bold), Run(self.baseline, self.size, self.bold)
        for half, part in zip(halves, (slice(None, at), slice(at, None)), strict=True):
            half.letters, half.edges, half.foot = self.letters[part], self.edges[part], self.foot
        return halves


def part_columns(runs: Sequence[Run]) -> list[Run]:
    """The runs, parted where a word that overflows its column touches the next column's first word.

    The sign is a capital after a small letter just where a column begins: where many runs begin.
    """
    begins = Counter(round(run.edges[0][0]) for run in runs)
    columns = {x for x, count in begins.items() if count >= OFTEN}
    return [part for run in runs for part in _parts(run, columns)]


def _parts(run: Run, columns: set[int]) -> Iterator[Run]:
    for n in range(1, len(run.letters)):
        if run.letters[n].isupper() and run.letters[n - 1].islower() and round(run.edges[n][0]) in columns:
            first, rest = run.parted(n)
            yield first
            yield from _parts(rest, columns)
            return
    yield run
