"""Composes §-protocols: a front page of those who served, perhaps a contents list, and the paragraphs."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from data.samples.meeting import Item, Meeting, Roll, clock
from data.samples.sheet import Block, Borders, Contents, Look, PageBreak, Paragraph, Rule, Running, Sheet, Table, line


class ProtocolWording(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a council sets its protocols. `mark` and `reference` are how the number of a paragraph and a diarienummer
    are printed, `{}` being the number."""

    front: Literal["classic", "stacked", "list"] = "classic"
    front_borders: Borders = "rows"
    front_heading: bool = False
    contents: bool = False
    mark: str = "§ {}"
    reference: str = "Dnr {}"
    reference_at: Literal["right", "same", "below"] = "right"
    title_on_label_line: bool = False
    subhead: Literal["bold", "underlined"] = "bold"
    each_on_new_page: bool = False
    signatures: bool = False
    notice: str | None = None
    approved: str = "Digital justering"
    approvers: str = "Justerare"
    head: Running | None = None
    foot: Running | None = None


def paragraph_range(meeting: Meeting) -> str:
    """`§§ 46–50`, or `§ 46`."""
    numbers = [item.label.removeprefix("§ ") for item in meeting.items if item.label]
    return f"§ {numbers[0]}" if len(numbers) == 1 else f"§§ {numbers[0]}–{numbers[-1]}"


def _listed(roll: Roll | None, *, heading: bool = True) -> tuple[Paragraph, ...]:
    if roll is None:
        return ()
    head = (line(f"__{roll.heading}__", align="left", after=2.0, keep=True),) if heading else ()
    return head + tuple(line(member.printed(), align="left", after=0.0) for member in roll.members)


def _one(text: str) -> tuple[Paragraph, ...]:
    return (line(text, align="left", after=0.0),) if text else ()


def _classic(meeting: Meeting, wording: ProtocolWording) -> list[Block]:
    rolls = {roll.heading: roll for roll in meeting.rolls}
    time = f"Klockan {clock(meeting.start)}–{clock(meeting.end)}"
    rows = [
        (_one("Plats och tid"), _one(meeting.venue), _one(time)),
        (_one("Beslutande"), _listed(rolls.get("Ledamöter")), _listed(rolls.get("Tjänstgörande ersättare"))),
        (_one("Övriga närvarande"), _listed(rolls.get("Ersättare")), _listed(rolls.get("Tjänstepersoner"))),
    ]
    if "Frånvarande" in rolls:
        rows.append((_one("Frånvarande"), _listed(rolls["Frånvarande"], heading=False), ()))
    rows += [
        (_one("Justering"), _one(wording.approved), ()),
        (_one("Sekreterare"), _one(meeting.secretary), _one(f"Paragrafer {paragraph_range(meeting)}")),
        (_one("Ordförande"), _one(meeting.chair or ""), ()),
        (_one(wording.approvers), tuple(line(name, align="left", after=0.0) for name in meeting.approvers), ()),
    ]
    return [Table(widths=(22, 39, 39), rows=tuple(rows), borders=wording.front_borders, inset=5.0)]


def _stacked(meeting: Meeting, wording: ProtocolWording) -> list[Block]:
    where = f"{meeting.venue}, klockan {clock(meeting.start)}–{clock(meeting.end)}"
    rows = [(_one("Plats och tid"), _one(where))]
    rows += [(_one(roll.heading), _listed(roll, heading=False)) for roll in meeting.rolls if roll.members]
    rows += [
        (_one("Utses att justera"), tuple(line(name, align="left", after=0.0) for name in meeting.approvers)),
        (_one("Justeringens tid"), _one(wording.approved)),
        (_one("Paragrafer"), _one(paragraph_range(meeting))),
        (_one("Sekreterare"), _one(meeting.secretary)),
        (_one("Ordförande"), _one(meeting.chair or "")),
    ]
    return [Table(widths=(30, 70), rows=tuple(rows), borders=wording.front_borders, inset=5.0)]


def _listing(meeting: Meeting, wording: ProtocolWording) -> list[Block]:
    blocks: list[Block] = [
        line(f"Tid: kl. {meeting.start}–{meeting.end}", align="left"),
        line(f"Plats: {meeting.venue}", align="left"),
        line(f"Paragrafer: {paragraph_range(meeting).lstrip('§ ')}", align="left"),
        line("**Närvarande**", align="left", before=6, keep=True),
    ]
    for roll in meeting.rolls:
        if roll.members:
            blocks.append(line(f"**{roll.heading}**", align="left", before=4, after=1.0, keep=True))
            blocks += [line(member.printed(), align="left", after=0.0) for member in roll.members]
    blocks.append(line(f"Sekreterare: {meeting.secretary}", align="left", before=8))
    blocks.append(line(f"{wording.approvers}: " + " och ".join(meeting.approvers), align="left"))
    return blocks


def _reference(item: Item, wording: ProtocolWording) -> str:
    return wording.reference.format(item.reference) if item.reference else ""


def _contents(meeting: Meeting, wording: ProtocolWording) -> list[Block]:
    blocks: list[Block] = [line("Innehåll", scale=1.2, bold=True, align="left", after=8)]
    for item in meeting.items:
        label, anchor = _label(item, wording), _anchor(item)
        reference = _reference(item, wording)
        if reference and wording.reference_at == "right":
            blocks += [line(f"{label} {reference}", align="left", after=0.0, keep=True), Contents(item.title, anchor)]
        else:
            blocks.append(Contents(f"{label} {item.title}", anchor))
    return [*blocks, PageBreak()]


def _label(item: Item, wording: ProtocolWording) -> str:
    return wording.mark.format((item.label or "").removeprefix("§ "))


def _anchor(item: Item) -> str:
    return "p" + "".join(c for c in item.label or "" if c.isdigit())


def _heading(item: Item, wording: ProtocolWording) -> list[Block]:
    label, reference, anchor = _label(item, wording), _reference(item, wording), _anchor(item)
    if wording.title_on_label_line:
        head = [line(f"{label} {item.title}", scale=1.15, bold=True, align="left", before=14, after=3.0, keep=True, anchor=anchor)]
        return [*head, *([line(reference, align="left", keep=True)] if reference else [])]
    title = line(item.title, scale=1.15, bold=True, align="left", after=5.0, keep=True, anchor=anchor)
    if not reference:
        return [line(label, align="left", before=14, after=2.0, keep=True), title]
    if wording.reference_at == "same":
        return [line(f"{label} {reference}", align="left", before=14, after=2.0, keep=True), title]
    if wording.reference_at == "below":
        return [line(label, align="left", before=14, after=2.0, keep=True), title, line(reference, align="left", keep=True)]
    side = ((line(label, align="left", after=0.0),), (line(reference, align="left", after=0.0),))
    return [Table(widths=(50, 50), rows=(side,), borders="none", inset=0.0, keep=True), title]


def _body(item: Item, wording: ProtocolWording) -> list[Block]:
    blocks: list[Block] = []
    for part in item.paragraphs():
        if part.startswith("## "):
            how = {"bold": wording.subhead == "bold", "underlined": wording.subhead == "underlined"}
            blocks.append(line(part[3:], align="left", before=6, after=2.0, keep=True, **how))
        else:
            depth = len(part) - len(part.lstrip(">"))
            blocks.append(line(part.lstrip(">"), indent=16.0 * depth))
    return blocks


def _signatures(meeting: Meeting, wording: ProtocolWording) -> list[Block]:
    roles = [("Sekreterare", meeting.secretary), ("Ordförande", meeting.chair or "")]
    roles += [(wording.approvers, name) for name in meeting.approvers]
    blocks: list[Block] = [PageBreak(), line("Underskrifter", scale=1.2, bold=True, align="left", after=18)]
    for role, name in roles:
        blocks += [Rule(share=0.5, before=26), line(f"{name}, {role.lower()}", align="left")]
    return blocks


def compose(meeting: Meeting, look: Look, wording: ProtocolWording) -> Sheet:
    """The protocol as a sheet."""
    fronts = {"classic": _classic, "stacked": _stacked, "list": _listing}
    blocks: list[Block] = []
    if wording.front == "list":
        blocks += [line(meeting.title, scale=1.5, bold=True, align="left"), line(meeting.body, scale=1.2, bold=True, align="left")]
    elif wording.front_heading:
        day = f"Sammanträdesdatum {meeting.date}"
        blocks += [line(meeting.body, scale=1.3, bold=True, align="left"), line(day, align="left", after=10)]
    blocks += fronts[wording.front](meeting, wording)
    if wording.notice:
        blocks += [line(part, align="left", before=8) for part in wording.notice.split("\n")]
    blocks.append(PageBreak())
    if wording.contents:
        blocks += _contents(meeting, wording)
    for place, item in enumerate(meeting.items):
        if place and wording.each_on_new_page:
            blocks.append(PageBreak())
        blocks += _heading(item, wording)
        blocks += _body(item, wording)
    if wording.signatures:
        blocks += _signatures(meeting, wording)
    return Sheet(title=f"{meeting.title} {meeting.date}", look=look, blocks=tuple(blocks), head=wording.head, foot=wording.foot)
