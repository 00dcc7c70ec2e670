"""A made-up meeting as its source tells it, and the golden record that follows from it.

Both the PDF and the record come from one `Meeting`, so the record is right by construction.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Literal

from msgspec import Struct

from data.samples.sheet import unstruck

MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
WEEKDAYS = "måndag tisdag onsdag torsdag fredag lördag söndag".split()
WhenForm = Literal["iso", "weekday", "slash", "date", "definite", "plain", "fields"]
PresenterForm = Literal["space", "comma", "line", "brackets"]

_CALLED = re.compile(r"^~~(?P<name>.+?)~~(?:(?P<join>,? ersättare |,? ersätts av | \(ersättare )(?P<substitute>[^)]+)\)?)?$")
_STANDS_IN = re.compile(r"^(?P<name>[^(]+?),? \(?ersättare för (?P<replaced>[^)]+)\)?$")


class Presenter(Struct, frozen=True, forbid_unknown_fields=True):
    """Who presents, as the minutes print it."""

    name: str
    organisation: str | None = None
    role: str | None = None

    def lines(self, form: PresenterForm) -> tuple[str, ...]:
        """The printed lines: "Namn Polisen", "Namn, Polisen", "Namn (Polisen)", or the second part on a line of its own."""
        extra = ", ".join(part for part in (self.role, self.organisation) if part)
        if not extra:
            return (self.name,)
        if form == "line":
            return self.name, extra
        if form == "brackets":
            return (f"{self.name} ({extra})",)
        both = self.role is not None and self.organisation is not None
        return (f"{self.name}{',' if both or form == 'comma' else ''} {extra}",)


class Item(Struct, frozen=True, forbid_unknown_fields=True):
    """One matter. Paragraphs of `text` are parted by blank lines; `## ` begins a subhead, `>` moves a line in."""

    title: str
    text: str = ""
    presenters: tuple[Presenter, ...] = ()
    label: str | None = None
    reference: str | None = None

    def paragraphs(self) -> list[str]:
        """The paragraphs with their marks, line ends of the source taken out."""
        return [" ".join(part.split()) for part in re.split(r"\n\s*\n", self.text.strip()) if part.strip()]

    def plain(self) -> str:
        """The text as the record holds it: no marks, struck words gone."""
        said = (unstruck(re.sub(r"^(## |>+)", "", part)) for part in self.paragraphs())
        return "\n\n".join(part for part in said if part)

    def decision(self) -> str | None:
        """What stands under the subhead Beslut, or null."""
        parts: list[str] = []
        inside = False
        for part in self.paragraphs():
            if part.startswith("## "):
                inside = part == "## Beslut" or part.endswith("s beslut")
            elif inside:
                parts.append(unstruck(part.lstrip(">")))
        return "\n\n".join(parts) or None


class Member(Struct, frozen=True, forbid_unknown_fields=True):
    """A line of a front page's list; `part` is the presence range as printed, `note` stands last."""

    name: str
    party: str | None = None
    role: str | None = None
    replaces: str | None = None
    replaces_party: str | None = None
    part: str | None = None
    note: str | None = None

    def printed(self) -> str:
        """`Namn (S), ordförande ersätter Namn (S) §§ 1-3, deltar ej § 2 på grund av jäv`."""
        text = self.name + (f" ({self.party})" if self.party else "") + (f", {self.role}" if self.role else "")
        if self.replaces:
            text += f" ersätter {self.replaces}" + (f" ({self.replaces_party})" if self.replaces_party else "")
        return text + (f" {self.part}" if self.part else "") + (f", {self.note}" if self.note else "")


class Roll(Struct, frozen=True, forbid_unknown_fields=True):
    """A list on the front page; `role` is what its members are by standing in it."""

    heading: str
    role: str
    members: tuple[Member, ...] = ()
    status: Literal["present", "absent"] = "present"


class Meeting(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What happened. `called`, `present` and `absent` are printed entries ("~~A~~ ersättare B"); a protocol has `rolls`."""

    body: str
    title: str
    date: dt.date
    start: str
    end: str
    venue: str
    secretary: str
    chair: str | None = None
    approvers: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    rolls: tuple[Roll, ...] = ()
    items: tuple[Item, ...]
    next_meetings: tuple[str, ...] = ()


def clock(time: str, sign: str = ".") -> str:
    """`15:00` as `15.00`."""
    return time.replace(":", sign)


def printed_when(form: WhenForm, meeting: Meeting) -> tuple[str, ...]:
    """The line or lines that tell date and time."""
    day, start, end = meeting.date, meeting.start, meeting.end
    weekday, month = WEEKDAYS[day.weekday()], MONTHS[day.month - 1]
    match form:
        case "iso":
            return (f"Tid: {day}, kl. {clock(start)} – {clock(end)}",)
        case "weekday":
            return (f"Tid: {weekday} den {day.day} {month} {day.year} kl {start}-{end}",)
        case "slash":
            return (f"Tid: {day.day}/{day.month} {day.year} kl. {clock(start)}–{clock(end)}",)
        case "date":
            return (f"Datum: {day}", f"Tid: {clock(start)}–{clock(end)}")
        case "definite":
            return (f"{weekday.capitalize()}en den {day.day} {month} {day.year}, klockan {clock(start)}–{clock(end)}",)
        case "plain":
            return (f"{day.day} {month} {day.year}, kl. {clock(start)} - {clock(end)}",)
        case "fields":
            return (f"Datum och tid: {day.day}/{day.month} {day.year} kl. {clock(start)}–{clock(end)}",)


def _entry(name: str, status: str, called: bool | None, struck: bool = False, instead: str | None = None) -> dict[str, Any]:
    return {"name": name, "status": status, "called": called, "struck": struck, "substitute_for": instead}


def _without_note(entry: str) -> str:
    """ "Namn (Polisen)" and "Namn, Polisen" are lines about Namn."""
    return re.split(r" \(|, ", entry)[0]


def _from_called(called: tuple[str, ...]) -> list[dict[str, Any]]:
    found = [(_CALLED.match(entry), entry) for entry in called]
    sure = any(match for match, _ in found)
    entries: list[dict[str, Any]] = []
    for match, entry in found:
        if match is None:
            entries.append(_entry(_without_note(entry), "present" if sure else "unknown", True))
            continue
        entries.append(_entry(match["name"], "absent", True, struck=True))
        if match["substitute"]:
            entries.append(_entry(match["substitute"], "present", False, instead=match["name"]))
    return entries


def _from_lists(meeting: Meeting) -> list[dict[str, Any]]:
    names = [_without_note(entry) for entry in meeting.called]
    entries: list[dict[str, Any]] = []
    for entry in meeting.present:
        match = _STANDS_IN.match(entry)
        name = match["name"] if match else _without_note(entry)
        called = (name in names) if names else None
        entries.append(_entry(name, "present", called, instead=match["replaced"] if match else None))
    there = {entry["name"] for entry in entries}
    entries += [_entry(name, "absent", True) for name in names if name not in there]
    entries += [_entry(_without_note(name), "absent", None) for name in meeting.absent]
    return entries


def _from_rolls(rolls: tuple[Roll, ...]) -> list[dict[str, Any]]:
    return [
        {"name": m.name, "party": m.party, "role": roll.role, "status": roll.status, "substitute_for": m.replaces, "paragraphs": m.part}
        for roll in rolls
        for m in roll.members
    ]


def attendance(meeting: Meeting) -> list[dict[str, Any]]:
    """The golden attendance, by the rules of the record."""
    if meeting.rolls:
        return _from_rolls(meeting.rolls)
    if meeting.present:
        return _from_lists(meeting)
    return _from_called(meeting.called)


def _golden_item(item: Item, presenters: bool) -> dict[str, Any]:
    made: dict[str, Any] = {"title": item.title, "text": item.plain()}
    if item.label:
        made = {"label": item.label, **made}
    if item.reference:
        made["reference"] = item.reference
    if presenters:
        made["presenters"] = [{"name": p.name, "organisation": p.organisation, "role": p.role} for p in item.presenters]
    if item.decision():
        made["decision"] = item.decision()
    return made


def golden(meeting: Meeting, *, presenters: bool = True, secretary: bool = True) -> dict[str, Any]:
    """The golden record; `presenters` and `secretary` say whether the document prints them at all."""
    record: dict[str, Any] = {
        "body": meeting.body,
        "title": meeting.title,
        "date": meeting.date.isoformat(),
        "start": meeting.start,
        "end": meeting.end,
        "venue": meeting.venue,
        "attendance": attendance(meeting),
        "items": [_golden_item(item, presenters) for item in meeting.items],
    }
    if secretary:
        record["recorded_by"] = [meeting.secretary]
    if meeting.next_meetings:
        record["next_meetings"] = list(meeting.next_meetings)
    return record
