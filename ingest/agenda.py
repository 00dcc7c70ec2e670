"""Agenda rows out of table rows: stitched over page breaks, columns known by their header."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from ingest.document import Draft, column_of
from ingest.page import Line
from ingest.presenters import read_presenters
from ingest.tables import Cell, Table
from ingest.text import Passage, compose, paragraphs

_NUMBER = re.compile(r"^(?P<label>§\s*\d+[a-z]?|\d{1,3}[a-z]?)(?:[.)]|\s|$)\s*", re.IGNORECASE)


class Column(Struct, frozen=True):
    """A column of a notes table: its part (number, title, text, presenter) and where it stands."""

    part: str
    x0: float
    x1: float


class Row(Struct, frozen=True):
    """A physical row: the cells of each part, and whether it is the first of its page."""

    cells: dict[str, Cell]
    first: bool

    def lines(self, part: str) -> tuple[Line, ...]:
        cell = self.cells.get(part)
        return cell.lines if cell else ()

    def text(self, part: str) -> str:
        return " ".join(line.text for line in self.lines(part)).strip()


def find_header(table: Table) -> tuple[int, tuple[Column, ...]] | None:
    """Which row is the header, and the columns it names: at least two known labels, a text column among them."""
    for n, cells in enumerate(table.rows[:3]):
        named = [(column_of(cell.text), cell) for cell in cells]
        parts = [part for part, _ in named if part]
        if len(set(parts)) < 2 or not {"text", "title"} <= {*parts, *(["title"] if "presenter" in parts else [])}:
            continue
        return n, _columns([(part or ("number" if not cell.text else "other"), cell) for part, cell in named])
    return None


def _columns(named: Sequence[tuple[str, Cell]]) -> tuple[Column, ...]:
    """The columns, each part once; a table without a title column takes its first other one for it."""
    seen: set[str] = set()
    out: list[Column] = []
    for part, cell in named:
        if part in seen:
            part = "other"
        seen.add(part)
        out.append(Column(part, cell.box[0], cell.box[2]))
    if "title" not in seen:
        for n, column in enumerate(out):
            if column.part == "other":
                out[n] = Column("title", column.x0, column.x1)
                break
    return tuple(out)


def part_of(columns: Sequence[Column], cell: Cell) -> str:
    """The part whose column a cell begins in."""
    middle = cell.box[0] + min(10.0, (cell.box[2] - cell.box[0]) / 2)
    return next((c.part for c in columns if c.x0 <= middle < c.x1), "other")


def stitch(rows: Sequence[Row]) -> list[list[Row]]:
    """Physical rows gathered into agenda rows: one whose title is empty, or goes on, belongs to the one before."""
    out: list[list[Row]] = []
    for row in rows:
        if not any(cell.lines for cell in row.cells.values()):
            continue
        if out and _goes_on(out[-1], row):
            out[-1].append(row)
        else:
            out.append([row])
    return out


def _goes_on(before: Sequence[Row], row: Row) -> bool:
    title, number = row.text("title"), row.text("number")
    if not title and not number:
        return True
    if not row.first or number or _NUMBER.match(title):
        return False
    if title[:1].islower():
        return True
    text = next((t for r in reversed(before) if (t := r.text("text"))), "")
    return bool(text) and not re.search(r"[.!?:)”\"]$", text) and row.text("text")[:1].islower() and title[:1].islower()


def read_item(rows: Sequence[Row]) -> Draft:
    """One agenda row from its physical rows."""
    title = _join(rows, "title", whole=True)
    label, title = _label(_join(rows, "number", whole=True).text, title)
    presenters = [line for row in rows for line in row.lines("presenter")]
    right = max((row.cells["presenter"].right for row in rows if row.lines("presenter")), default=None)
    return Draft(
        label=label,
        title=title,
        text=_join(rows, "text"),
        presenters=read_presenters(presenters, right),
        lines=tuple(line for row in rows for cell in row.cells.values() for line in cell.lines),
    )


def _join(rows: Sequence[Row], part: str, *, whole: bool = False) -> Passage:
    """The text of one part over all rows; as one paragraph when `whole`."""
    lines = [line for row in rows for line in row.lines(part) if line.text]
    right = max((row.cells[part].right for row in rows if row.lines(part)), default=None)
    return compose([lines] if whole else paragraphs(lines, right), right=right)


def _label(number: str, title: Passage) -> tuple[str | None, Passage]:
    """The row's number, from its own column or from the head of the title, and the title without it."""
    match = _NUMBER.match(number)
    if match:
        return label_form(match["label"]), title
    match = re.match(r"^(?P<label>§\s*\d+[a-z]?|\d{1,2}(?:\.\d{1,2})*(?=[.)]))[.)]?\s+(?=\S)", title.text)
    if match:
        return label_form(match["label"]), cut(title, match.end())
    return None, title


def label_form(label: str) -> str:
    """A printed number without closing dot or bracket, with one space after §."""
    return re.sub(r"^§\s*", "§ ", label.strip().rstrip(".):"))


def cut(passage: Passage, start: int, end: int | None = None) -> Passage:
    """The part [start, end) of a passage, its spans moved along."""
    stop = len(passage.text) if end is None else end
    text = passage.text[start:stop]
    lead = len(text) - len(text.lstrip())
    start += lead
    text = text.strip()
    stop = start + len(text)
    moved = tuple(
        type(s)(max(s.start, start) - start, min(s.end, stop) - start, s.page, s.word)
        for s in passage.spans
        if s.end > start and s.start < stop
    )
    return Passage(text, moved)
