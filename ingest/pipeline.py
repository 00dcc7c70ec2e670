"""The way through, as a table of contents: a file's bytes → pages → a document → a layout's reading → a record."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from msgspec import Struct

from data.archive_identity import spelt
from data.errors import ArendeError, ReadError
from data.model import Failure, Issue, Item, Minutes, Source, Struck, TextLayer
from data.slugs import base_id
from ingest.checks import check
from ingest.document import Document, Draft, Reading, assemble
from ingest.layouts import choose
from ingest.page import Line, Page, regions, surround
from ingest.pdf.pages import read_pages
from ingest.pdf.second import sound
from ingest.sections import decision_in

LARGEST_FILE = 1 << 30
"""Files above this many bytes are not opened."""


class Read(Struct, frozen=True):
    """A file that became a record."""

    path: Path
    sha256: str
    minutes: Minutes


class Known(Struct, frozen=True):
    """A file whose bytes are in the archive already."""

    path: Path
    sha256: str


Outcome = Read | Known | Failure


def ready() -> None:
    """Loads what reading needs, so that it does not count as the first document's time."""
    import ingest.tagging.tag  # noqa: F401  # here, so that the process that only waits for workers does not load spaCy


def read_one(path: Path, model: str | None = None) -> Outcome:
    """One file's outcome, tagged; `model` names a spaCy pipeline that fills gaps. Raises nothing for what the file holds."""
    from ingest.tagging.tag import tag  # here, as above

    sha256 = None
    try:
        data = load(path)
        sha256 = hashlib.sha256(data).hexdigest()
        return Read(path, sha256, tag(read_minutes(data, spelt(path), sha256), model))
    except ReadError as error:
        return failure(path, error, sha256)
    except ArendeError:  # trouble of this machine or installation, not of the document: the run stops
        raise
    except Exception as error:  # whatever a document does, the batch goes on; the traceback is kept for a report
        return failure(path, trouble(error), sha256, None if _starved(error) else traceback.format_exc())


def trouble(error: Exception) -> ReadError:
    """What no reader foresaw, as the failure of the document it read."""
    return ReadError("out-of-memory") if _starved(error) else ReadError("reader-error", f"{type(error).__name__}: {error}")


def _starved(error: BaseException | None) -> bool:
    """Whether it comes of memory that was refused, though a library may call it something else."""
    while error is not None:
        if isinstance(error, (MemoryError, RecursionError)) or (isinstance(error, OSError) and error.errno == errno.ENOMEM):
            return True
        error = error.__cause__ or error.__context__
    return False


def failure(path: Path, error: ReadError, sha256: str | None = None, trace: str | None = None) -> Failure:
    """A file's failure, as the archive keeps it."""
    return Failure(file=spelt(path), path=str(path), code=error.code, reason=str(error), page=error.page, sha256=sha256, traceback=trace)


def load(path: Path) -> bytes:
    """A file's bytes. Raises ReadError when it cannot be opened or is too large."""
    with _opened(path) as file:
        return file.read()


def digest(path: Path) -> str:
    """The file's SHA-256, in hex. Raises ReadError when it cannot be opened or is too large."""
    with _opened(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _opened(path: Path) -> Iterator[BufferedReader]:
    """The file, opened where it is a regular one of bearable size: a pipe would be waited for, a sparse giant read for days."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise ReadError("unreadable", "no regular file")
        if found.st_size > LARGEST_FILE:
            raise ReadError("too-large")
        with path.open("rb") as file:
            yield file
    except OSError as error:
        lost = isinstance(error, FileNotFoundError) and os.path.islink(path)
        raise ReadError("unreadable", "a link that leads nowhere" if lost else error.strerror or str(error)) from error


def read_minutes(data: bytes, name: str, sha256: str | None = None) -> Minutes:
    """The record of one PDF, given its bytes and its file's name. Raises ReadError when it gives none."""
    document = read_document(data, name)
    layout, _ = choose(document)
    return finish(document, layout.name, layout.read(document), sha256 or hashlib.sha256(data).hexdigest())


def read_document(data: bytes, name: str) -> Document:
    """The pages as layouts see them. Raises ReadError when there is no text to read."""
    pages = read_pages(data)
    if not any(page.words for page in pages):
        raise _wordless(data, pages)
    return assemble(name, pages)


def _wordless(data: bytes, pages: Sequence[Page]) -> ReadError:
    """Why pages have no words: they are pictures, or something of them is lost, or they are blank."""
    if any(page.legible for page in pages):
        return ReadError("no-text-layer")
    if not all(page.width for page in pages):
        return ReadError("damaged", "some pages cannot be opened" if any(page.width for page in pages) else "no page could be opened")
    if not sound(data, len(pages)):
        return ReadError("damaged", "nothing is left on its pages")
    return ReadError("empty")


def finish(document: Document, layout: str, reading: Reading, sha256: str) -> Minutes:
    """The record of a reading: items numbered, struck words kept aside, open questions listed."""
    header = reading.header
    name = base_id(header.body, header.date, document.file)
    items = tuple(_item(name, number, draft) for number, draft in enumerate(reading.items, 1))
    source = Source(file=document.file, sha256=sha256, pages=len(document.pages), text_layer=_text_layer(document))
    record = Minutes(
        id=name,
        body=header.body,
        municipality=header.municipality,
        title=header.title,
        date=header.date,
        start=header.start,
        end=header.end,
        venue=header.venue,
        layout=layout,
        attendance=reading.attendance,
        items=items,
        recorded_by=reading.recorded_by,
        approved_by=reading.approved_by,
        approved=reading.approved,
        next_meetings=reading.next_meetings,
        extract=header.extract,
        source=source,
    )
    return check(record, document, (*reading.issues, *_silent_pages(document)))


def _text_layer(document: Document) -> TextLayer:
    """`ocr` when most pages are a picture with text laid over it."""
    covered = sum(page.scanned and bool(page.words) for page in document.pages)
    return "ocr" if 2 * covered > len(document.pages) else "native"


def _silent_pages(document: Document) -> Iterator[Issue]:
    for page in document.pages:
        if not page.width:
            yield Issue(
                "page-unreadable", f"page {page.number} cannot be read, the file is damaged there: look for a sound copy", page.number
            )
        elif not page.words and page.pictures:
            yield Issue("page-without-text", f"page {page.number} is a picture without text: run OCR to read it", page.number)


def _item(name: str, number: int, draft: Draft) -> Item:
    text = draft.text
    return Item(
        id=f"{name}/{number}",
        number=number,
        label=draft.label,
        title=re.sub(r"\s+", " ", draft.title.text).strip() or None,
        text=text.text,
        decision=draft.decision or decision_in(text.text),
        reference=draft.reference,
        presenters=draft.presenters,
        struck=tuple(_struck(draft.lines)),
        pages=text.pages(),
        source=regions(draft.lines),
    )


def _struck(lines: Sequence[Line]) -> Iterator[Struck]:
    """The struck words, a run at a time."""
    for line in lines:
        run = []
        for word in [*line.words, None]:
            if word is not None and word.struck:
                run.append(word)
            elif run:
                yield Struck(" ".join(w.text for w in run), line.page, surround(w.box for w in run))
                run = []
