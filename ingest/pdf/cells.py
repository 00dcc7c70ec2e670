"""Cells between drawn lines, by pdfplumber's table geometry."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from data.model import Box
from ingest.page import Rule


def find_cells(rules: Sequence[Rule], width: float, height: float) -> list[list[list[Box | None]]]:
    """Tables between drawn lines: each a list of rows, each row its cells from left to right.

    A cell that another one covers (merged cells) is None.
    """
    from pdfplumber.table import TableFinder

    edges = [_edge(rule) for rule in rules]
    page: Any = SimpleNamespace(edges=edges, bbox=(0, 0, width, height), chars=[], width=width, height=height)
    settings = {"vertical_strategy": "lines", "horizontal_strategy": "lines", "snap_tolerance": 2.5, "intersection_tolerance": 4}
    return [[list(row.cells) for row in table.rows] for table in TableFinder(page, settings).tables]


def _edge(rule: Rule) -> dict[str, Any]:
    """A rule in the form pdfplumber's table geometry takes: a line through the rule's middle."""
    if rule.horizontal:
        y = (rule.top + rule.bottom) / 2
        return {
            "object_type": "line",
            "orientation": "h",
            "x0": rule.x0,
            "x1": rule.x1,
            "top": y,
            "bottom": y,
            "width": rule.x1 - rule.x0,
            "height": 0.0,
        }
    x = (rule.x0 + rule.x1) / 2
    return {
        "object_type": "line",
        "orientation": "v",
        "x0": x,
        "x1": x,
        "top": rule.top,
        "bottom": rule.bottom,
        "width": 0.0,
        "height": rule.bottom - rule.top,
    }
