"""The record of one meeting, and of one file that could not be read: the types every stage speaks.

Names and meanings are those outside programs rely on; the JSON Schema is derived from these types, so a
field that is not here is not in an export either. All types are frozen: a stage that changes a record
makes a new one with `msgspec.structs.replace`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

SCHEMA: Literal["arende.minutes/1"] = "arende.minutes/1"

Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$", description="a date, YYYY-MM-DD")]
Clock = Annotated[str, Meta(pattern=r"^\d{2}:\d{2}$", description="local time, HH:MM")]
Box = Annotated[tuple[float, float, float, float], Meta(description="[x0, top, x1, bottom] in points from the page's top left")]
Status = Literal["present", "absent", "unknown"]
TextLayer = Literal["native", "ocr", "none"]


class Region(Struct, frozen=True):
    """A place on a page: pages count from 1."""

    page: Annotated[int, Meta(ge=1)]
    box: Box


class Attendee(Struct, frozen=True, kw_only=True):
    """One line of an attendance list: one person serving for two members in turn has two."""

    name: str
    status: Status
    called: bool | None = None
    struck: bool = False
    substitute_for: str | None = None
    role: str | None = None
    organisation: str | None = None
    party: str | None = None
    paragraphs: str | None = None
    person: str | None = None
    source: tuple[Region, ...] = ()


class Signatory(Struct, frozen=True, kw_only=True):
    """Somebody who wrote or approved the minutes."""

    name: str
    organisation: str | None = None
    role: str | None = None
    person: str | None = None
    source: tuple[Region, ...] = ()


class Presenter(Struct, frozen=True, kw_only=True):
    """A föredragande; name, organisation and role as printed in the presenter's own cell or line."""

    name: str
    organisation: str | None = None
    role: str | None = None
    person: str | None = None
    organisation_key: str | None = None
    source: tuple[Region, ...] = ()


class NextMeeting(Struct, frozen=True):
    """A coming meeting: `start` is YYYY-MM-DDTHH:MM, or the date alone; `text` as printed."""

    start: Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$")]
    text: str


class Entity(Struct, frozen=True, kw_only=True):
    """A mention in an item's `text` (or, among `title_entities`, its `title`), at [start, end); `key` is the registry's id of
    the thing."""

    text: str
    label: str
    key: str | None = None
    start: int
    end: int


class Topic(Struct, frozen=True):
    """A subject from the taxonomy."""

    id: str
    label: str


class Struck(Struct, frozen=True):
    """Words that were struck through: kept here, and out of the text."""

    text: str
    page: int
    box: Box


class PageStart(Struct, frozen=True):
    """From offset `start` of an item's `text` on, the words stand on `page`."""

    page: int
    start: int


class Item(Struct, frozen=True, kw_only=True):
    """One agenda row (ärende), whole, however many pages it crosses."""

    id: str
    number: int
    label: str | None = None
    title: str | None = None
    text: str = ""
    decision: str | None = None
    reference: str | None = None
    presenters: tuple[Presenter, ...] = ()
    entities: tuple[Entity, ...] = ()
    title_entities: tuple[Entity, ...] = ()
    topics: tuple[Topic, ...] = ()
    struck: tuple[Struck, ...] = ()
    pages: tuple[PageStart, ...] = ()
    source: tuple[Region, ...] = ()

    def mentions(self) -> Iterator[tuple[Literal["title", "text"], Entity]]:
        """All mentions in order, the title's first, each with the part it stands in."""
        yield from (("title", entity) for entity in self.title_entities)
        yield from (("text", entity) for entity in self.entities)


class Issue(Struct, frozen=True):
    """Something the reader could not settle."""

    code: str
    message: str
    page: int | None = None


class Source(Struct, frozen=True, kw_only=True):
    """The file a record was read from; `file` is its name without the folder."""

    file: str
    sha256: str
    pages: int
    text_layer: TextLayer


class Minutes(Struct, frozen=True, kw_only=True, rename={"schema_": "schema"}):
    """One meeting's minutes; `extract` marks a part approved by itself (omedelbar justering)."""

    schema_: Literal["arende.minutes/1"] = SCHEMA
    id: str
    body: str | None = None
    municipality: str | None = None
    title: str | None = None
    date: Day | None = None
    start: Clock | None = None
    end: Clock | None = None
    venue: str | None = None
    layout: str
    attendance: tuple[Attendee, ...] = ()
    items: tuple[Item, ...] = ()
    recorded_by: tuple[Signatory, ...] = ()
    approved_by: tuple[Signatory, ...] = ()
    approved: Day | None = None
    next_meetings: tuple[NextMeeting, ...] = ()
    extract: bool = False
    extract_of: str | None = None
    issues: tuple[Issue, ...] = ()
    source: Source


class Failure(Struct, frozen=True, kw_only=True):
    """A file that gave no record: `code` is one of `data.errors.FAILURES`, `reason` says what to do."""

    file: str
    path: str
    code: str
    reason: str
    page: int | None = None
    sha256: str | None = None
    traceback: str | None = None


_ENCODER = msgspec.json.Encoder(decimal_format="number")
_DECODER = msgspec.json.Decoder(Minutes)


def to_json(record: Minutes) -> bytes:
    """The record as one line of JSON (UTF-8, every field present, fields in the order of the types)."""
    return _ENCODER.encode(record)


def from_json(data: bytes | str) -> Minutes:
    """The record back from its JSON. Raises msgspec.ValidationError when it is not one."""
    return _DECODER.decode(data)


def json_schema() -> dict[str, object]:
    """The JSON Schema (2020-12) that every exported record validates against."""
    schema = msgspec.json.schema(Minutes)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": SCHEMA, **schema}
