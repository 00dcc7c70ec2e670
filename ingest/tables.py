"""Tables as rows of cells with their lines, from drawn rules, whole even where a page break cut them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from data.model import Box
from ingest.page import Line, Page, Rule, Word, to_lines
from ingest.pdf.cells import find_cells

NEAR = 4.0
"""Points within which two rule ends count as meeting."""


class Cell(Struct, frozen=True):
    """A cell and the lines whose words begin in it."""

    box: Box
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines if line.text)

    @property
    def right(self) -> float:
        """How far text may reach: the cell's right side less the padding its left side shows."""
        padding = min((line.x0 for line in self.lines), default=self.box[0]) - self.box[0]
        return self.box[2] - min(max(padding, 0.0), 12.0)


class Table(Struct, frozen=True):
    """A page's table: rows from top to bottom, in each the cells that begin there, from left to right."""

    page: int
    box: Box
    rows: tuple[tuple[Cell, ...], ...]


def find_tables(page: Page) -> list[Table]:
    """The tables between drawn lines, top to bottom, with at least two columns in some row."""
    rules = _close_ends([r for r in page.rules if _drawn_line(r)])
    if sum(not r.horizontal for r in rules) < 2:
        return []
    out = [_fill(page, rows) for rows in find_cells(rules, page.width, page.height)]
    return sorted((t for t in out if any(len(r) > 1 for r in t.rows)), key=lambda t: (t.box[1], t.box[0]))


def _drawn_line(rule: Rule) -> bool:
    """Long enough to part cells: strikes and underlines of a word do no harm, specks do."""
    return max(rule.x1 - rule.x0, rule.bottom - rule.top) >= 6


def _close_ends(rules: list[Rule]) -> list[Rule]:
    """Adds the top or bottom line that a row cut by a page break lacks.

    Where upright lines of a table end side by side with no line across them, the row goes on on the next
    page (or came from the last one): there the table is closed, so that its geometry is whole.
    """
    upright = [r for r in rules if not r.horizontal and r.bottom - r.top > 12]
    across = [r for r in rules if r.horizontal]
    added: list[Rule] = []
    for end in ("top", "bottom"):
        ends: list[list[Rule]] = []
        for rule in sorted(upright, key=lambda r: float(getattr(r, end))):
            if ends and abs(getattr(ends[-1][0], end) - getattr(rule, end)) <= NEAR:
                ends[-1].append(rule)
            else:
                ends.append([rule])
        for group in ends:
            y = min(r.top for r in group) if end == "top" else max(r.bottom for r in group)
            x0, x1 = min(r.x0 for r in group), max(r.x1 for r in group)
            if x1 - x0 < 40 or any(abs(a.top - y) <= NEAR and a.x0 < x1 - NEAR and a.x1 > x0 + NEAR for a in across):
                continue
            inner = [r for r in upright if r.top < y - NEAR and r.bottom > y + NEAR and x0 - NEAR <= r.x0 <= x1 + NEAR]
            if not inner:
                added.append(Rule(x0, y, x1, y + 0.1))
    return rules + added


def _fill(page: Page, rows: list[list[Box | None]]) -> Table:
    boxes = [box for row in rows for box in row if box]
    around = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    inside = [w for w in page.words if _within(w, around)]
    filled = []
    for row in rows:
        cells = [Cell(box, tuple(to_lines(page.number, _cell_words(inside, box)))) for box in row if box]
        filled.append(tuple(sorted(cells, key=lambda c: c.box[0])))
    return Table(page.number, around, tuple(filled))


def _within(word: Word, box: Box) -> bool:
    """By where a word begins: a long one may overflow into the next column."""
    middle = word.baseline - 0.25 * word.size
    return box[0] - 1 <= word.x0 < box[2] - 1 and box[1] - 0.5 <= middle < box[3] + 0.5


def _cell_words(words: Sequence[Word], box: Box) -> list[Word]:
    """The words of a cell; a glued part goes where the word it belongs to begins."""
    out: list[Word] = []
    taken = False
    for word in words:
        if not word.glued:
            taken = _within(word, box)
        if taken:
            out.append(word)
    return out
