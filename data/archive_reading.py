"""The archive as it is read: records, places of files, counts, and what an index needs to keep level."""

from __future__ import annotations

import difflib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct, convert

from data import archive_connection as files
from data import archive_rows
from data.archive_identity import kept, named
from data.errors import ArchiveError, NotFoundError
from data.model import Failure, Item, Minutes
from data.organisations import fold
from data.people import Decision, Registry

UNKNOWN = "unknown"
"""Stands for a body or a year that no record tells, where a name is needed."""


class Counts(Struct, frozen=True):
    """Meetings that can be searched, and files that could not be read."""

    meetings: int
    failed: int


class Unreadable(Struct, frozen=True):
    """A record that cannot be read any more: its meeting's id where it has one, and its file."""

    id: str | None
    file: str


class Held:
    """What an archive holds; `folder` is the archive's folder, `unreadable` what had to be left out so far, by document."""

    folder: Path
    unreadable: dict[int, Unreadable]
    _sql: sqlite3.Connection

    def known(self, sha256: str) -> bool:
        """Whether bytes with this SHA-256 (hex) have given a record before, and it can be read still."""
        return any(self.record(document) for (document,) in self.rows("SELECT document FROM documents WHERE sha256 = ?", sha256))

    def path_known(self, path: Path, sha256: str) -> bool:
        """Whether this path held these bytes when it was last taken in."""
        sql = "SELECT 1 FROM paths JOIN documents USING (document) WHERE path = ? AND sha256 = ?"
        return bool(self.rows(sql, kept(path), sha256))

    def minutes(self, *, ids: Iterable[str] | None = None) -> Iterator[Minutes]:
        """The current records, or those of these ids, by date (unknown last), then id.

        One at a time: neither memory nor a lock is held for the whole, and yet all are of one state of the archive.
        Those that cannot be read are left out: `tell_unreadable` tells of them when all is done.
        """
        rows = self.rows("SELECT document, id, file, extract_of FROM meetings ORDER BY date IS NULL, date, id")
        chosen = None if ids is None else set(ids)
        for document, name, file, extract_of in rows:
            if chosen is None or name in chosen:
                if minutes := self.record(document):
                    yield named(minutes, name, file, extract_of)
                else:
                    self.unreadable[document] = Unreadable(name, file)

    def tell_unreadable(self) -> None:
        """Raises ArchiveError when records could not be read and were left out."""
        for document, one in self.unreadable.items():
            raise self._damage(document, one.file, len(self.unreadable) - 1)

    def get(self, minutes_id: str) -> Minutes:
        """The current record of that id. Raises NotFoundError, with the closest ids as its hint."""
        for row in self.rows("SELECT document, id, file, extract_of FROM meetings WHERE id = ?", minutes_id):
            return self._record(*row)
        names = [name for (name,) in self.rows("SELECT id FROM meetings ORDER BY id")]
        raise NotFoundError(f"no meeting has the id {minutes_id}", _suggestion(minutes_id, names))

    def item(self, item_id: str) -> tuple[Minutes, Item]:
        """The item of that id (`<minutes id>/<number>`) and its meeting. Raises NotFoundError as `get` does."""
        name, _, number = item_id.rpartition("/")
        minutes = self.get(name or item_id)
        for item in minutes.items:
            if str(item.number) == number:
                return minutes, item
        names = [item.id for item in minutes.items]
        raise NotFoundError(f"no item has the id {item_id}", _suggestion(item_id, names))

    def earlier(self, minutes_id: str) -> tuple[Minutes, ...]:
        """The versions this record has replaced, kept as they were read, the latest first."""
        rows = self.rows(
            "WITH RECURSIVE older (document) AS (SELECT document FROM meetings WHERE id = ? UNION"
            " SELECT d.document FROM documents d JOIN older ON d.replaced_by = older.document)"
            " SELECT document, file FROM documents JOIN older USING (document)"
            " WHERE replaced_by IS NOT NULL ORDER BY document DESC",
            minutes_id,
        )
        return tuple(self._record(document, minutes_id, file, None) for document, file in rows)

    def paths(self, minutes_id: str) -> tuple[str, ...]:
        """Where the record's file stood when it was last taken in, sorted; one or more."""
        sql = "SELECT path FROM paths JOIN meetings USING (document) WHERE id = ? ORDER BY path"
        return tuple(path for (path,) in self.rows(sql, minutes_id))

    def failures(self) -> tuple[Failure, ...]:
        """The files that gave no record, by name, then path."""
        sql = "SELECT file, path, code, reason, page, sha256, traceback FROM failures ORDER BY file, path"
        fields = ("file", "path", "code", "reason", "page", "sha256", "traceback")
        return tuple(Failure(**dict(zip(fields, row, strict=True))) for row in self.rows(sql))

    def failure_of(self, path: Path) -> Failure:
        """What is noted of a path that failed."""
        return next(failure for failure in self.failures() if failure.path == kept(path))

    def counts(self) -> Counts:
        """How many meetings the archive holds, and how many files failed."""
        (row,) = self.rows("SELECT (SELECT count(*) FROM meetings), (SELECT count(*) FROM failures)")
        return Counts(*row)

    def bodies(self) -> dict[str, dict[str, int]]:
        """Meetings per body and year, both sorted; UNKNOWN where a record does not tell."""
        found: dict[str, dict[str, int]] = {}
        sql = "SELECT coalesce(body, :unknown), coalesce(substr(date, 1, 4), :unknown), count(*) FROM meetings GROUP BY 1, 2 ORDER BY 1, 2"
        with files.translated(self.folder):
            for body, year, count in self._sql.execute(sql, {"unknown": UNKNOWN}):
                found.setdefault(body, {})[year] = count
        return found

    def body_names(self) -> tuple[str, ...]:
        """The bodies that have met, as written, sorted."""
        return self._distinct("body")

    def municipalities(self) -> tuple[str, ...]:
        """The municipalities that records tell, as written, sorted."""
        return self._distinct("municipality")

    def distinct_presenters(self) -> Iterator[tuple[str, str | None, str | None, str | None]]:
        """Each (name, organisation, role, person) that presents somewhere, the first three as printed, once."""
        yield from self.rows("SELECT DISTINCT name, organisation, role, person FROM presenters ORDER BY 1, 2, 3, 4")

    def mentioned(self, label: str) -> tuple[str, ...]:
        """The keys of all that is mentioned under a label (PERSON, ORG, LOC), folded names where there is none."""
        keyed = self.rows("SELECT DISTINCT key FROM mentions WHERE label = ? AND key IS NOT NULL", label)
        bare = self.rows("SELECT DISTINCT text FROM mentions WHERE label = ? AND key IS NULL", label)
        return tuple(sorted({*(key for (key,) in keyed), *(fold(text) for (text,) in bare)}))

    def spellings(self, organisation: str) -> tuple[str, ...]:
        """How texts write a registered organisation and its units, sorted."""
        rows = self.rows("SELECT DISTINCT text FROM mentions WHERE label = 'ORG' AND key = ? ORDER BY 1", organisation)
        return tuple(text for (text,) in rows)

    def attended(self) -> tuple[tuple[str, str | None, str | None, str], ...]:
        """Name, organisation, role and key of all who are on a list of attendance, by key; somebody written in two ways twice."""
        sql = "SELECT DISTINCT name, organisation, role, person FROM attendance WHERE person IS NOT NULL ORDER BY 4, 1, 2, 3"
        return tuple(map(tuple, self.rows(sql)))

    def decisions(self) -> tuple[Decision, ...]:
        """What has been decided about people, in order, undone decisions too."""
        names = list(Decision.__struct_fields__)
        rows = self.rows(f"SELECT {', '.join(names)} FROM people_decisions ORDER BY number")
        return tuple(convert(dict(zip(names, row, strict=True)), Decision) for row in rows)

    def people_meant(self, name: str) -> tuple[str, ...]:
        """The keys of the people a name can mean, after all that was decided."""
        return Registry.of(self.decisions()).meant(name)

    # --- keeping an index level ----------------------------------------------------------------------

    def stamp(self) -> str:
        """The archive's present state in a word: another after each change of a record, never the same again."""
        rows = self.rows(
            "SELECT m.value, r.revision, r.mark FROM meta m, revisions r WHERE m.key = 'archive' ORDER BY r.revision DESC LIMIT 1"
        )
        if not rows:
            raise ArchiveError(f"the archive in {self.folder} has lost count of its changes", "mend it: arende doctor --fix")
        return ":".join(map(str, rows[0]))

    def changed_since(self, stamp: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """The ids whose records are new or other than at `stamp`, and those that are gone, both sorted.

        None when the stamp is not of this archive's past: then only building anew helps.
        """
        archive, _, rest = stamp.partition(":")
        revision, _, mark = rest.partition(":")
        sql = "SELECT revision FROM revisions, meta WHERE key = 'archive' AND value = ? AND revision = ? AND mark = ?"
        if not self.rows(sql, archive, revision, mark):
            return None
        rows = self.rows(
            "SELECT c.id, m.id IS NOT NULL FROM changes c LEFT JOIN meetings m ON m.id = c.id WHERE c.revision > ? ORDER BY c.id",
            int(revision),
        )
        return tuple(name for name, there in rows if there), tuple(name for name, there in rows if not there)

    # --- within ------------------------------------------------------------------------------------

    def _record(self, document: int, name: str, file: str, extract_of: str | None) -> Minutes:
        minutes = self.record(document)
        if minutes is None:
            raise self._damage(document, file)
        return named(minutes, name, file, extract_of)

    def record(self, document: int) -> Minutes | None:
        """A document's record as it was read, current or replaced; None where it is damaged."""
        with files.translated(self.folder):
            return archive_rows.kept(self._sql, document)

    def _damage(self, document: int, file: str, others: int = 0) -> ArchiveError:
        """What to say of a record that cannot be read: reading the file anew mends it."""
        paths = self.rows("SELECT path FROM paths WHERE document = ? ORDER BY path", document)
        more = f" (and {others} more: arende doctor names them)" if others else ""
        cure = f"ingest the PDF again: arende ingest {paths[0][0]}" if paths else "it is of an earlier version; nothing else needs it"
        return ArchiveError(f"the archive's record of {file} is damaged{more}", cure)

    def _distinct(self, column: Literal["body", "municipality"]) -> tuple[str, ...]:
        sql = f"SELECT DISTINCT {column} FROM meetings WHERE {column} IS NOT NULL ORDER BY 1"
        return tuple(name for (name,) in self.rows(sql))

    def rows(self, sql: str, *values: str | int) -> list[Any]:
        """What a reading SQL statement says; tables and views are in `archive_schema`."""
        with files.translated(self.folder):
            return self._sql.execute(sql, values).fetchall()


def _suggestion(wanted: str, names: list[str]) -> str:
    close = difflib.get_close_matches(wanted, names, n=3)
    return f"did you mean {' or '.join(close)}?" if close else "`arende items` lists the ids there are"
