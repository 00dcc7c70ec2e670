"""The archive's tables and views, made to be read with Datasette or any SQLite tool.

`documents` keeps each document once, as it was read, current or replaced; it never loses a row. All other
tables hold the current records only and can be derived from `documents` and `paths`. Rows hang on the
integer `document`, so that a meeting whose id changes is one row to update; the views show readable ids.
"""

from __future__ import annotations

import sqlite3
import uuid
import zlib
from contextlib import closing
from pathlib import Path

from data.errors import ArchiveError, NewerArchiveError

VERSION = 4
"""The schema's version, kept in `PRAGMA user_version`."""

APPLICATION_ID = 0x4172656E
"""`Aren`, in `PRAGMA application_id`: tells an archive from any other SQLite file."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE revisions (revision INTEGER PRIMARY KEY, mark TEXT NOT NULL);
CREATE TABLE changes (id TEXT PRIMARY KEY, revision INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX changes_by_revision ON changes (revision);

CREATE TABLE documents (
    document INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL UNIQUE,
    status TEXT GENERATED ALWAYS AS (CASE WHEN replaced_by IS NULL THEN 'current' ELSE 'replaced' END) VIRTUAL,
    replaced_by INTEGER REFERENCES documents (document),
    file TEXT NOT NULL,
    base TEXT NOT NULL,
    meeting TEXT,
    extract INTEGER NOT NULL,
    body TEXT, date TEXT, "start" TEXT, title TEXT,
    first_seen TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    record TEXT NOT NULL
);
CREATE INDEX documents_by_base ON documents (base) WHERE replaced_by IS NULL;
CREATE INDEX documents_by_meeting ON documents (meeting) WHERE meeting IS NOT NULL;
CREATE INDEX documents_by_replacement ON documents (replaced_by) WHERE replaced_by IS NOT NULL;

CREATE TABLE paths (
    path TEXT PRIMARY KEY,
    file TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES documents (document)
) WITHOUT ROWID;
CREATE INDEX paths_by_document ON paths (document);

CREATE TABLE failures (
    path TEXT PRIMARY KEY, file TEXT NOT NULL, sha256 TEXT, code TEXT NOT NULL, reason TEXT NOT NULL,
    page INTEGER, traceback TEXT, last_seen TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) WITHOUT ROWID;
CREATE INDEX failures_by_sha256 ON failures (sha256) WHERE sha256 IS NOT NULL;

CREATE TABLE meetings (
    document INTEGER PRIMARY KEY REFERENCES documents (document),
    id TEXT NOT NULL UNIQUE,
    body TEXT, municipality TEXT, title TEXT, date TEXT, "start" TEXT, "end" TEXT, venue TEXT,
    layout TEXT NOT NULL, approved TEXT, extract_of TEXT, file TEXT NOT NULL, pages INTEGER NOT NULL,
    text_layer TEXT NOT NULL, issues INTEGER NOT NULL
);
CREATE INDEX meetings_by_date ON meetings ((date IS NULL), date, id);

CREATE TABLE items (
    document INTEGER NOT NULL REFERENCES meetings (document) ON DELETE CASCADE,
    number INTEGER NOT NULL, label TEXT, title TEXT, text TEXT NOT NULL, decision TEXT, reference TEXT,
    page INTEGER, x0 REAL, top REAL, x1 REAL, bottom REAL,
    PRIMARY KEY (document, number)
) WITHOUT ROWID;

CREATE TABLE presenters (
    document INTEGER NOT NULL, item INTEGER NOT NULL, position INTEGER NOT NULL,
    name TEXT NOT NULL, organisation TEXT, role TEXT, person TEXT, organisation_key TEXT,
    PRIMARY KEY (document, item, position),
    FOREIGN KEY (document, item) REFERENCES items (document, number) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE mentions (
    document INTEGER NOT NULL, item INTEGER NOT NULL, position INTEGER NOT NULL,
    text TEXT NOT NULL, label TEXT NOT NULL, key TEXT, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL,
    PRIMARY KEY (document, item, position),
    FOREIGN KEY (document, item) REFERENCES items (document, number) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX mentions_by_key ON mentions (label, key);

CREATE TABLE topics (
    document INTEGER NOT NULL, item INTEGER NOT NULL, position INTEGER NOT NULL,
    topic TEXT NOT NULL, label TEXT NOT NULL,
    PRIMARY KEY (document, item, position),
    FOREIGN KEY (document, item) REFERENCES items (document, number) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE attendance (
    document INTEGER NOT NULL REFERENCES meetings (document) ON DELETE CASCADE,
    position INTEGER NOT NULL, name TEXT NOT NULL, status TEXT NOT NULL, called INTEGER, struck INTEGER NOT NULL,
    substitute_for TEXT, role TEXT, organisation TEXT, party TEXT, paragraphs TEXT, person TEXT,
    page INTEGER, x0 REAL, top REAL, x1 REAL, bottom REAL,
    PRIMARY KEY (document, position)
) WITHOUT ROWID;
"""

PEOPLE = """
CREATE TABLE people_decisions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    action TEXT NOT NULL CHECK (action IN ('merge', 'split')),
    person TEXT NOT NULL, target TEXT NOT NULL,
    body TEXT, municipality TEXT, first TEXT, last TEXT, reason TEXT NOT NULL DEFAULT '',
    decided TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP, undone TEXT
);
CREATE INDEX attendance_by_person ON attendance (person) WHERE person IS NOT NULL;
CREATE INDEX presenters_by_person ON presenters (person) WHERE person IS NOT NULL;
"""
"""What schema 2 added: decisions about who is who."""

TITLES = """
ALTER TABLE mentions ADD COLUMN part TEXT NOT NULL DEFAULT 'text' CHECK (part IN ('title', 'text'));
"""
"""What schema 3 added: in which part of the item a mention stands, so that titles have theirs."""

SUMS = """
ALTER TABLE documents ADD COLUMN checksum INTEGER;
UPDATE documents SET checksum = crc32(CAST(record AS BLOB));
"""
"""What schema 4 added: the CRC-32 of each record, so that one that was harmed but can be read is known too."""

STEPS = {1: PEOPLE, 2: TITLES, 3: SUMS}
"""What leads from each older schema to the next."""

VIEWS = """
CREATE VIEW items_with_meeting AS
SELECT m.id || '/' || i.number AS id, m.id AS minutes, m.date, m.body, m.municipality, i.number, i.label, i.title,
       (SELECT group_concat(p.name, '; ') FROM presenters p
         WHERE p.document = i.document AND p.item = i.number) AS presenters,
       i.text, i.decision, i.reference, m.file, i.page, i.x0, i.top, i.x1, i.bottom
  FROM items i JOIN meetings m USING (document);

CREATE VIEW attendance_with_meeting AS
SELECT m.id AS minutes, m.date, m.body, m.municipality, a.name, a.status, a.called, a.struck, a.substitute_for,
       a.role, a.organisation, a.party, a.paragraphs, a.person, m.file, a.page, a.x0, a.top, a.x1, a.bottom
  FROM attendance a JOIN meetings m USING (document);

CREATE VIEW attendance_per_person AS
SELECT coalesce(a.person, a.name) AS person, min(a.name) AS name, m.body,
       count(DISTINCT CASE WHEN a.status = 'present' THEN a.document END) AS present,
       count(DISTINCT CASE WHEN a.status = 'absent' THEN a.document END) AS absent,
       count(DISTINCT a.document) AS meetings, min(m.date) AS first, max(m.date) AS last
  FROM attendance a JOIN meetings m USING (document)
 GROUP BY coalesce(a.person, a.name), m.body;

CREATE VIEW presenters_with_item AS
SELECT m.id || '/' || p.item AS item, m.id AS minutes, m.date, m.body, i.title,
       p.name, p.organisation, p.role, p.person, p.organisation_key
  FROM presenters p JOIN items i ON i.document = p.document AND i.number = p.item
  JOIN meetings m ON m.document = p.document;

CREATE VIEW mentions_with_item AS
SELECT m.id || '/' || e.item AS item, m.id AS minutes, m.date, m.body, i.title, e.text, e.label, e.key
  FROM mentions e JOIN items i ON i.document = e.document AND i.number = e.item
  JOIN meetings m ON m.document = e.document;

CREATE VIEW meetings_per_year AS
SELECT body, substr(date, 1, 4) AS year, count(*) AS meetings FROM meetings GROUP BY body, substr(date, 1, 4);

CREATE VIEW replaced_documents AS
SELECT d.document, d.file, d.sha256, d.first_seen, r.file AS replaced_by_file, r.sha256 AS replaced_by_sha256
  FROM documents d JOIN documents r ON r.document = d.replaced_by;
"""


def checksum(record: str | bytes) -> int:
    """What `documents.checksum` holds of a record."""
    return zlib.crc32(record if isinstance(record, bytes) else record.encode())


def is_empty(connection: sqlite3.Connection) -> bool:
    """Whether the file holds nothing yet, as when making the archive was broken off."""
    return connection.execute("SELECT count(*) FROM sqlite_master").fetchall() == [(0,)]


def nothing_in(file: Path) -> ArchiveError:
    """What to say of an archive's file that holds nothing at all."""
    said = f"the archive {file} holds nothing: making it was broken off, as on a full disk, or {file.name}-wal beside it is lost"
    return ArchiveError(said, "run `arende ingest` on the PDFs again")


def check(connection: sqlite3.Connection, file: Path) -> None:
    """Raises ArchiveError when the file is no archive, NewerArchiveError when this program is too old for it."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if is_empty(connection):
        raise nothing_in(file)
    if application != APPLICATION_ID:
        raise ArchiveError(f"{file} is an SQLite file, but no archive of Ärende", "name another folder with --archive")
    if version < min(STEPS):
        cure = "restore it from a backup, or move it away and run `arende ingest` on the PDFs again"
        raise ArchiveError(f"the archive {file} is damaged: there is no schema {version}", cure)
    if version > VERSION:
        raise NewerArchiveError(
            f"the archive {file} was made by a newer version of Ärende (schema {version}, this one knows {VERSION})", "upgrade Ärende"
        )


def is_older(connection: sqlite3.Connection) -> int | None:
    """The schema's version when it is an older one, else None."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version) if version < VERSION else None


def migrate(connection: sqlite3.Connection) -> None:
    """Brings an older schema to this one, step by step: within the caller's transaction."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    connection.create_function("crc32", 1, checksum, deterministic=True)
    for step in range(version, VERSION):
        _run(connection, STEPS[step])
    connection.execute(f"PRAGMA user_version = {VERSION}")


def unlike(connection: sqlite3.Connection) -> list[str]:
    """The views and indexes of this version that are missing, or say something else, by name. Others are nobody's business."""
    held = _derived(connection)
    return sorted(name for name, made in _own().items() if held.get(name) != made)


def _own() -> dict[str, tuple[str, str]]:
    """The kind and the making of this version's views and indexes, by name."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        create(fresh)
        return _derived(fresh)


def _derived(connection: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    rows = connection.execute("SELECT name, type, sql FROM sqlite_master WHERE type IN ('view', 'index') AND sql IS NOT NULL")
    return {name: (kind, sql) for name, kind, sql in rows}


def repair(connection: sqlite3.Connection) -> None:
    """Makes views and indexes anew that are not as they should be, drops rows that belong to nothing, and gives the archive its
    state anew where that is lost: within the caller's transaction."""
    own = _own()
    for name in unlike(connection):
        kind, sql = own[name]
        connection.execute(f'DROP {kind} IF EXISTS "{name}"')
        connection.execute(sql)
    for table, owner in (("paths", "documents"), ("meetings", "documents"), ("attendance", "meetings"), ("items", "meetings")):
        connection.execute(f"DELETE FROM {table} WHERE document NOT IN (SELECT document FROM {owner})")
    for table in ("presenters", "mentions", "topics"):
        connection.execute(f"DELETE FROM {table} WHERE (document, item) NOT IN (SELECT document, number FROM items)")
    connection.execute("INSERT OR IGNORE INTO meta VALUES ('archive', ?)", (uuid.uuid4().hex,))
    if connection.execute("SELECT 1 FROM revisions LIMIT 1").fetchone() is None:
        _begin(connection)


def _begin(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO revisions VALUES (0, ?)", (uuid.uuid4().hex[:8],))


def _run(connection: sqlite3.Connection, statements: str) -> None:
    for statement in statements.split(";\n"):
        if statement.strip():
            connection.execute(statement)


def create(connection: sqlite3.Connection) -> None:
    """Makes the tables and views: within the caller's transaction, so that it is all there or nothing is."""
    connection.create_function("crc32", 1, checksum, deterministic=True)
    _run(connection, TABLES + "".join(STEPS.values()) + VIEWS)
    connection.execute("INSERT INTO meta VALUES ('archive', ?)", (uuid.uuid4().hex,))
    _begin(connection)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
