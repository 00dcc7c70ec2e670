"""The archive: one SQLite file that holds every record, and from which everything else can be made again.

Each call that writes is one transaction. The same bytes are one document under whatever name; a document
that replaces an earlier one keeps it, marked; a file that could not be read is a row with its reason.
SQLite's own errors never leave this module: they come out as `data.errors.ArchiveError` with a cure.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import msgspec

from data import archive_connection as files
from data import archive_rows, archive_schema
from data.archive_identity import kept, meeting_key, plain, spelt
from data.archive_reading import Held, Unreadable
from data.archive_settling import Settling
from data.errors import FAILURES, ArchiveError, LockedError
from data.model import Failure, Minutes, from_json, to_json
from data.people import Decision, Registry, related, settle
from data.slugs import base_id

Outcome = Literal["new", "unchanged", "replaced", "failed"]
"""What became of a file; `replaced` means that it took an earlier document's place, or that of a damaged record of its own."""
_EACH = "SELECT document, (SELECT id FROM meetings m WHERE m.document = documents.document), file FROM documents"
"""Each document with its meeting's id, where it is current, and its file."""


class Disorder(msgspec.Struct, frozen=True):
    """Views and indexes that are missing or changed; meetings, by id, that should be called otherwise, or name another file or whole
    protocol; and documents that are marked replaced by mistake."""

    unlike: list[str]
    misnamed: list[str]
    wronged: list[int]


class Archive(Held):
    """An open archive. Use it as a context manager."""

    def __init__(self, folder: Path, connection: sqlite3.Connection, lock: files.WriterLock | None) -> None:
        self.folder = folder
        self._sql = connection
        self._lock = lock
        self._registry: Registry | None = None
        self.unreadable = {}

    @classmethod
    def open(cls, folder: Path, *, write: bool = False) -> Self:
        """Opens to read, or to write too, which makes the archive where there is none.

        Raises ArchiveError when it cannot be used, NewerArchiveError when a newer version made it, and
        LockedError when somebody else is writing.
        """
        with files.translated(folder):
            if not write:
                connection = files.open_to_read(folder)
                if files.is_current(connection):
                    return cls(folder, connection, None)
                connection.close()
                cls._upgrade(folder)
                return cls(folder, files.open_to_read(folder), None)
            folder.mkdir(parents=True, exist_ok=True)
            lock = files.WriterLock(folder)
            try:
                return cls(folder, files.open_to_write(folder), lock)
            except BaseException:
                lock.release()
                raise

    @classmethod
    def _upgrade(cls, folder: Path) -> None:
        """Brings an archive that an older version made up to date: opening it to write does that."""
        try:
            cls.open(folder, write=True).close()
        except LockedError:
            raise
        except ArchiveError as error:
            said = f"the archive in {folder} was made by an older version of Ärende and cannot be brought up to date where it is ({error})"
            raise ArchiveError(said, "make the folder writable, or copy it to one that is") from error

    def close(self) -> None:
        """Closes the file and lets the next writer in."""
        if self._lock is None:
            self._sql.close()
        else:
            files.close_writer(self._sql)
            self._lock.release()

    def writer(self) -> str | None:
        """Who else is writing to the archive just now, in words."""
        return files.writer(self.folder) if self._lock is None else None

    def disorder(self) -> Disorder:
        """What of the archive's own doing is not as it left it."""
        with files.translated(self.folder):
            settling = Settling(self._sql)
            return Disorder(archive_schema.unlike(self._sql), settling.misnamed(), settling.wronged())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # --- writing -----------------------------------------------------------------------------------

    def store(self, minutes: Minutes, path: Path) -> Outcome:
        """Takes in the record read from the file at `path`; one that cannot be kept becomes a failure. Where the archive's own
        record of these bytes is damaged, this one takes its place."""
        place, file = kept(path), spelt(path)
        minutes = self._settled(minutes)
        try:
            record = to_json(minutes).decode()
            from_json(record)
        except (msgspec.ValidationError, UnicodeEncodeError) as error:
            reason = f"{FAILURES['reader-error']} ({error})"
            failure = Failure(file=file, path=str(path), code="reader-error", reason=reason)
            return self.fail(msgspec.structs.replace(failure, sha256=minutes.source.sha256))
        if self.known(minutes.source.sha256):
            return self.remember(minutes.source.sha256, path)
        with self._writing():
            self._succeed(minutes.source.sha256, place)
            settling = Settling(self._sql)
            damaged = self._damaged(minutes.source.sha256, place)
            if damaged is not None:
                self._mend(damaged, minutes, record, settling)
            document = damaged if damaged is not None else self._insert(minutes, record, file)
            settling.place(document, place, file, new=True)
            settling.finish()
            return "replaced" if settling.replaced or damaged is not None else "new"

    def remember(self, sha256: str, path: Path) -> Outcome:
        """Known bytes again: their name is remembered. `replaced` when the path held another document before."""
        place = kept(path)
        with self._writing():
            row = self._sql.execute("SELECT document FROM documents WHERE sha256 = ?", (sha256,)).fetchone()
            if row is None:
                raise KeyError(sha256)  # the caller's mistake: ask `known` first
            self._succeed(sha256, place)
            if self.path_known(path, sha256):
                return "unchanged"
            settling = Settling(self._sql)
            settling.place(row[0], place, spelt(path), new=False)
            settling.finish()
            return "replaced" if settling.replaced else "unchanged"

    def fail(self, failure: Failure) -> Outcome:
        """Notes a file that gave no record. No meeting changes; a later success of the path or bytes clears it."""
        f = failure
        path = Path(f.path)
        row = [plain(cell) for cell in (kept(path), spelt(path), f.sha256, f.code, f.reason, f.page, f.traceback)]
        with self._writing():
            self._sql.execute(
                "INSERT OR REPLACE INTO failures (path, file, sha256, code, reason, page, traceback) VALUES (?, ?, ?, ?, ?, ?, ?)", row
            )
        return "failed"

    def recovered(self, folders: Iterable[Path]) -> None:
        """Folders that could be looked into: what was noted of them before no longer holds."""
        places = {kept(folder) for folder in folders} & {path for (path,) in self.rows("SELECT path FROM failures")}
        if places:
            with self._writing():
                self._sql.executemany("DELETE FROM failures WHERE path = ?", [(place,) for place in places])

    def forget(self, path: str) -> None:
        """The path, as the archive keeps it, does not exist any more: its failure is no news, and where its document is held at
        another path too, it is not one of its names. A document's only path stays."""
        with self._writing():
            self._sql.execute("DELETE FROM failures WHERE path = ?", (path,))
            twins = "SELECT 1 FROM paths p JOIN paths o ON o.document = p.document AND o.path != p.path WHERE p.path = ?"
            if self._sql.execute(twins, (path,)).fetchone():
                settling = Settling(self._sql)
                settling.forget(path)
                settling.finish()

    def repair(self) -> None:
        """Mends views, drops rows that belong to nothing, counts changes anew where that is lost, and makes current what is marked
        replaced by mistake; then every table is filled from the records."""
        with self._writing():
            archive_schema.repair(self._sql)
            settling = Settling(self._sql)
            settling.acquit()
            settling.finish()
        self.revise(lambda minutes: minutes, always=True)

    def revise(self, change: Callable[[Minutes], Minutes], *, always: bool = False) -> int:
        """Every record as `change` makes it, each in a transaction of its own; how many came out otherwise.

        With `always` the tables are filled anew even where a record stays as it is. Damaged records are left out, see `unreadable`.
        """
        changed = 0
        for document, name, file in self.rows(f"{_EACH} ORDER BY document"):
            old = self.record(document)
            if old is None:
                self.unreadable[document] = Unreadable(name, file)
                continue
            revised = self._settled(change(old))
            if revised != old or always:
                new = to_json(revised).decode()
                with self._writing():
                    settling = Settling(self._sql)
                    settling.revise(document, new)
                    settling.finish()
                changed += 1
        return changed

    def decide(self, decision: Decision) -> Decision:
        """Notes a decision about people and makes every record follow it, all of it or nothing; returns it as noted."""
        told = ("action", "person", "target", "body", "municipality", "first", "last", "reason")
        sql = f"INSERT INTO people_decisions ({', '.join(told)}) VALUES ({', '.join('?' * len(told))}) RETURNING number"
        with self._writing():
            (number,) = self._sql.execute(sql, [getattr(decision, name) for name in told]).fetchone()
            self._follow(number)
        return self._decision(number)

    def undo(self, number: int) -> Decision:
        """The decision no longer counts, and every record follows. Raises KeyError when there is none to undo."""
        if not any(one.number == number and one.undone is None for one in self.decisions()):
            raise KeyError(number)
        with self._writing():
            self._sql.execute("UPDATE people_decisions SET undone = CURRENT_TIMESTAMP WHERE number = ?", (number,))
            self._follow(number)
        return self._decision(number)

    def _decision(self, number: int) -> Decision:
        return next(one for one in self.decisions() if one.number == number)

    def _follow(self, number: int) -> None:
        """The records that name anybody a decision is about, settled anew. Within the caller's transaction."""
        registry = self._registry = Registry.of(self.decisions())
        settling = Settling(self._sql)
        for person in related(self.decisions(), self._decision(number)):
            sql = f"{_EACH} WHERE instr(record, ?) ORDER BY document"
            for document, name, file in self._sql.execute(sql, (msgspec.json.encode(person).decode(),)).fetchall():
                old = archive_rows.kept(self._sql, document)
                if old is None:
                    self.unreadable[document] = Unreadable(name, file)
                elif (new := settle(old, registry)) != old:
                    settling.revise(document, to_json(new).decode())
        settling.finish()

    def _settled(self, minutes: Minutes) -> Minutes:
        """The record with its people as they have been decided to be."""
        if self._registry is None:
            self._registry = Registry.of(self.decisions())
        return settle(minutes, self._registry) if self._registry.decisions else minutes

    def _damaged(self, sha256: str, path: str) -> int | None:
        """The document of these bytes whose record cannot be read; or the one at this path that holds these bytes' record, but
        not their hash. Call where the bytes are not known."""
        for (document,) in self._sql.execute("SELECT document FROM documents WHERE sha256 = ?", (sha256,)):
            return int(document)
        sql = "SELECT document FROM paths JOIN documents USING (document) WHERE path = ? AND instr(record, ?)"
        for (document,) in self._sql.execute(sql, (path, f'"sha256":"{sha256}"')):
            return int(document)
        return None

    def _mend(self, document: int, minutes: Minutes, record: str, settling: Settling) -> None:
        """The document's row as if it were read for the first time; its paths stay."""
        settling.revise(document, record)
        (file,) = self._sql.execute("SELECT file FROM documents WHERE document = ?", (document,)).fetchone()
        row = (minutes.source.sha256, base_id(minutes.body, minutes.date, file), meeting_key(minutes), minutes.extract)
        self._sql.execute(
            'UPDATE documents SET sha256 = ?, base = ?, meeting = ?, extract = ?, body = ?, date = ?, "start" = ?, title = ?'
            " WHERE document = ?",
            (*row, minutes.body, minutes.date, minutes.start, minutes.title, document),
        )
        self.unreadable.pop(document, None)

    def _insert(self, minutes: Minutes, record: str, file: str) -> int:
        base = base_id(minutes.body, minutes.date, file)
        row = (minutes.source.sha256, file, base, meeting_key(minutes), minutes.extract)
        head = (minutes.body, minutes.date, minutes.start, minutes.title, record)
        cursor = self._sql.execute(
            'INSERT INTO documents (sha256, file, base, meeting, extract, body, date, "start", title, record, checksum)'
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING document",
            (*row, *head, archive_schema.checksum(record)),
        )
        return int(cursor.fetchone()[0])

    def _succeed(self, sha256: str, place: str) -> None:
        self._sql.execute("DELETE FROM failures WHERE path = ? OR sha256 = ?", (place, sha256))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self._lock is None:
            raise ArchiveError(f"the archive in {self.folder} is open for reading only", "open it with write=True")
        with files.translated(self.folder), files.transaction(self._sql):
            yield
