"""What can be wrong with an archive at rest, found and where possible mended: the file, its records, its tables, its sources."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from data.archive import Archive
from data.archive_identity import on_disk
from data.errors import ArchiveError
from data.model import from_json


class Finding(Struct, frozen=True, kw_only=True):
    """Something wrong: what, in words, and what to do; `mendable` says that --fix does it."""

    code: str
    message: str
    cure: str
    mendable: bool = False


_AGAIN = "ingest the PDF again, and its record is made anew"


def check(archive: Archive) -> Iterator[Finding]:
    """All that is wrong with the archive itself and the files it was made from."""
    yield from _file(archive)
    yield from _records(archive)
    yield from _tables(archive)
    yield from _sources(archive)


def _file(archive: Archive) -> Iterator[Finding]:
    """What SQLite itself finds."""
    try:
        said = [row[0] for row in archive.rows("PRAGMA integrity_check(5)")]
        torn = archive.rows("PRAGMA foreign_key_check")
    except ArchiveError as error:
        said, torn = [error.message], []
    if said != ["ok"]:
        cure = "restore the file from a backup, or move it away and ingest the PDFs again"
        yield Finding(code="file-damaged", message=f"the archive's file is damaged: {said[0]}", cure=cure)
    if torn:
        message = f"{len(torn)} rows of {torn[0][0]} belong to nothing"
        yield Finding(code="rows-orphaned", message=message, cure="they are made anew from the records", mendable=True)


def _records(archive: Archive) -> Iterator[Finding]:
    """Records that cannot be read, or are of another document than they say."""
    for document, sha256, file in archive.rows("SELECT document, sha256, file FROM documents ORDER BY document"):
        try:
            ((record,),) = archive.rows("SELECT CAST(record AS BLOB) FROM documents WHERE document = ?", document)
            minutes = from_json(record)
        except (msgspec.DecodeError, UnicodeDecodeError, ArchiveError):
            yield Finding(code="record-unreadable", message=f"the record of {file} cannot be read", cure=_AGAIN)
            continue
        if minutes.source.sha256 != sha256:
            yield Finding(code="record-mixed-up", message=f"the record kept for {file} is of other bytes", cure=_AGAIN)


def _tables(archive: Archive) -> Iterator[Finding]:
    """Tables that do not say what the records say."""
    sql = "SELECT document FROM documents WHERE replaced_by IS NULL AND document NOT IN (SELECT document FROM meetings)"
    missing = [document for (document,) in archive.rows(sql) if archive.record(document)]
    if missing:
        message = f"{len(missing)} current records are missing from the tables"
        yield Finding(code="tables-lack-records", message=message, cure="the tables are filled anew from the records", mendable=True)
    uneven = []
    for document, name in archive.rows("SELECT document, id FROM meetings"):
        ((items,),) = archive.rows("SELECT count(*) FROM items WHERE document = ?", document)
        ((people,),) = archive.rows("SELECT count(*) FROM attendance WHERE document = ?", document)
        minutes = archive.record(document)
        if minutes is not None and (items, people) != (len(minutes.items), len(minutes.attendance)):
            uneven.append(name)
    if uneven:
        message = f"the tables hold other rows than the record of {uneven[0]}" + (f" and {len(uneven) - 1} more" if len(uneven) > 1 else "")
        yield Finding(code="tables-differ", message=message, cure="the tables are filled anew from the records", mendable=True)


def _sources(archive: Archive) -> Iterator[Finding]:
    """Files that are gone, or hold other bytes now."""
    for path, sha256 in archive.rows("SELECT p.path, d.sha256 FROM paths p JOIN documents d USING (document) ORDER BY p.path"):
        try:
            if not on_disk(path).is_file():  # a pipe would be waited for
                raise FileNotFoundError(path)
            with on_disk(path).open("rb") as file:
                now = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            gone = isinstance(error, FileNotFoundError | NotADirectoryError)
            message = f"{path} is not there any more" if gone else f"{path} cannot be read ({error.strerror})"
            yield Finding(code="source-gone", message=message, cure="put it back; the archive keeps its record")
            continue
        if now != sha256:
            yield Finding(code="source-changed", message=f"{path} holds other bytes than were read", cure="run arende ingest on it")
    for (path,) in archive.rows("SELECT path FROM failures ORDER BY path"):
        if _is_gone(on_disk(path)):
            cure = "nothing to do; arende ingest --retry-failed will say so too"
            yield Finding(code="failure-gone", message=f"{path} failed and is not there any more", cure=cure)


def _is_gone(path: Path) -> bool:
    """Whether nothing is there; what one may not look at is not gone."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def mend(archive: Archive) -> None:
    """Fills the tables anew from the records. The archive must be open to write."""
    archive.revise(lambda minutes: minutes, always=True)
