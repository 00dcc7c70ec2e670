"""Draws numbered minutes of associations: points, lists inside points, attendance as headings or as points."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from data.samples.meeting import Item, Meeting
from data.samples.numbered import NumberedWording, attendance_points
from data.samples.sheet import Look, Producer
from tests.variants import words
from tests.variants.draw import Draw

TITLES = ("Mötesprotokoll", "Protokoll", "Styrelseprotokoll", "Protokoll styrelsemöte")


def _nested(draw: Draw) -> list[str]:
    points: list[str] = []
    for letter in "abcd"[: draw.count(2, 4)]:
        points.append(f">{letter}. {draw.sentence()}")
        if draw.chance(0.15):
            points += [f">>i. {draw.sentence()}", f">>ii. {draw.sentence()}"]
    return points


def _text(draw: Draw, marked_by_paragraph: bool) -> str:
    kind = draw.random.random()
    if kind < 0.2:
        return ""
    if kind < 0.55:
        return draw.text(1, 3)
    if kind < 0.75:
        return "\n\n".join(_nested(draw))
    lead = draw.sentence()
    if kind < 0.85 and marked_by_paragraph:
        return "\n\n".join([lead, *(f"{i}. {draw.sentence()}" for i in range(1, draw.count(3, 4)))])
    return "\n\n".join([lead, *(f"- {draw.sentence()}" for _ in range(draw.count(2, 4)))])


def _labels(draw: Draw, count: int, first: int, mark: str) -> list[str]:
    """Numbers from `first` on; now and then one is skipped."""
    skipped = draw.count(first + 1, first + count) if draw.chance(0.15) else first + count + 1
    numbers = [n for n in range(first, first + count + 1) if n != skipped][:count]
    return [f"§ {n}" if mark.startswith("§") else str(n) for n in numbers]


def _points(draw: Draw, chair: str, secretary: str, approver: str, start: str, end: str, by_paragraph: bool) -> list[Item]:
    opening = draw.one(("Mötets öppnande", "Mötet öppnas", f"Mötets öppnande {start}"))
    closing = draw.one(("Mötets avslutande", "Mötet avslutas", f"Mötets avslutande {end}"))
    items = [Item(opening, draw.one(("", f"{chair} öppnade mötet.")))]
    if draw.chance(0.6):
        items.append(Item("Val av mötesfunktionärer", f"{secretary} valdes till sekreterare och {approver} till justerare."))
    items += [Item(title, _text(draw, by_paragraph)) for title in draw.some(words.CLUB_MATTERS, 3, 9)]
    return [*items, Item(closing, draw.one(("", f"Mötet avslutades klockan {end}.")))]


def _attendance(draw: Draw, names: list[str]) -> dict[str, Any]:
    away = set(draw.some(names[3:], 0, 3))
    there = tuple(name for name in names if name not in away)
    kind = draw.random.random()
    if kind < 0.5:
        return {"called": tuple(names), "present": there + tuple(draw.names(0, 1))}
    if kind < 0.75 and away:
        return {"present": there, "absent": tuple(name for name in names if name in away)}
    return {"present": there}


def draw_club(draw: Draw, producer: Producer) -> tuple[Meeting, Look, NumberedWording]:
    """A meeting in numbered minutes, and how it is set and worded."""
    names = draw.names(5, 12)
    chair, secretary, approver = names[:3]
    day, (start, end) = draw.day(), draw.hours()
    mark = draw.one(("{}.", "{}.", "{})", "§{}", "§ {}", "§ {}."))
    wording = NumberedWording(
        when=draw.one(("weekday", "slash", "date", "iso", "plain")),
        mark=mark,
        bold_titles=draw.chance(0.7),
        attendance="points" if draw.chance(0.35) else "headings",
        called=draw.one(("Kallade", "Kallade personer")),
        present=draw.one(("Närvarande", "Deltagare", "Närvarande personer")),
        one_a_line=draw.chance(0.35),
        recorded=draw.one(("Vid protokollet:", "Sekreterare:", "Vid pennan:")),
        approved=draw.one(("Justeras", "Justeras:", "Justerat av", None)),
        centred=draw.chance(0.3),
        foot=draw.page_number(),
    )
    meeting = Meeting(
        body=draw.one(words.ASSOCIATIONS),
        title=draw.one(TITLES),
        date=day,
        start=start,
        end=end,
        venue=draw.one(words.CLUB_VENUES),
        secretary=secretary,
        chair=chair,
        approvers=(approver,),
        items=tuple(_points(draw, chair, secretary, approver, start, end, mark.startswith("§"))),
        **_attendance(draw, names),
    )
    first = 1 + attendance_points(meeting, wording)
    if wording.attendance == "headings" and draw.chance(0.25):  # headings without numbers
        return meeting, draw.look(producer), replace(wording, bold_titles=True)
    labels = _labels(draw, len(meeting.items), first, mark)
    items = tuple(replace(item, label=label) for item, label in zip(meeting.items, labels, strict=True))
    return replace(meeting, items=items), draw.look(producer), wording
