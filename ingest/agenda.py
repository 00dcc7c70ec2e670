"""Agenda rows out of table rows: stitched over page breaks, columns known by their header."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct, structs

from ingest.document import Draft, columns_of
from ingest.page import Line
from ingest.presenters import read_presenters
from ingest.tables import Cell, Table
from ingest.text import Passage, Span, compose, paragraphs

_NUMBER = re.compile(r"^(?P<label>§\s*\d+[a-z]?|\d{1,3}[a-z]?)(?:[.)]|\s|$)\s*", re.IGNORECASE)

_BARE = re.compile(r"^(?P<n>\d{1,3})\s+(?=[^\W\d])")


class Column(Struct, frozen=True):
    """A column of a notes table: its part (number, title, text, presenter, decision, or "more") and where it stands."""

    part: str
    x0: float
    x1: float
    known: bool = True


class Row(Struct, frozen=True):
    """A physical row: the cells of each part, and whether it is the first of its page."""

    cells: dict[str, Cell]
    first: bool

    def lines(self, part: str) -> tuple[Line, ...]:
        cell = self.cells.get(part)
        return cell.lines if cell else ()

    def text(self, part: str) -> str:
        return " ".join(line.text for line in self.lines(part)).strip()


def find_header(table: Table) -> tuple[int, tuple[Column, ...]] | None:
    """Which row is the header, and the columns it names: at least two known labels, a text column among them."""
    for n, cells in enumerate(table.rows[:3]):
        parts = columns_of(_unglued([cell.text for cell in cells]))
        if len(set(parts) - {None}) < 2 or not {"text", "title"} <= {*parts, *(["title"] if "presenter" in parts else [])}:
            continue
        return n, _columns([(part or ("number" if not cell.text else "more"), cell) for part, cell in zip(parts, cells, strict=True)])
    return None


def _unglued(labels: list[str]) -> list[str]:
    """The labels, one that ran over into an empty cell cut in two: "PunktÄrende", "" are Punkt and Ärende."""
    out = list(labels)
    for n, (label, after) in enumerate(pairwise(labels)):
        halves = ([label[:cut], label[cut:]] for cut in range(1, len(label) if not after else 0))
        out[n : n + 2] = next((pair for pair in halves if None not in columns_of(pair)), out[n : n + 2])
    return out


def _columns(named: Sequence[tuple[str, Cell]]) -> tuple[Column, ...]:
    """The columns, each part once; a table without a title column takes its first unnamed one for it."""
    titled = any(part == "title" for part, _ in named)
    seen: set[str] = set()
    out: list[Column] = []
    for n, (part, cell) in enumerate(named):
        known = part != "more"
        if part == "more" and not titled:
            part, titled = "title", True
        elif part in seen or part == "more":
            part = f"more {n}"
        seen.add(part)
        out.append(Column(part, cell.box[0], cell.box[2], known and bool(cell.text)))
    return tuple(out)


def part_of(columns: Sequence[Column], cell: Cell) -> str:
    """The part whose column a cell begins in."""
    middle = cell.box[0] + min(10.0, (cell.box[2] - cell.box[0]) / 2)
    return next((c.part for c in columns if c.x0 <= middle < c.x1), "more")


def stitch(rows: Sequence[Row]) -> list[list[Row]]:
    """Physical rows gathered into agenda rows: one whose title is empty, or goes on, belongs to the one before."""
    out: list[list[Row]] = []
    for row in rows:
        if not any(cell.lines for cell in row.cells.values()):
            continue
        if out and _goes_on(out[-1], row):
            out[-1].append(row)
        else:
            out.append([row])
    return out


def _goes_on(before: Sequence[Row], row: Row) -> bool:
    title, number = row.text("title"), row.text("number")
    if not title and not number:
        return True
    if not row.first or number or _NUMBER.match(title):
        return False
    if title[:1].islower():
        return True
    text = next((t for r in reversed(before) if (t := r.text("text"))), "")
    return bool(text) and not re.search(r"[.!?:)”\"]$", text) and row.text("text")[:1].islower() and title[:1].islower()


def read_item(rows: Sequence[Row]) -> Draft:
    """One agenda row from its physical rows."""
    title = _join(rows, "title", whole=True)
    label, title = _label(_join(rows, "number", whole=True).text, title)
    more = sorted({part for row in rows for part in row.cells if part == "decision" or part.startswith("more")})
    text = _chain([_join(rows, part) for part in ("text", *more)])
    presenters = [line for row in rows for line in row.lines("presenter")]
    right = max((row.cells["presenter"].right for row in rows if row.lines("presenter")), default=None)
    return Draft(
        label=label,
        title=title,
        text=text,
        decision=_join(rows, "decision").text or None,
        presenters=read_presenters(presenters, right),
        lines=tuple(line for row in rows for cell in row.cells.values() for line in cell.lines),
    )


def _join(rows: Sequence[Row], part: str, *, whole: bool = False) -> Passage:
    """The text of one part over all rows; as one paragraph when `whole`."""
    lines = [line for row in rows for line in row.lines(part) if line.text]
    right = max((row.cells[part].right for row in rows if row.lines(part)), default=None)
    return compose([lines] if whole else paragraphs(lines, right), right=right)


def _chain(passages: Sequence[Passage]) -> Passage:
    """Passages one after the other, a blank line between them."""
    text = ""
    spans: list[Span] = []
    for passage in passages:
        if passage.text:
            start = len(text) + 2 if text else 0
            text = f"{text}\n\n{passage.text}" if text else passage.text
            spans += [structs.replace(s, start=s.start + start, end=s.end + start) for s in passage.spans]
    return Passage(text, tuple(spans))


def _label(number: str, title: Passage) -> tuple[str | None, Passage]:
    """The row's number, from its own column or from the head of the title, and the title without it."""
    match = _NUMBER.match(number)
    if match:
        return label_form(match["label"]), title
    match = re.match(r"^(?P<label>§\s*\d+[a-z]?|\d{1,2}(?:\.\d{1,2})*(?=[.)]))[.)]?\s+(?=\S)", title.text)
    if match:
        return label_form(match["label"]), cut(title, match.end())
    return None, title


def number_titles(drafts: Sequence[Draft]) -> list[Draft]:
    """Titles that all begin with a rising number, without dot or bracket, give it up as their label."""
    found = [_BARE.match(draft.title.text) for draft in drafts]
    numbers = [int(match["n"]) for match in found if match]
    if len(numbers) < len(drafts) or len(numbers) < 2 or any(b != a + 1 for a, b in pairwise(numbers)):
        return list(drafts)
    return [structs.replace(d, label=m["n"], title=cut(d.title, m.end())) for d, m in zip(drafts, found, strict=True) if m]


def label_form(label: str) -> str:
    """A printed number without closing dot or bracket, with one space after §."""
    return re.sub(r"^§\s*", "§ ", label.strip().rstrip(".):"))


def cut(passage: Passage, start: int, end: int | None = None) -> Passage:
    """The part [start, end) of a passage, its spans moved along."""
    stop = len(passage.text) if end is None else end
    text = passage.text[start:stop]
    lead = len(text) - len(text.lstrip())
    start += lead
    text = text.strip()
    stop = start + len(text)
    moved = tuple(
        type(s)(max(s.start, start) - start, min(s.end, stop) - start, s.page, s.word)
        for s in passage.spans
        if s.end > start and s.start < stop
    )
    return Passage(text, moved)
