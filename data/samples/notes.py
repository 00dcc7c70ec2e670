"""Composes notes: a heading, who was called, and a table of matters, notes and presenters."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

from data.samples.meeting import Item, Meeting, PresenterForm, WhenForm, printed_when
from data.samples.sheet import Block, Borders, Look, Paragraph, Running, Sheet, Table, line

Column = Literal["number", "title", "text", "presenters"]


def _usual_labels() -> dict[Column, str]:
    return {"title": "Ärende:", "text": "Omfattning/notering:", "presenters": "Föredragande:", "number": "Nr"}


class NotesWording(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a council writes its notes: labels, forms and the order of columns. `{}` in a pattern is the thing itself."""

    when: WhenForm = "iso"
    venue: str = "Plats: {}"
    called: str = "Kallade:"
    present: str = "Närvarande:"
    absent: str = "Frånvarande:"
    one_a_line: bool = False
    full_stop: bool = True
    underlined: bool = False
    title_first: bool = False
    bold_titles: bool = False
    columns: tuple[Column, ...] = ("title", "text", "presenters")
    labels: dict[Column, str] = field(default_factory=_usual_labels)
    widths: tuple[float, ...] = (20, 60, 20)
    number: str = "{}. "
    borders: Borders = "grid"
    header_fill: str | None = None
    repeat_header: bool = False
    presenter: PresenterForm = "space"
    recorded: str = "Antecknat av:"
    recorded_as: str = "{}"
    recorded_on_line: bool = False
    head: Running | None = None
    foot: Running | None = None


def _names(entries: tuple[str, ...], wording: NotesWording) -> list[Paragraph]:
    if wording.one_a_line:
        return [line(entry, after=1.0, align="left") for entry in entries]
    return [line(", ".join(entries) + ("." if wording.full_stop else ""))]


def _cell(column: Column, item: Item, wording: NotesWording) -> tuple[Paragraph, ...]:
    match column:
        case "number":
            return (line(wording.number.format(item.label or "").strip(), align="left"),)
        case "title":
            numbered = item.label is not None and "number" not in wording.columns
            prefix = wording.number.format(item.label) if numbered else ""
            return (line(prefix + item.title, align="left", bold=wording.bold_titles),)
        case "text":
            return tuple(line(part) for part in item.paragraphs())
        case "presenters":
            return tuple(line(text, align="left", after=0.0) for p in item.presenters for text in p.lines(wording.presenter))


def _table(meeting: Meeting, wording: NotesWording) -> Table:
    return Table(
        widths=wording.widths,
        header=tuple((line(wording.labels[column], bold=True, align="left"),) for column in wording.columns),
        rows=tuple(tuple(_cell(column, item, wording) for column in wording.columns) for item in meeting.items),
        borders=wording.borders,
        header_fill=wording.header_fill,
        repeat_header=wording.repeat_header,
    )


def _recorded(meeting: Meeting, wording: NotesWording) -> list[Paragraph]:
    name = wording.recorded_as.format(meeting.secretary)
    if wording.recorded_on_line:
        return [line(f"{wording.recorded} {name}", before=10)]
    return [line(wording.recorded, before=10, keep=True), line(name)]


def compose(meeting: Meeting, look: Look, wording: NotesWording) -> Sheet:
    """The notes as a sheet."""
    names = (meeting.title, meeting.body) if wording.title_first else (meeting.body, meeting.title)
    blocks: list[Block] = [
        line(names[0], scale=1.6, bold=True, align="left", colour=look.colour),
        line(names[1], scale=1.25, bold=True, align="left", colour=look.colour, underlined=wording.underlined),
        *(line(text, align="left") for text in printed_when(wording.when, meeting)),
        line(wording.venue.format(meeting.venue), align="left"),
    ]
    lists = ((wording.called, meeting.called), (wording.present, meeting.present), (wording.absent, meeting.absent))
    for heading, entries in lists:
        if entries:
            blocks.append(line(heading, before=4, keep=True, align="left", underlined=wording.underlined))
            blocks += _names(entries, wording)
    blocks.append(_table(meeting, wording))
    blocks += _recorded(meeting, wording)
    return Sheet(title=f"{meeting.title} {meeting.date}", look=look, blocks=tuple(blocks), head=wording.head, foot=wording.foot)
