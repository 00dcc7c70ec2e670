"""What can be wrong with an archive at rest, found and where possible mended: the file, its records, its tables, its sources."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

import msgspec
from msgspec import Struct

from data.archive import Archive
from data.archive_identity import named, on_disk
from data.archive_rows import rows_of
from data.archive_schema import checksum
from data.errors import ArchiveError
from data.logs import event
from data.model import from_json


class Finding(Struct, frozen=True, kw_only=True):
    """Something wrong: what, in words, and what to do; `mendable` says that --fix does it; `path` is a file that is gone."""

    code: str
    message: str
    cure: str
    mendable: bool = False
    path: str | None = None


_AGAIN = "ingest the PDF again, and its record is made anew"


def check(archive: Archive) -> Iterator[Finding]:
    """All that is wrong with the archive itself and the files it was made from, as far as a damaged file lets anybody look."""
    damage = list(_file(archive))
    yield from damage
    for look in (_records, _paths, _order, _tables, _sources):
        try:
            yield from look(archive)
        except ArchiveError as error:
            if not damage:
                raise
            event("not looked at", what=look.__name__.strip("_"), reason=error.message)


def _file(archive: Archive) -> Iterator[Finding]:
    """What SQLite itself finds."""
    try:
        said = [row[0] for row in archive.rows("PRAGMA integrity_check(5)")]
        torn = archive.rows("PRAGMA foreign_key_check")
    except ArchiveError as error:
        said, torn = [error.message], []
    damaged = said != ["ok"]
    if damaged:
        cure = "restore the file from a backup, or move it away and ingest the PDFs again"
        yield Finding(code="file-damaged", message=f"the archive's file is damaged: {' '.join(said[0].split())}", cure=cure)
    if torn:
        message = f"{len(torn)} rows of {torn[0][0]} belong to nothing"
        yield Finding(
            code="rows-orphaned", message=message, cure="they are dropped, and the tables filled anew from the records", mendable=True
        )
    if not damaged and not archive.rows("SELECT 1 FROM meta, revisions WHERE key = 'archive' LIMIT 1"):
        yield Finding(code="state-lost", message="the archive has lost count of its changes", cure="it is counted anew", mendable=True)


def _records(archive: Archive) -> Iterator[Finding]:
    """Records that cannot be read, or are of another document than they say."""
    for document, sha256, file, wanted in archive.rows("SELECT document, sha256, file, checksum FROM documents ORDER BY document"):
        try:
            ((record,),) = archive.rows("SELECT CAST(record AS BLOB) FROM documents WHERE document = ?", document)
            minutes = from_json(record)
        except (msgspec.DecodeError, UnicodeDecodeError, ArchiveError):
            yield Finding(code="record-unreadable", message=f"the record of {file} cannot be read", cure=_AGAIN)
            continue
        if minutes.source.sha256 != sha256:
            yield Finding(code="record-mixed-up", message=f"the record kept for {file} is of other bytes", cure=_AGAIN)
        elif checksum(record) != wanted:
            yield Finding(code="record-changed", message=f"the record of {file} is not what was written", cure=_AGAIN)


def _paths(archive: Archive) -> Iterator[Finding]:
    """Documents that are known by no path any more."""
    lost = archive.rows(
        "SELECT file FROM documents WHERE document NOT IN (SELECT document FROM paths) AND replaced_by IS NULL ORDER BY file"
    )
    if lost:
        more = f" and {len(lost) - 1} more" if len(lost) > 1 else ""
        message = f"where {lost[0][0]}{more} lies is not known any more"
        yield Finding(code="paths-lost", message=message, cure="run arende ingest on the PDFs again")


def _order(archive: Archive) -> Iterator[Finding]:
    """Views, names and marks that are not as the archive left them."""
    found = archive.disorder()
    if found.unlike:
        message = f"the archive's {_some(found.unlike)} is missing or changed"
        yield Finding(code="schema-differs", message=message, cure="it is made anew", mendable=True)
    if found.wronged:
        files = [archive.rows("SELECT file FROM documents WHERE document = ?", document)[0][0] for document in found.wronged]
        message = f"{_some(files)} is marked as replaced, but nothing has replaced it"
        yield Finding(code="replaced-by-nothing", message=message, cure="it is made current again", mendable=True)
    if found.misnamed:
        message = f"the meeting {_some(found.misnamed)} has another id, file or whole protocol than its documents give it"
        yield Finding(code="tables-misname", message=message, cure="the tables are filled anew from the records", mendable=True)
    rows = archive.rows("SELECT document, id FROM meetings JOIN documents USING (document) WHERE replaced_by IS NOT NULL ORDER BY id")
    left = [name for document, name in rows if document not in found.wronged]
    if left:
        message = f"the tables still hold {_some(left)}, which is replaced"
        yield Finding(code="tables-outdated", message=message, cure="the tables are filled anew from the records", mendable=True)


def _some(names: Sequence[str]) -> str:
    """The first, and how many more there are."""
    return f"{names[0]} (and {len(names) - 1} more)" if len(names) > 1 else names[0]


def _tables(archive: Archive) -> Iterator[Finding]:
    """Tables that do not say what the records say."""
    sql = "SELECT document FROM documents WHERE replaced_by IS NULL AND document NOT IN (SELECT document FROM meetings)"
    missing = [document for (document,) in archive.rows(sql) if archive.record(document)]
    if missing:
        message = f"{len(missing)} current records are missing from the tables"
        yield Finding(code="tables-lack-records", message=message, cure="the tables are filled anew from the records", mendable=True)
    uneven = []
    for document, name, file, extract_of in archive.rows("SELECT document, id, file, extract_of FROM meetings"):
        minutes = archive.record(document)
        wanted = rows_of(document, named(minutes, name, file, extract_of)) if minutes else {}
        if any(
            sorted(archive.rows(f"SELECT * FROM {table} WHERE document = ?", document), key=_place) != wanted[table] for table in wanted
        ):
            uneven.append(name)
    if uneven:
        message = f"the tables hold other rows than the record of {uneven[0]}" + (f" and {len(uneven) - 1} more" if len(uneven) > 1 else "")
        yield Finding(code="tables-differ", message=message, cure="the tables are filled anew from the records", mendable=True)


def _place(row: Sequence[Any]) -> list[int]:
    """What orders the rows of one document: the numbers that tell where in it they belong."""
    return [cell for cell in row[:3] if isinstance(cell, int)]


def _sources(archive: Archive) -> Iterator[Finding]:
    """Files that are gone, or hold other bytes now. A path that is gone can be dropped where the same bytes are at another."""
    rows = archive.rows("SELECT p.path, p.document, d.sha256 FROM paths p JOIN documents d USING (document) ORDER BY p.path")
    states = [(path, document, _state(path, sha256)) for path, document, sha256 in rows]
    held = {document for _, document, state in states if state == "there"}
    for path, document, state in states:
        if state == "changed":
            yield Finding(code="source-changed", message=f"{path} holds other bytes than were read", cure="run arende ingest on it")
        elif state != "there":
            cure = "put it back, or run arende ingest on where it is now; the archive keeps its record"
            moved = state == "gone" and document in held
            cure = "arende doctor --fix drops the path: the file is held at another, too" if moved else cure
            message = f"{path} cannot be read" if state == "closed" else f"{path} is not there any more"
            yield Finding(code="source-gone", message=message, cure=cure, mendable=moved, path=path)
    for (path,) in archive.rows("SELECT path FROM failures ORDER BY path"):
        if _state(path, None) == "gone":
            cure = "arende doctor --fix forgets the failure"
            yield Finding(code="failure-gone", message=f"{path} failed and is not there any more", cure=cure, mendable=True, path=path)


def _state(path: str, sha256: str | None) -> Literal["there", "changed", "gone", "closed"]:
    """What is at a path: these bytes, or with None any; others; nothing that is a file; or something that may not be looked at."""
    place = on_disk(path)
    try:
        if sha256 is None:
            place.lstat()  # a link that leads nowhere is there itself
            return "there"
        if not place.is_file():  # a pipe would be waited for
            return "gone"
        with place.open("rb") as file:
            return "there" if hashlib.file_digest(file, "sha256").hexdigest() == sha256 else "changed"
    except (FileNotFoundError, NotADirectoryError):
        return "gone"
    except OSError:
        return "closed"


def mend(archive: Archive, found: Iterable[Finding]) -> None:
    """Drops paths that are gone, and fills the tables anew from the records. The archive must be open to write."""
    mendable = [one for one in found if one.mendable]
    for one in mendable:
        if one.path:
            archive.forget(one.path)
    if any(one.code.startswith(("tables", "rows", "state", "schema", "replaced")) for one in mendable):
        archive.repair()
