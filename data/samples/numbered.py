"""Composes numbered minutes: attendance as headings or as points, then points one after another."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from data.samples.meeting import Item, Meeting, WhenForm, printed_when
from data.samples.sheet import Block, Look, Paragraph, Rule, Running, Sheet, line

HANG = 18.0


class NumberedWording(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How an association writes its minutes. `mark` is the printed number, `{}` being the label's digits; an item
    without a label is a heading."""

    when: WhenForm = "weekday"
    venue: str = "Plats: {}"
    mark: str = "{}."
    bold_titles: bool = True
    attendance: Literal["headings", "points"] = "headings"
    called: str = "Kallade"
    present: str = "Närvarande"
    absent: str = "Frånvarande"
    one_a_line: bool = False
    recorded: str = "Vid protokollet:"
    approved: str | None = "Justeras"
    centred: bool = False
    head: Running | None = None
    foot: Running | None = None


def _lists(meeting: Meeting, wording: NumberedWording) -> list[tuple[str, tuple[str, ...]]]:
    every = [(wording.called, meeting.called), (wording.present, meeting.present), (wording.absent, meeting.absent)]
    return [(heading, entries) for heading, entries in every if entries]


def attendance_points(meeting: Meeting, wording: NumberedWording) -> int:
    """How many points the attendance takes: items are numbered after them."""
    return len(_lists(meeting, wording)) if wording.attendance == "points" else 0


def _attendance(meeting: Meeting, wording: NumberedWording) -> list[Block]:
    blocks: list[Block] = []
    for place, (heading, entries) in enumerate(_lists(meeting, wording), 1):
        if wording.attendance == "points":
            text = f"{wording.mark.format(place)} **{heading}:** " if wording.bold_titles else f"{wording.mark.format(place)} {heading}: "
            blocks.append(line(text + ", ".join(entries), hang=HANG, align="left"))
            continue
        blocks.append(line(f"{heading}:", bold=wording.bold_titles, align="left", before=5, after=2.0, keep=True))
        if wording.one_a_line:
            blocks += [line(entry, align="left", after=0.0) for entry in entries]
        else:
            blocks.append(line(", ".join(entries), align="left"))
    return blocks


def _point(item: Item, wording: NumberedWording) -> list[Block]:
    digits = (item.label or "").removeprefix("§ ")
    parts: list[Paragraph] = []
    for part in item.paragraphs():
        depth = len(part) - len(part.lstrip(">"))
        hang = 14.0 if depth or part.startswith(("- ", "• ")) else 0.0
        parts.append(line(part.lstrip(">"), indent=HANG * (1 + depth), hang=hang, after=2.0 if depth else None))
    title = f"{wording.mark.format(digits)} {item.title}" if item.label else item.title
    keep = bool(parts)
    return [line(title, bold=wording.bold_titles, align="left", hang=HANG, before=7, after=2.0, keep=keep), *parts]


def _signatures(meeting: Meeting, wording: NumberedWording) -> list[Block]:
    blocks: list[Block] = [line(wording.recorded, align="left", before=16, keep=True), line(meeting.secretary, align="left")]
    if wording.approved:
        blocks.append(line(wording.approved, align="left", before=14, keep=True))
        names = ([meeting.chair] if meeting.chair else []) + list(meeting.approvers)
        for name in names:
            blocks += [Rule(share=0.4, before=26), line(name, align="left")]
    return blocks


def compose(meeting: Meeting, look: Look, wording: NumberedWording) -> Sheet:
    """The minutes as a sheet."""
    align: Literal["left", "centre"] = "centre" if wording.centred else "left"
    blocks: list[Block] = [
        line(meeting.title, scale=1.5, bold=True, align=align, colour=look.colour),
        line(meeting.body, scale=1.2, align=align),
        *(line(text, align=align) for text in printed_when(wording.when, meeting)),
        line(wording.venue.format(meeting.venue), align=align),
        *_attendance(meeting, wording),
    ]
    for item in meeting.items:
        blocks += _point(item, wording)
    blocks += _signatures(meeting, wording)
    return Sheet(title=f"{meeting.title} {meeting.date}", look=look, blocks=tuple(blocks), head=wording.head, foot=wording.foot)
