"""A record as it is kept, and its rows in the tables people look at: meetings, items, presenters, mentions, topics, attendance."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import msgspec

from data.archive_schema import checksum
from data.model import Attendee, Minutes, Region, from_json

Cell = str | int | float | None


def kept(connection: sqlite3.Connection, document: int) -> Minutes | None:
    """A document's record as it was read; None where it is damaged, or the record of other bytes."""
    sql = "SELECT CAST(record AS BLOB), checksum, sha256 FROM documents WHERE document = ?"  # no UTF-8 cannot be fetched as text
    record, wanted, sha256 = connection.execute(sql, (document,)).fetchone()
    try:
        minutes = from_json(record)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return minutes if (checksum(record), minutes.source.sha256) == (wanted, sha256) else None


Rows = list[tuple[Cell, ...]]


def insert(connection: sqlite3.Connection, document: int, minutes: Minutes) -> None:
    """Adds the rows of one current record, which has its settled id and file name."""
    for table, rows in rows_of(document, minutes).items():
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def rows_of(document: int, minutes: Minutes) -> dict[str, Rows]:
    """The rows of a record by table, in the order of their keys, with a value for every column."""
    m, s = minutes, minutes.source
    head: tuple[Cell, ...] = (document, m.id, m.body, m.municipality, m.title, m.date, m.start, m.end, m.venue)
    tail: tuple[Cell, ...] = (m.layout, m.approved, m.extract_of, s.file, s.pages, s.text_layer, len(m.issues))
    found: dict[str, Rows] = {
        "meetings": [head + tail],
        "attendance": [(document, position, *_attendee(a), *_place(a.source)) for position, a in enumerate(m.attendance, 1)],
        "items": [(document, i.number, i.label, i.title, i.text, i.decision, i.reference, *_place(i.source)) for i in m.items],
        "presenters": [],
        "mentions": [],
        "topics": [],
    }
    for item in m.items:
        at = (document, item.number)
        people, named = enumerate(item.presenters, 1), enumerate(item.mentions(), 1)
        found["presenters"] += [(*at, n, p.name, p.organisation, p.role, p.person, p.organisation_key) for n, p in people]
        found["mentions"] += [(*at, n, e.text, e.label, e.key, e.start, e.end, part) for n, (part, e) in named]
        found["topics"] += [(*at, n, t.id, t.label) for n, t in enumerate(item.topics, 1)]
    return found


def _attendee(a: Attendee) -> tuple[Cell, ...]:
    return (a.name, a.status, a.called, a.struck, a.substitute_for, a.role, a.organisation, a.party, a.paragraphs, a.person)


def _place(source: Sequence[Region]) -> tuple[Cell, ...]:
    """Page and box of the first region, or nulls."""
    return (source[0].page, *source[0].box) if source else (None,) * 5
