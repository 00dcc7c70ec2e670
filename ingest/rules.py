"""From drawn shapes to rules, whoever read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from data.model import Box
from ingest.page import Rule

THIN = 3.0
"""How thick, in points, a drawn box may be and still be a line."""
MOST_SEGMENTS = 5000
"""A path with more segments than this is a picture, not lines."""


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
