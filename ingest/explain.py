"""How a document was read: which layout claimed it and why, and every region, name and struck word with its place."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from data.archive_identity import spelt
from data.errors import ArendeError, ReadError, UsageError
from data.model import Box, Issue, Minutes, Region
from ingest.confined import Limits
from ingest.layouts import LAYOUTS, choose
from ingest.page import Page
from ingest.pdf.pages import draw
from ingest.pipeline import finish, load, read_document, trouble
from ingest.roll import split_attendance
from ingest.tables import find_tables
from ingest.worker import read_alone

T = TypeVar("T")

COLOURS = {
    "item": (30, 90, 200),
    "title": (30, 90, 200),
    "present": (20, 140, 60),
    "absent": (200, 30, 30),
    "unknown": (130, 130, 130),
    "presenter": (150, 60, 170),
    "struck": (200, 30, 30),
    "signature": (190, 120, 0),
    "row": (160, 160, 160),
    "running": (120, 120, 120),
    "head": (0, 140, 150),
}
"""Red, green and blue of each kind of mark in the pictures."""


class Mark(Struct, frozen=True):
    """Something found on a page: its kind (a key of COLOURS), its text, and its box in points from the top left."""

    kind: str
    text: str
    page: int
    box: Box


class Claim(Struct, frozen=True):
    """A layout's answer to whether the document is its own: why, or None."""

    layout: str
    why: str | None


class Explanation(Struct, frozen=True, kw_only=True):
    """How one file was read."""

    file: str
    layout: str
    why: str
    claims: tuple[Claim, ...]
    record: Minutes
    issues: tuple[Issue, ...]
    marks: tuple[Mark, ...]


def explain(path: Path, limits: Limits) -> Explanation:
    """Reads a file and tells how, in a process of its own. Raises ReadError, naming the file, when it gives no record."""
    return _alone(_explain, path, limits)


def draw_marks(path: Path, explanation: Explanation, folder: Path, limits: Limits) -> list[Path]:
    """Writes one picture a page with the marks drawn on it, as `<file>-p<page>.png`, in a process of its own; returns their
    paths. Raises as explain does, and UsageError when they cannot be written."""
    return _alone(partial(_draw_marks, explanation=explanation, folder=folder), path, limits)


def _alone(reader: Callable[[Path], T], path: Path, limits: Limits) -> T:
    try:
        return read_alone(partial(_told, reader), path, limits)
    except ReadError as error:
        error.message = f"{spelt(path)}: {error.message}"
        raise


def _told(reader: Callable[[Path], T], path: Path) -> T:
    """What the reader makes of the file, with all that goes wrong in words."""
    try:
        return reader(path)
    except ArendeError:
        raise
    except Exception as error:  # whatever a document does
        raise trouble(error) from error


def _explain(path: Path) -> Explanation:
    data = load(path)
    document = read_document(data, path.name)
    layout, why = choose(document)
    record = finish(document, layout.name, layout.read(document), hashlib.sha256(data).hexdigest())
    claims = tuple(Claim(other.name, other.claim(document)) for other in LAYOUTS)
    _, head = split_attendance(document.body[:40])
    marks = [Mark("head", line.text, line.page, line.box) for line in head[:8]]
    marks += [mark for page in document.pages for mark in _rows(page)]
    return Explanation(
        file=path.name, layout=layout.name, why=why, claims=claims, record=record, issues=record.issues, marks=(*marks, *_found(record))
    )


def _rows(page: Page) -> Iterator[Mark]:
    """The cells of the page's tables."""
    for table in find_tables(page):
        for row in table.rows:
            for cell in row:
                yield Mark("row", cell.text, page.number, cell.box)


def _found(record: Minutes) -> Iterator[Mark]:
    """What became part of the record."""
    for attendee in record.attendance:
        yield from _marks(attendee.status, attendee.name, attendee.source)
    for item in record.items:
        yield from _marks("item", f"{item.label or item.number} {item.title or ''}".strip(), item.source)
        for presenter in item.presenters:
            yield from _marks("presenter", presenter.name, presenter.source)
        for struck in item.struck:
            yield Mark("struck", struck.text, struck.page, struck.box)
    for signatory in (*record.recorded_by, *record.approved_by):
        yield from _marks("signature", signatory.name, signatory.source)


def _marks(kind: str, text: str, source: tuple[Region, ...]) -> Iterator[Mark]:
    for region in source:
        yield Mark(kind, text, region.page, region.box)


def _draw_marks(path: Path, explanation: Explanation, folder: Path) -> list[Path]:
    boxes: dict[int, list[tuple[Box, tuple[int, int, int], int]]] = {}
    for mark in explanation.marks:
        width = 1 if mark.kind in ("row", "head") else 2
        boxes.setdefault(mark.page, []).append((mark.box, COLOURS[mark.kind], width))
    try:
        return draw(load(path), boxes, lambda page: folder / f"{path.stem}-p{page}.png")
    except OSError as error:
        if error.errno == errno.ENOMEM:
            raise
        raise UsageError(
            f"cannot write pictures into {folder} ({error.strerror or error})", "name another folder with --pictures"
        ) from error


__all__ = ["COLOURS", "Claim", "Explanation", "Mark", "draw_marks", "explain"]
