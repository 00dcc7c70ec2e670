"""The archive: one SQLite file that holds every record, and from which everything else can be made again.

Each call that writes is one transaction. The same bytes are one document under whatever name; a document
that replaces an earlier one keeps it, marked; a file that could not be read is a row with its reason.
SQLite's own errors never leave this module: they come out as `data.errors.ArchiveError` with a cure.
"""

from __future__ import annotations

import difflib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from types import TracebackType
from typing import Any, Literal, Self

import msgspec
from msgspec import Struct

from data import archive_connection as files
from data.archive_identity import located, meeting_key, named, plain
from data.archive_settling import Settling
from data.errors import FAILURES, ArchiveError, NotFoundError
from data.model import Failure, Item, Minutes, from_json, to_json
from data.slugs import base_id

Outcome = Literal["new", "unchanged", "replaced", "failed"]
"""What became of a file; `replaced` means that it took an earlier document's place."""

UNKNOWN = "unknown"
"""Stands for a body or a year that no record tells, where a name is needed."""


class Counts(Struct, frozen=True):
    """Meetings that can be searched, and files that could not be read."""

    meetings: int
    failed: int


class Archive:
    """An open archive. Use it as a context manager; `folder` is the archive's folder."""

    def __init__(self, folder: Path, connection: sqlite3.Connection, lock: files.WriterLock | None) -> None:
        self.folder = folder
        self._sql = connection
        self._lock = lock

    @classmethod
    def open(cls, folder: Path, *, write: bool = False) -> Self:
        """Opens to read, or to write too, which makes the archive where there is none.

        Raises ArchiveError when it cannot be used, NewerArchiveError when a newer version made it, and
        LockedError when somebody else is writing.
        """
        with files.translated(folder):
            if not write:
                return cls(folder, files.open_to_read(folder), None)
            folder.mkdir(parents=True, exist_ok=True)
            lock = files.WriterLock(folder)
            try:
                return cls(folder, files.open_to_write(folder), lock)
            except BaseException:
                lock.release()
                raise

    def close(self) -> None:
        """Closes the file and lets the next writer in."""
        if self._lock is None:
            self._sql.close()
        else:
            files.close_writer(self._sql)
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # --- writing -----------------------------------------------------------------------------------

    def store(self, minutes: Minutes, path: Path) -> Outcome:
        """Takes in the record read from the file at `path`; a record that cannot be kept becomes a failure."""
        place = located(path)
        try:
            record = to_json(minutes).decode()
            from_json(record)
        except (msgspec.ValidationError, UnicodeEncodeError) as error:
            reason = f"{FAILURES['reader-error']} ({error})"
            failure = Failure(file=place.name, path=str(path), code="reader-error", reason=reason)
            return self.fail(msgspec.structs.replace(failure, sha256=minutes.source.sha256))
        if self.known(minutes.source.sha256):
            return self.remember(minutes.source.sha256, path)
        with self._writing():
            self._succeed(minutes.source.sha256, place)
            settling = Settling(self._sql)
            settling.place(self._insert(minutes, record, place.name), str(place), place.name, new=True)
            settling.finish()
            return "replaced" if settling.replaced else "new"

    def remember(self, sha256: str, path: Path) -> Outcome:
        """Known bytes again: their name is remembered. `replaced` when the path held another document before."""
        place = located(path)
        with self._writing():
            row = self._sql.execute("SELECT document FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
            if row is None:
                raise KeyError(sha256)  # the caller's mistake: ask `known` first
            self._succeed(sha256, place)
            if self.path_known(path, sha256):
                return "unchanged"
            settling = Settling(self._sql)
            settling.place(row[0], str(place), place.name, new=False)
            settling.finish()
            return "replaced" if settling.replaced else "unchanged"

    def fail(self, failure: Failure) -> Outcome:
        """Notes a file that gave no record. No meeting changes; a later success of the path or bytes clears it."""
        f = failure
        place = located(Path(f.path))
        row = [plain(cell) for cell in (str(place), place.name, f.sha256, f.code, f.reason, f.page, f.traceback)]
        with self._writing():
            self._sql.execute(
                "INSERT OR REPLACE INTO failures (path, file, sha256, code, reason, page, traceback) VALUES (?, ?, ?, ?, ?, ?, ?)", row
            )
        return "failed"

    def revise(self, change: Callable[[Minutes], Minutes], *, always: bool = False) -> int:
        """Every record as `change` makes it, each in a transaction of its own; how many came out otherwise.

        With `always` the tables are filled anew even where a record stays as it is.
        """
        changed = 0
        for (document,) in self.rows("SELECT document FROM documents ORDER BY document"):
            ((old,),) = self.rows("SELECT record FROM documents WHERE document = ?", document)
            new = to_json(change(from_json(old))).decode()
            if new != old or always:
                with self._writing():
                    settling = Settling(self._sql)
                    settling.revise(document, new)
                    settling.finish()
                changed += 1
        return changed

    def _insert(self, minutes: Minutes, record: str, file: str) -> int:
        base = base_id(minutes.body, minutes.date, file)
        row = (minutes.source.sha256, file, base, meeting_key(minutes), minutes.extract)
        head = (minutes.body, minutes.date, minutes.start, minutes.title, record)
        cursor = self._sql.execute(
            'INSERT INTO documents (sha256, file, base, meeting, extract, body, date, "start", title, record)'
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING document",
            (*row, *head),
        )
        return int(cursor.fetchone()[0])

    def _succeed(self, sha256: str, place: PurePath) -> None:
        self._sql.execute("DELETE FROM failures WHERE path = ? OR sha256 = ?", (str(place), sha256))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self._lock is None:
            raise ArchiveError(f"the archive in {self.folder} is open for reading only", "open it with write=True")
        with files.translated(self.folder), files.transaction(self._sql):
            yield

    # --- reading -----------------------------------------------------------------------------------

    def known(self, sha256: str) -> bool:
        """Whether bytes with this SHA-256 (hex) have given a record before."""
        return bool(self.rows("SELECT 1 FROM documents WHERE sha256 = ?", sha256))

    def path_known(self, path: Path, sha256: str) -> bool:
        """Whether this path held these bytes when it was last taken in."""
        sql = "SELECT 1 FROM paths JOIN documents USING (document) WHERE path = ? AND sha256 = ?"
        return bool(self.rows(sql, str(located(path)), sha256))

    def minutes(self, *, ids: Iterable[str] | None = None) -> Iterator[Minutes]:
        """The current records, or those of these ids, by date (unknown last), then id.

        One at a time: neither memory nor a lock is held for the whole, and yet all are of one state of the archive.
        """
        rows = self.rows("SELECT document, id, file, extract_of FROM meetings ORDER BY date IS NULL, date, id")
        chosen = None if ids is None else set(ids)
        for document, name, file, extract_of in rows:
            if chosen is None or name in chosen:
                yield self._record(document, name, file, extract_of)

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

    def distinct_presenters(self) -> Iterator[tuple[str, str | None, str | None]]:
        """Each (name, organisation, role) that presents somewhere, as printed, once."""
        yield from self.rows("SELECT DISTINCT name, organisation, role FROM presenters ORDER BY 1, 2, 3")

    # --- keeping an index level ----------------------------------------------------------------------

    def stamp(self) -> str:
        """The archive's present state in a word: another after each change of a record, never the same again."""
        (row,) = self.rows(
            "SELECT m.value, r.revision, r.mark FROM meta m, revisions r WHERE m.key = 'archive' ORDER BY r.revision DESC LIMIT 1"
        )
        return ":".join(map(str, row))

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
        with files.translated(self.folder):
            row = self._sql.execute("SELECT record FROM documents WHERE document = ?", (document,)).fetchone()
            return named(from_json(row[0]), name, file, extract_of)

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
