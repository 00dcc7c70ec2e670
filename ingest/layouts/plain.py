"""The last resort: a document no layout can make sense of still has its text searchable, and says so."""

from __future__ import annotations

from collections.abc import Iterator

from data.model import Issue
from ingest import closing
from ingest.attendance import read_attendance
from ingest.document import Document, Draft, Reading
from ingest.header import read_header
from ingest.roll import split_attendance
from ingest.tables import find_tables
from ingest.text import compose, paragraphs

name = "plain"


_UNKNOWN = Issue("no-layout", "no layout knows this kind of document: its text is kept whole as one item", None)


def claim(document: Document) -> str | None:
    """Claims whatever has text."""
    return "no table of notes and no numbered points were found"


def read(document: Document) -> Reading:
    """One item that holds the whole text."""
    body = document.body
    lists, head = split_attendance(body[:40])
    header = read_header(head[:12], document.running)
    text = compose(paragraphs(body))
    item = Draft(title=compose([body[:1]]), text=text, lines=tuple(body))
    return Reading(
        header=header,
        attendance=read_attendance(lists) if len(lists) > 1 else (),
        items=(item,) if text.text else (),
        recorded_by=closing.recorded(body),
        issues=(_UNKNOWN, *_tables(document)),
    )


def _tables(document: Document) -> Iterator[Issue]:
    """Tables that could be an agenda, were their header known."""
    for page in document.pages:
        for table in find_tables(page):
            if len(table.rows) > 2 and max(len(row) for row in table.rows) > 2:
                labels = " | ".join(cell.text[:20] for cell in table.rows[0])
                yield Issue("unknown-table", f"a table's header is not known: {labels}", page.number)
