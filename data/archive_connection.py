"""The archive's file: opening it to read or to write, one writer at a time, and what SQLite's errors mean in words.

While somebody writes, the file is in WAL mode, so that readers go on undisturbed; at rest it is one plain
file without side files, which a read-only disk can hold and anybody can copy.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import IO

import msgspec

from data import archive_schema as schema
from data.errors import ArchiveError, LockedError

FILE = "arende.sqlite"
LOCK = "writer.lock"
WAIT = 30.0
"""Seconds to wait for another program's transaction."""


def open_to_read(folder: Path) -> sqlite3.Connection:
    """A read-only connection. Raises ArchiveError when there is no archive in the folder."""
    file = folder / FILE
    if file.is_file() and file.stat().st_size == 0:
        raise schema.nothing_in(file)
    _only_a_file(file)
    if not file.is_file():
        hint = "make one with `arende ingest PATH`, or name another folder with --archive"
        raise ArchiveError(f"there is no archive in {folder}", hint)
    connection = _connect(file, "mode=ro")
    try:
        try:
            schema.check(connection, file)
        except sqlite3.OperationalError:
            # A file left in WAL mode wants side files beside it. Where none can be made and nothing waits in the
            # log, nobody can be writing either, and the file may be read as it is.
            if _writable(folder) or _size(folder / f"{FILE}-wal"):
                raise
            connection.close()
            connection = _connect(file, "mode=ro&immutable=1")
            schema.check(connection, file)
    except BaseException:
        connection.close()
        raise
    return connection


def open_to_write(folder: Path) -> sqlite3.Connection:
    """A connection that may write; the archive is made where there is none. Call with the writer's lock held."""
    file = folder / FILE
    _only_a_file(file)
    if file.exists() and not _writable(file):  # SQLite would only say so at the first change
        raise ArchiveError(f"the archive file {file} is read-only", "make it writable, or name another with --archive")
    connection = _connect(file, "mode=rwc")
    try:
        if not schema.is_empty(connection):
            schema.check(connection, file)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA busy_timeout = 1000")
        with suppress(sqlite3.OperationalError):  # a reader in the way: writing works without, only less smoothly
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA busy_timeout = {int(WAIT * 1000)}")
        connection.execute("PRAGMA synchronous = NORMAL")
        if not schema.is_empty(connection) and (older := schema.is_older(connection)) is not None:
            _back_up(connection, folder / f"{FILE}.schema-{older}.backup")
        with transaction(connection):
            if schema.is_empty(connection):
                schema.create(connection)
            elif schema.is_older(connection) is not None:
                schema.migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether the archive has this version's schema."""
    return schema.is_older(connection) is None


def _back_up(connection: sqlite3.Connection, file: Path) -> None:
    """A whole copy of the archive; one left by a migration that was broken off is made anew."""
    half = file.with_name(file.name + ".part")
    half.unlink(missing_ok=True)
    with closing(sqlite3.connect(half)) as copy:
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one plain file
    half.replace(file)


def close_writer(connection: sqlite3.Connection) -> None:
    """Closes, leaving one plain file behind unless a reader is at it just now; then the next writer does it."""
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA busy_timeout = 100")
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing, whatever interrupts it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.OperationalError):  # SQLite has rolled back by itself, as when the disk is full
            connection.execute("ROLLBACK")
        raise


class WriterLock:
    """Held by the one process that writes; the system frees it when the process ends, however it ends."""

    def __init__(self, folder: Path) -> None:
        """Takes the lock. Raises LockedError naming the holder, OSError where the folder cannot be written."""
        _only_a_file(folder / LOCK)
        self._file: IO[bytes] = (folder / LOCK).open("a+b")
        try:
            _lock(self._file)
        except OSError as error:
            if error.errno not in _HELD:  # locks do not work on this disk at all
                self._file.close()
                raise
            holder = _noted(self._file) or "another process"
            self._file.close()
            said = f"{holder} is writing to the archive in {folder}"
            raise LockedError(said, "wait until it is done, or stop it") from error
        import socket  # here, since only writers need it and people wait for readers

        self._file.truncate(0)
        self._file.write(f"process {os.getpid()} on {socket.gethostname()}".encode())
        self._file.flush()

    def release(self) -> None:
        """Lets the next writer in."""
        with suppress(OSError):  # a note that cannot be wiped is wiped by the next holder
            self._file.truncate(0)
        self._file.close()


_HELD = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
"""What the system says of a lock that somebody has."""


def writer(folder: Path) -> str | None:
    """Who is writing to the archive just now, in words; None where nobody is, or it cannot be told."""
    try:
        if not (folder / LOCK).is_file():
            return None
        file = (folder / LOCK).open("rb")
    except OSError:
        return None
    with file:
        holder = _noted(file)
        try:
            if holder:  # a killed writer's note stays, its lock does not
                _lock(file)
        except OSError as error:
            return holder if error.errno in _HELD else None
    return None


def _noted(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read(200).decode("utf-8", "replace").strip()


def _only_a_file(file: Path) -> None:
    """Raises ArchiveError where something else stands in a file's place: a pipe would be waited for, a folder cannot be opened."""
    if file.exists() and not file.is_file():
        raise ArchiveError(f"{file} is no file", "remove it, or name another folder with --archive")


def _lock(file: IO[bytes]) -> None:
    """Locks the file without waiting. Raises OSError when somebody has it."""
    try:
        import fcntl
    except ImportError:  # Windows: lock a byte far beyond the note, which others can then still read
        import msvcrt

        file.seek(1 << 20)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]  # Windows only
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def translated(folder: Path) -> Iterator[None]:
    """What SQLite, the file system and a damaged record say, as ArchiveError with a cure."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.DatabaseError as error:
        raise _in_words(error, folder) from error
    except msgspec.DecodeError as error:
        raise ArchiveError(f"the archive in {folder} holds a record that cannot be read ({error})", _RESTORE) from error
    except OSError as error:
        reason = error.strerror or str(error)
        hint = "check the folder's permissions, or name another with --archive"
        raise ArchiveError(f"the archive folder {folder} cannot be used ({reason})", hint) from error


_RESTORE = f"restore {FILE} from a backup, or move it away and run `arende ingest` on the PDFs again"


def _in_words(error: sqlite3.DatabaseError, folder: Path) -> ArchiveError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    where = f"the archive in {folder}"
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LockedError(f"{where} is locked by another program", "wait until it is done, or stop it")
    said = {
        sqlite3.SQLITE_FULL: (f"the disk that holds {folder} is full", "free some space and run the command again"),
        sqlite3.SQLITE_READONLY: (f"{where} is read-only", "make it writable, or name another folder with --archive"),
        sqlite3.SQLITE_PERM: (f"{where} may not be used", "check its permissions"),
        sqlite3.SQLITE_CANTOPEN: (f"{where} cannot be opened", "check the folder's and its files' permissions"),
        sqlite3.SQLITE_IOERR: (f"{where} met a disk error ({error})", "check the disk and its free space"),
        sqlite3.SQLITE_NOTADB: (f"{folder / FILE} is no archive", _RESTORE),
        sqlite3.SQLITE_CORRUPT: (f"{where} is damaged ({error})", _RESTORE),
    }
    return ArchiveError(*said.get(code, (f"{where} cannot be used ({error})", _RESTORE)))


def _connect(file: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?{mode}", uri=True, timeout=WAIT, isolation_level=None)


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0
