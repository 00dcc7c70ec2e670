"""From drawn shapes to rules, whoever read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct

from data.model import Box
from ingest.page import Rule

THIN = 3.0
"""How thick, in points, a drawn box may be and still be a line."""
MOST_SEGMENTS = 5000
"""A path with more segments than this is a picture, not lines."""

REAL_PART = 0.1
"""How much of a page pictures must cover for text to stand in them: a stamp or a coat of arms covers less."""
LETTERS = 500
"""How many corners and bends a few words have that are drawn letter by letter; a shape with no more than a box has is none."""


class Shown(Struct):
    """What a page shows beside words and lines: the shares of it that its largest picture and all of them cover, and how many
    corners its shapes have."""

    largest: float = 0.0
    together: float = 0.0
    corners: int = 0

    def picture(self, box: Box, width: float, height: float) -> None:
        """Adds a picture that covers this box of a page of this size."""
        share = (box[2] - box[0]) * (box[3] - box[1]) / (width * height or 1)
        self.largest = max(self.largest, share)
        self.together += share

    def shape(self, corners: int) -> None:
        """Adds a drawn shape."""
        self.corners += corners if corners > 6 else 0

    @property
    def legible(self) -> bool:
        """Whether text may stand in it that OCR would find."""
        return self.together >= REAL_PART or self.corners >= LETTERS


def frame(box: Box) -> tuple[Rule, Rule, Rule, Rule]:
    """The four sides of a stroked box."""
    x0, top, x1, bottom = box
    return (Rule(x0, top, x1, top), Rule(x0, bottom, x1, bottom), Rule(x0, top, x0, bottom), Rule(x1, top, x1, bottom))


def slimmed(box: Box, width: float) -> Rule:
    """A stroked line as thick as its pen: the box around it may be wider."""
    rule = Rule(*box)
    if rule.horizontal:
        middle, half = (rule.top + rule.bottom) / 2, min(width, rule.bottom - rule.top) / 2
        return Rule(rule.x0, middle - half, rule.x1, middle + half)
    middle, half = (rule.x0 + rule.x1) / 2, min(width, rule.x1 - rule.x0) / 2
    return Rule(middle - half, rule.top, middle + half, rule.bottom)


def straight(corners: Iterable[tuple[float, float] | None]) -> Iterator[Rule]:
    """The upright and level lines between neighbouring corners; None parts two strokes."""
    for first, last in pairwise(corners):
        if first is not None and last is not None:
            (a, b), (c, d) = first, last
            rule = Rule(min(a, c), min(b, d), max(a, c), max(b, d))
            if min(rule.x1 - rule.x0, rule.bottom - rule.top) < 0.5:
                yield rule
