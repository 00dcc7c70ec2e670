"""Grids of names above the agenda: columns or rows headed Kallade, Närvarande, Frånvarande …, the names in their cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from ingest.attendance import Listed, heading, read_list
from ingest.names import is_name
from ingest.page import Line
from ingest.roll import holds_names, lists_under
from ingest.tables import Cell, Table
from ingest.text import compose

_Said = tuple[str, str | None]
"""What a heading says of the names under it: their kind and role."""


class _Column(Struct, frozen=True):
    """Between which x a head stands, and what it says; None for one that heads no names."""

    x0: float
    x1: float
    said: _Said | None


def read_grids(tables: Iterable[Table], lines: Sequence[Line]) -> tuple[list[Listed], list[Line]]:
    """The lists of names in tables, and those of the lines that stand in none of the rows they were read from."""
    lists: list[Listed] = []
    rest = list(lines)
    for table in tables:
        columns: list[_Column] = []
        head: Sequence[Cell] = ()
        for cells in table.rows:
            if _names_columns(cells):
                columns, head = [_Column(cell.box[0], cell.box[2], _whole_heading(cell)) for cell in cells], cells
                continue
            found = _read_row(cells, columns)
            if found:
                lists += found
                rest = _without(rest, table.page, (*head, *cells))
    return lists, rest


def _names_columns(cells: Sequence[Cell]) -> bool:
    """Whether a row heads columns: a cell of it is a heading of names, and none holds names."""
    return any(map(_whole_heading, cells)) and not any(holds_names(line) for cell in cells for line in cell.lines)


def _whole_heading(cell: Cell) -> _Said | None:
    """What the cell says where it is nothing but a heading of names."""
    text = compose([cell.lines]).text.strip()
    found = heading(text)
    return (found[0], found[1]) if found and found[2] >= len(text) else None


def _read_row(cells: Sequence[Cell], columns: Sequence[_Column]) -> list[Listed]:
    """A row's lists: of the heading in its first cell, else of its columns', else of those within its cells."""
    filled = [cell for cell in cells if cell.lines]
    lead = _whole_heading(filled[0]) if filled else None
    if lead:
        return [one for cell in filled[1:] for one in _lists(lead, cell)]
    return [one for cell in filled for one in _lists(_said_over(cell, columns), cell)]


def _said_over(cell: Cell, columns: Sequence[_Column]) -> _Said | None:
    middle = cell.box[0] + min(10.0, (cell.box[2] - cell.box[0]) / 2)
    return next((column.said for column in columns if column.x0 <= middle < column.x1), None)


def _lists(said: _Said | None, cell: Cell) -> list[Listed]:
    """The cell's lists under what is said of it, or under its own heading; none where most of it is no name."""
    lists = lists_under(said, cell.lines)
    entries = [entry for one in lists for entry in read_list(one)]
    return lists if entries and 2 * sum(is_name(entry.name) for entry in entries) >= len(entries) else []


def _without(lines: Sequence[Line], page: int, cells: Sequence[Cell]) -> list[Line]:
    """The lines that begin in none of these cells."""

    def inside(line: Line) -> bool:
        middle = line.baseline - 0.25 * line.size
        return any(c.box[0] - 1 <= line.x0 < c.box[2] and c.box[1] <= middle <= c.box[3] for c in cells)

    return [line for line in lines if line.page != page or not inside(line)]
