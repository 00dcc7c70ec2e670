"""Writing records out: JSON, JSON Lines, and CSV tables of items, attendance or mentions.

Records are written as they come, one at a time; the order is the caller's. In CSV, lists are joined by
"; ", places are the page and box of the first region, a text that a spreadsheet would run as a formula gets
an apostrophe in front of it, and characters that would act on a terminal are shown as \ufffd. JSON keeps those,
written as escapes.
"""

from __future__ import annotations

import csv
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, TextIO, get_args

from data.errors import OutputError, UsageError
from data.model import Attendee, Entity, Item, Minutes, Region, to_json
from data.places import place_of
from data.terminal import clean_json, clean_text

Table = Literal["items", "attendance", "mentions"]
TABLES: tuple[Table, ...] = get_args(Table)

RUNS = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")
"""What a text begins with that a spreadsheet may run; the wide forms count as the narrow ones in some."""

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]

_MEETING = ("minutes", "date", "body", "municipality")
_PLACE = ("page", "box", "file")
_POSITION = ("place_municipality", "latitude", "longitude")
COLUMNS: dict[Table, tuple[str, ...]] = {
    "items": (
        *_MEETING,
        "item",
        "number",
        "label",
        "title",
        "reference",
        "presenters",
        "presenter_organisations",
        "presenter_roles",
        "decision",
        "text",
        "topics",
        "struck",
        *_PLACE,
    ),
    "attendance": (
        *_MEETING,
        "name",
        "status",
        "called",
        "struck",
        "substitute_for",
        "role",
        "organisation",
        "party",
        "paragraphs",
        "person",
        *_PLACE,
    ),
    "mentions": (*_MEETING, "item", "number", "title", "text", "label", "key", "part", "start", "end", *_PLACE, *_POSITION),
}


def write(records: Iterable[Minutes], out: TextIO, form: str, table: Table = "items") -> int:
    """Writes records as `json`, `jsonl` or `csv`; of the last, one table. Returns how many records or rows."""
    if form == "csv":
        return write_csv(records, out, table)
    return write_json(records, out) if form == "json" else write_jsonl(records, out)


@contextmanager
def written(path: Path | None, stdout: TextIO) -> Iterator[TextIO]:
    """A file to write to that appears whole at the end or not at all; standard output where `path` is None.

    Raises UsageError where it cannot be opened, OutputError where it cannot be written.
    """
    if path is None:
        yield stdout
        return
    target, part = _target(path)
    if part != target and os.path.islink(target):  # the end of all links is none, but for a ring of them
        raise UsageError(f"cannot write {path}: it is a link that leads to itself", "remove it, or name another file")
    try:
        mode = target.stat().st_mode if target.exists() else None  # who may read it does not change
        file = part.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}", "name a file in a folder that may be written to") from error
    try:
        with file:
            yield file
        if part != target:
            if mode is not None:
                part.chmod(stat.S_IMODE(mode))
            part.replace(target)
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror}", "free some space, or name a file elsewhere") from error
    finally:
        if part != target:
            part.unlink(missing_ok=True)


def _target(path: Path) -> tuple[Path, Path]:
    """The file to write, and the one beside it that takes its place when it is whole.

    A link stays, and the file it leads to is written. A pipe, a terminal or the like cannot be replaced: both are it.
    """
    if os.path.exists(path) and not os.path.isfile(path):
        return path, path
    target = Path(os.path.realpath(path))
    return target, target.with_name(f".arende-{os.getpid()}.part")


def write_json(records: Iterable[Minutes], out: TextIO) -> int:
    """Writes one array, a record a line. Returns how many."""
    count = 0
    for record in records:
        out.write(("[\n" if count == 0 else ",\n") + clean_json(to_json(record).decode()))
        count += 1
    out.write("\n]\n" if count else "[]\n")
    return count


def write_jsonl(records: Iterable[Minutes], out: TextIO) -> int:
    """Writes one record a line. Returns how many."""
    count = 0
    for record in records:
        out.write(clean_json(to_json(record).decode()) + "\n")
        count += 1
    return count


def write_csv(records: Iterable[Minutes], out: TextIO, table: Table) -> int:
    """Writes a header and the table's rows of each record. Returns how many rows, the header not counted."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS[table])
    rows = _ROWS[table]
    count = 0
    for record in records:
        for row in rows(record):
            writer.writerow([_cell(value) for value in row])
            count += 1
    return count


def _item_rows(minutes: Minutes) -> Iterator[Row]:
    for item in minutes.items:
        yield (
            *_meeting(minutes),
            item.id,
            item.number,
            item.label,
            item.title,
            item.reference,
            _joined(p.name for p in item.presenters),
            _aligned(p.organisation for p in item.presenters),
            _aligned(p.role for p in item.presenters),
            item.decision,
            item.text,
            _joined(t.label for t in item.topics),
            _joined(s.text for s in item.struck),
            *_place(item.source),
            minutes.source.file,
        )


def _attendance_rows(minutes: Minutes) -> Iterator[Row]:
    a: Attendee
    for a in minutes.attendance:
        yield (
            *_meeting(minutes),
            a.name,
            a.status,
            a.called,
            a.struck,
            a.substitute_for,
            a.role,
            a.organisation,
            a.party,
            a.paragraphs,
            a.person,
            *_place(a.source),
            minutes.source.file,
        )


def _mention_rows(minutes: Minutes) -> Iterator[Row]:
    for item in minutes.items:
        for part, e in item.mentions():
            yield (
                *_meeting(minutes),
                item.id,
                item.number,
                item.title,
                e.text,
                e.label,
                e.key,
                part,
                e.start,
                e.end,
                *(_mention_place(item, e) if part == "text" else _place(item.source)),
                minutes.source.file,
                *_position(e, minutes),
            )


_ROWS: dict[Table, Callable[[Minutes], Iterator[Row]]] = {"items": _item_rows, "attendance": _attendance_rows, "mentions": _mention_rows}


def _meeting(minutes: Minutes) -> Row:
    return minutes.id, minutes.date, minutes.body, minutes.municipality


def _place(source: Sequence[Region]) -> tuple[int | None, str | None]:
    """Page and box of the first region."""
    return (source[0].page, _joined(str(edge) for edge in source[0].box)) if source else (None, None)


def _mention_place(item: Item, entity: Entity) -> tuple[int | None, str | None]:
    """The page the mention stands on, with the box of the item's part there."""
    begun = [part.page for part in item.pages if part.start <= entity.start]
    if not begun:
        return _place(item.source)
    _, box = _place([region for region in item.source if region.page == begun[-1]])
    return begun[-1], box


def _position(entity: Entity, minutes: Minutes) -> Row:
    """Municipality and degrees of a place that is mentioned."""
    place = place_of(entity.key, minutes.municipality) if entity.label == "LOC" else None
    return (place.municipality, place.latitude, place.longitude) if place else (None, None, None)


def _joined(values: Iterable[str]) -> str:
    return "; ".join(values)


def _aligned(values: Iterable[str | None]) -> str:
    """Values in step with the presenters, empty where one is unknown; nothing at all when all are."""
    listed = [value or "" for value in values]
    return _joined(listed) if any(listed) else ""


def _cell(value: Cell) -> str | int | float:
    """What goes into the cell: no formula ever, `true` and `false` for booleans, nothing for null."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return ""
    if isinstance(value, str):
        lines = clean_text(value.replace("\r\n", "\n").replace("\r", "\n"))  # a bare carriage return would end the row
        return "'" + lines if lines.startswith(RUNS) else lines
    return value
