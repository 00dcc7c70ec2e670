"""A record as it is kept, and its rows in the tables people look at: meetings, items, presenters, mentions, topics, attendance."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

import msgspec

from data.model import Item, Minutes, Region, from_json

Cell = str | int | float | None


def kept(connection: sqlite3.Connection, document: int) -> Minutes | None:
    """A document's record as it was read; None where it is damaged, or the record of other bytes."""
    sql = "SELECT CAST(record AS BLOB), sha256 FROM documents WHERE document = ?"  # a text that is no UTF-8 cannot be fetched as one
    record, sha256 = connection.execute(sql, (document,)).fetchone()
    try:
        minutes = from_json(record)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return minutes if minutes.source.sha256 == sha256 else None


def insert(connection: sqlite3.Connection, document: int, minutes: Minutes) -> None:
    """Adds the rows of one current record, which has its settled id and file name."""
    m, s = minutes, minutes.source
    head: tuple[Cell, ...] = (document, m.id, m.body, m.municipality, m.title, m.date, m.start, m.end, m.venue)
    tail: tuple[Cell, ...] = (m.layout, m.approved, m.extract_of, s.file, s.pages, s.text_layer, len(m.issues))
    _insert(connection, "meetings", [head + tail])
    _insert(
        connection,
        "attendance",
        (
            (
                document,
                position,
                a.name,
                a.status,
                a.called,
                a.struck,
                a.substitute_for,
                a.role,
                a.organisation,
                a.party,
                a.paragraphs,
                a.person,
                *_place(a.source),
            )
            for position, a in enumerate(m.attendance, 1)
        ),
    )
    _insert(
        connection, "items", ((document, i.number, i.label, i.title, i.text, i.decision, i.reference, *_place(i.source)) for i in m.items)
    )
    for item in m.items:
        _insert_parts(connection, document, item)


def _insert_parts(connection: sqlite3.Connection, document: int, item: Item) -> None:
    _insert(
        connection,
        "presenters",
        (
            (document, item.number, position, p.name, p.organisation, p.role, p.person, p.organisation_key)
            for position, p in enumerate(item.presenters, 1)
        ),
    )
    _insert(
        connection,
        "mentions",
        (
            (document, item.number, position, e.text, e.label, e.key, e.start, e.end, part)
            for position, (part, e) in enumerate(item.mentions(), 1)
        ),
    )
    _insert(connection, "topics", ((document, item.number, position, t.id, t.label) for position, t in enumerate(item.topics, 1)))


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Sequence[Cell]]) -> None:
    """Inserts rows that hold a value for every column of the table, in its order."""
    listed = list(rows)
    if listed:
        marks = ", ".join("?" * len(listed[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", listed)


def _place(source: Sequence[Region]) -> tuple[Cell, ...]:
    """Page and box of the first region, or nulls."""
    return (source[0].page, *source[0].box) if source else (None,) * 5
