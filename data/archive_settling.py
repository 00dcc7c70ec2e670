"""Bringing the archive into order after a file has come in: which documents are current, under which ids.

All of it happens inside the caller's transaction and touches only what the new file can have changed. The
result is a function of which path holds which bytes, and, among several versions of one meeting, of which
came in last; nothing else of the order of arrival is left in it.
"""

from __future__ import annotations

import sqlite3
import uuid

from data import archive_rows
from data.archive_identity import Card, fold, named, numbered, same_meeting, shorter_base
from data.archive_schema import checksum
from data.model import Minutes
from data.slugs import base_id


class Settling:
    """One transaction's work: `place` a document at a path, then `finish`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection
        self._bases: set[str] = set()
        self._changed: set[str] = set()
        self._retired: set[int] = set()

    @property
    def replaced(self) -> bool:
        """Whether a document that was current has been replaced."""
        return bool(self._retired)

    def place(self, document: int, path: str, file: str, *, new: bool) -> None:
        """The path holds this document now, whatever it held before."""
        row = self._sql.execute("SELECT document FROM paths WHERE path = ?", (path,)).fetchone()
        left = row[0] if row and row[0] != document else None
        revived = new or not self._is_live(document)
        self._sql.execute("INSERT OR REPLACE INTO paths VALUES (?, ?, ?)", (path, file, document))
        self._rename(document)
        if new:
            self._bases.add(self._base(document))
        if left is not None:
            self._leave(left, document)
        if revived:
            self._judge(document)
            self._replace_earlier(document)

    def forget(self, path: str) -> None:
        """The path does not exist any more; the document has others, and the smallest of their names."""
        for (document,) in self._sql.execute("DELETE FROM paths WHERE path = ? RETURNING document", (path,)).fetchall():
            self._rename(document)

    def revise(self, document: int, record: str) -> None:
        """The document's record reads otherwise now: the same bytes, told anew."""
        self._sql.execute("UPDATE documents SET record = ?, checksum = ? WHERE document = ?", (record, checksum(record), document))
        for (name,) in self._sql.execute("DELETE FROM meetings WHERE document = ? RETURNING id", (document,)).fetchall():
            self._changed.add(name)
        for table in ("items", "attendance"):  # rows that belong to no meeting, in a damaged archive
            self._sql.execute(f"DELETE FROM {table} WHERE document = ?", (document,))
        self._bases.add(self._base(document))

    def finish(self) -> None:
        """Numbers ids anew where needed, fills the tables and counts the revision up when a record changed."""
        for base in list(self._bases):
            if shorter := shorter_base(base):
                self._bases.add(shorter)
        wanted = {document: name for base in self._bases for document, name in self._numbered(base).items()}
        self._publish(wanted)
        for base in self._bases:
            self._settle_extracts(base)
        if self._changed:
            (revision,) = self._sql.execute("SELECT max(revision) + 1 FROM revisions").fetchone()
            self._sql.execute("INSERT INTO revisions VALUES (?, ?)", (revision, uuid.uuid4().hex[:8]))
            rows = [(name, revision) for name in sorted(self._changed)]
            self._sql.executemany("INSERT OR REPLACE INTO changes VALUES (?, ?)", rows)

    # --- whether all is in order ---------------------------------------------------------------------

    def misnamed(self) -> list[str]:
        """The meetings whose id, file's name or whole protocol is not what it should be, by the id they have."""
        current = "SELECT DISTINCT base FROM documents WHERE replaced_by IS NULL ORDER BY base"
        bases = [base for (base,) in self._sql.execute(current).fetchall()]
        wanted = {document: name for base in bases for document, name in self._numbered(base).items()}
        rows = self._sql.execute("SELECT document, id, m.file, d.file FROM meetings m JOIN documents d USING (document) ORDER BY id")
        found = {name for document, name, file, own in rows if file != own or wanted.get(document, name) != name}
        if not found:  # else what is amiss with a whole protocol's name is amiss with what its parts call it, too
            found = {name for base in bases for name, old, whole in self._extracts(base).values() if old != whole}
        return sorted(found)

    def wronged(self) -> list[int]:
        """The live documents that are marked replaced, though no later one is the same meeting, as far as records can be read."""
        rows = self._sql.execute(
            "SELECT d.document, o.document FROM documents d LEFT JOIN documents o ON o.document = d.replaced_by"
            " WHERE d.replaced_by IS NOT NULL ORDER BY d.document"
        ).fetchall()
        found = []
        for document, by in rows:
            minutes = archive_rows.kept(self._sql, document) if self._is_live(document) else None
            told = by is None or archive_rows.kept(self._sql, by) is not None
            if minutes is not None and told and self._successor(document, minutes) is None:
                found.append(document)
        return found

    def acquit(self) -> None:
        """Makes current again what is marked replaced by mistake; then `finish`."""
        for document in self.wronged():
            self._mark_replaced(document, None)

    # --- which documents are current ---------------------------------------------------------------

    def _is_live(self, document: int) -> bool:
        """Whether some path holds the document still."""
        return bool(self._sql.execute("SELECT 1 FROM paths WHERE document = ? LIMIT 1", (document,)).fetchone())

    def _leave(self, document: int, successor: int) -> None:
        """A path the document stood at holds other bytes now: without any other path it is replaced by those."""
        if self._is_live(document):
            self._rename(document)
            return
        self._mark_replaced(document, successor)
        waiting = self._sql.execute("SELECT document FROM documents WHERE replaced_by = ?", (document,)).fetchall()
        for (other,) in waiting:
            if other != successor and self._is_live(other):
                self._judge(other)

    def _judge(self, document: int) -> None:
        """Replaced when a later live document is the same meeting, else current. A damaged record stays what it was."""
        minutes = archive_rows.kept(self._sql, document)
        if minutes is not None:
            self._mark_replaced(document, self._successor(document, minutes))

    def _successor(self, document: int, minutes: Minutes) -> int | None:
        """The latest live document that came in later and is the same meeting."""
        later = self._sql.execute(
            "SELECT o.document FROM documents d JOIN documents o ON o.meeting = d.meeting AND o.document > d.document"
            " WHERE d.document = ? AND EXISTS (SELECT 1 FROM paths p WHERE p.document = o.document)"
            " ORDER BY o.document DESC",
            (document,),
        ).fetchall()
        return next((o for (o,) in later if self._same(o, minutes)), None)

    def _replace_earlier(self, document: int) -> None:
        """Current versions of the same meeting that came in before are replaced by this document."""
        earlier = self._sql.execute(
            "SELECT o.document FROM documents d JOIN documents o ON o.meeting = d.meeting AND o.document < d.document"
            " WHERE d.document = ? AND o.replaced_by IS NULL",
            (document,),
        ).fetchall()
        minutes = archive_rows.kept(self._sql, document) if earlier else None
        for (other,) in earlier:
            if minutes is not None and self._same(other, minutes):
                self._mark_replaced(other, document)

    def _same(self, document: int, minutes: Minutes) -> bool:
        other = archive_rows.kept(self._sql, document)
        return other is not None and same_meeting(other, minutes)

    def _mark_replaced(self, document: int, successor: int | None) -> None:
        row = self._sql.execute("SELECT replaced_by, base FROM documents WHERE document = ?", (document,)).fetchone()
        self._sql.execute("UPDATE documents SET replaced_by = ? WHERE document = ?", (successor, document))
        if (row[0] is None) != (successor is None):
            self._bases.add(row[1])
            if successor is not None:
                self._retired.add(document)

    # --- what they are called ----------------------------------------------------------------------

    def _base(self, document: int) -> str:
        (base,) = self._sql.execute("SELECT base FROM documents WHERE document = ?", (document,)).fetchone()
        return str(base)

    def _file(self, document: int) -> str:
        (file,) = self._sql.execute("SELECT file FROM documents WHERE document = ?", (document,)).fetchone()
        return str(file)

    def _rename(self, document: int) -> None:
        """The file's name is the smallest of those its paths have; a base id made of it follows."""
        (file,) = self._sql.execute("SELECT min(file) FROM paths WHERE document = ?", (document,)).fetchone()
        old = self._sql.execute("SELECT file, base, body, date FROM documents WHERE document = ?", (document,)).fetchone()
        if file is None or file == old[0]:
            return
        base = base_id(old[2], old[3], file)
        self._sql.execute("UPDATE documents SET file = ?, base = ? WHERE document = ?", (file, base, document))
        self._sql.execute("UPDATE meetings SET file = ? WHERE document = ?", (file, document))
        if base != old[1]:
            self._bases |= {old[1], base}
        for (name,) in self._sql.execute("SELECT id FROM meetings WHERE document = ?", (document,)):
            self._changed.add(name)

    def _numbered(self, base: str) -> dict[int, str]:
        """The ids that the current documents of a base id should have."""
        rows = self._sql.execute(
            "SELECT document, sha256, extract, coalesce(\"start\", ''), coalesce(title, '') FROM documents"
            " WHERE base = ? AND replaced_by IS NULL",
            (base,),
        )
        cards = [
            Card(document=document, sha256=sha256, extract=bool(extract), start=start, title=title)
            for document, sha256, extract, start, title in rows
        ]
        return numbered(base, cards, self._is_base)

    def _is_base(self, name: str) -> bool:
        sql = "SELECT 1 FROM documents WHERE base = ? AND replaced_by IS NULL LIMIT 1"
        return self._sql.execute(sql, (name,)).fetchone() is not None

    def _publish(self, wanted: dict[int, str]) -> None:
        """Takes replaced records out of the tables, and gives the others their rows and ids."""
        have = self._published()
        gone = [document for document in have if document not in wanted]
        moved = [document for document, name in have.items() if wanted.get(document, name) != name]
        self._sql.executemany("DELETE FROM meetings WHERE document = ?", ((document,) for document in gone))
        # first a name that no record can have, so that two may swap theirs
        self._sql.executemany("UPDATE meetings SET id = '/' || document WHERE document = ?", ((d,) for d in moved))
        self._sql.executemany("UPDATE meetings SET id = ? WHERE document = ?", ((wanted[d], d) for d in moved))
        self._changed.update(have[document] for document in (*gone, *moved))
        self._changed.update(wanted[document] for document in moved)
        for document, name in wanted.items():
            if document not in have and (minutes := archive_rows.kept(self._sql, document)) is not None:
                archive_rows.insert(self._sql, document, named(minutes, name, self._file(document), None))
                self._changed.add(name)

    def _published(self) -> dict[int, str]:
        """The ids under which documents of these bases, and those just replaced, stand in the tables."""
        sql = "SELECT m.document, m.id FROM documents d JOIN meetings m USING (document) WHERE"
        of_base = f"{sql} d.base = ? AND d.replaced_by IS NULL"
        rows = [row for base in self._bases for row in self._sql.execute(of_base, (base,))]
        rows += [row for document in self._retired for row in self._sql.execute(f"{sql} document = ?", (document,))]
        return dict(rows)

    def _settle_extracts(self, base: str) -> None:
        """Partial protocols name the meeting's whole one."""
        for document, (name, old, whole) in self._extracts(base).items():
            if whole != old:
                self._sql.execute("UPDATE meetings SET extract_of = ? WHERE document = ?", (whole, document))
                self._changed.add(name)

    def _extracts(self, base: str) -> dict[int, tuple[str, str | None, str | None]]:
        """The partial protocols of a base id: their id, the whole one they name, and the one that they should: of the same start
        and municipality where those are known."""
        rows = self._sql.execute(
            'SELECT d.extract, d.document, m.id, m."start", m.municipality, m.extract_of FROM documents d'
            " JOIN meetings m USING (document) WHERE d.base = ? AND d.replaced_by IS NULL"
            " AND m.body IS NOT NULL AND m.date IS NOT NULL ORDER BY length(m.id), m.id",
            (base,),
        ).fetchall()
        wholes = [row[2:5] for row in rows if not row[0]]
        found = {}
        for _, document, name, start, municipality, old in (row for row in rows if row[0]):
            fitting = [w for w in wholes if _fits(w[1], start) and _fits(fold(w[2]), fold(municipality))]
            fitting.sort(key=lambda w: w[1] != start)
            found[document] = (name, old, fitting[0][0] if fitting else None)
        return found


def _fits(one: str | None, other: str | None) -> bool:
    """Equal, where both are known."""
    return not one or not other or one == other
