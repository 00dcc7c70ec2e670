"""The notes table: Ärende | Omfattning/notering | Föredragande, as crime prevention councils write it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import structs

from ingest import agenda, closing
from ingest.attendance import read_attendance
from ingest.columns import aligned_tables
from ingest.coming import coming_meetings
from ingest.document import Document, Reading
from ingest.frontpage import heads_columns, read_front
from ingest.grids import read_grids
from ingest.header import read_header
from ingest.page import Line
from ingest.roll import split_attendance
from ingest.tables import Table, find_tables

name = "notes-table"


def claim(document: Document) -> str | None:
    """Claims a document in which a table's header names at least two of the columns."""
    for kind, tables in (("ruled", _ruled(document)), ("aligned", aligned_tables(document))):
        for table in tables:
            found = agenda.find_header(table)
            if found:
                return f"page {table.page} has {kind} columns: {', '.join(c.part for c in found[1])}"
    return None


def _ruled(document: Document) -> list[Table]:
    return [table for page in document.pages for table in find_tables(page)]


def _tables(document: Document) -> list[Table]:
    """The document's tables: the ruled ones, or where none of them is an agenda the aligned one."""
    ruled = _ruled(document)
    return ruled if any(agenda.find_header(table) for table in ruled) else aligned_tables(document)


def read(document: Document) -> Reading:
    """Head and attendance from above the table, items from its rows, the closing from below it."""
    tables, columns = _agenda_tables(document)
    above, below = _around(document, tables)
    lists, above = read_grids(_grids(document, tables[0]), above)
    front = read_front(above, document.pages) if heads_columns(above) else None
    found, head = (front.lists, list(front.lines)) if front else split_attendance(above)
    drafts = agenda.number_titles([agenda.read_item(rows) for rows in agenda.stitch(_rows(tables, columns))])
    header = read_header(head, document.running)
    return Reading(
        header=header,
        attendance=read_attendance([*lists, *found]),
        items=tuple(drafts),
        recorded_by=closing.recorded(below) or closing.recorded(above),
        approved_by=closing.approved(below),
        next_meetings=coming_meetings(((d.title.text, d.text.text) for d in drafts), header.date),
    )


def _agenda_tables(document: Document) -> tuple[list[Table], tuple[agenda.Column, ...]]:
    """The table with the header, and those on later pages whose columns stand where its do."""
    columns: tuple[agenda.Column, ...] = ()
    out: list[Table] = []
    for table in _tables(document):
        found = agenda.find_header(table)
        if found:
            columns = found[1] if _named(found[1]) >= _named(columns) else columns
            out.append(structs.replace(table, rows=table.rows[found[0] + 1 :]))
        elif columns and _same_columns(table, columns):
            out.append(table)
    return out, columns


def _grids(document: Document, first: Table) -> Iterator[Table]:
    """The ruled tables above the first one of the agenda, and its own rows above the header."""
    for table in _ruled(document):
        if (table.page, table.box[1]) < (first.page, first.box[1]):
            yield table
        elif (table.page, table.box) == (first.page, first.box) and (found := agenda.find_header(table)):
            yield structs.replace(table, rows=table.rows[: found[0]])


def _named(columns: Sequence[agenda.Column]) -> int:
    return sum(column.known for column in columns)


def _same_columns(table: Table, columns: Sequence[agenda.Column]) -> bool:
    return abs(table.box[0] - columns[0].x0) < 12 and abs(table.box[2] - columns[-1].x1) < 12


def _rows(tables: Sequence[Table], columns: Sequence[agenda.Column]) -> list[agenda.Row]:
    out: list[agenda.Row] = []
    page = 0
    for table in tables:
        for cells in table.rows:
            out.append(agenda.Row({agenda.part_of(columns, cell): cell for cell in reversed(cells)}, table.page != page))
            page = table.page
    return out


def _around(document: Document, tables: Sequence[Table]) -> tuple[list[Line], list[Line]]:
    """The body lines above the first table and below the last one."""
    first, last = tables[0], tables[-1]
    above = [line for line in document.body if (line.page, line.baseline) < (first.page, first.box[1])]
    below = [line for line in document.body if (line.page, line.baseline) > (last.page, last.box[3])]
    return above, below
