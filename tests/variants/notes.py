"""Draws notes: who was called and came, by strikes or by lists, and a table of matters."""

from __future__ import annotations

import datetime as dt
from typing import Any

from msgspec.structs import replace

from data.samples.meeting import MONTHS, WEEKDAYS, Item, Meeting
from data.samples.notes import Column, NotesWording
from data.samples.sheet import Borders, Look, Producer
from tests.variants import words
from tests.variants.draw import FILLS, Draw

TITLES = ("Anteckningar", "Minnesanteckningar", "Mötesanteckningar")
TITLE_LABELS = ("Ärende", "Ärende:", "Ärenden", "Punkt", "Rubrik")
TEXT_LABELS = ("Omfattning/notering", "Omfattning/notering:", "Notering", "Notering:", "Anteckning", "Anteckningar", "Beslut/notering")
PRESENTER_LABELS = ("Föredragande", "Föredragande:", "Ansvarig", "Rapportör")


def _instead(draw: Draw, absent: str) -> str:
    form = draw.one(("~~{}~~ ersättare {}", "~~{}~~, ersättare {}", "~~{}~~ ersättare {}", "~~{}~~ ersätts av {}", "~~{}~~ (ersättare {})"))
    return form.format(absent, draw.name())


def _struck(draw: Draw, names: list[str]) -> dict[str, Any]:
    away = set(draw.some(names[1:], 1, max(1, len(names) // 2)))
    substitutes = draw.chance(0.7)
    entries = [(_instead(draw, n) if substitutes and draw.chance(0.3) else f"~~{n}~~") if n in away else n for n in names]
    return {"called": tuple(entries)}


def _called_and_present(draw: Draw, names: list[str]) -> dict[str, Any]:
    away = set(draw.some(names[1:], 1, max(1, len(names) // 3)))
    substitutes = draw.chance(0.5)
    there: list[str] = []
    for name in names:
        if name not in away:
            there.append(name)
        elif substitutes and draw.chance(0.4):
            there.append(f"{draw.name()} (ersättare för {name})")
    there += draw.names(0, 2)
    return {"called": tuple(names), "present": tuple(there)}


def _present_and_absent(draw: Draw, names: list[str]) -> dict[str, Any]:
    cut = draw.count(len(names) // 2, len(names) - 1)
    noted = draw.chance(0.4)
    there = [f"{n} ({draw.one(words.ORGANISATIONS)})" if noted and draw.chance(0.6) else n for n in names[:cut]]
    return {"present": tuple(there), "absent": tuple(names[cut:])}


def _attendance(draw: Draw, names: list[str]) -> dict[str, Any]:
    kind = draw.random.random()
    if kind < 0.6:
        return _struck(draw, names)
    if kind < 0.8:
        return _called_and_present(draw, names)
    if kind < 0.95:
        return _present_and_absent(draw, names)
    return {"present": tuple(names)}


def _printed_day(draw: Draw, form: int, day: dt.date, time: str) -> str:
    weekday, dotted = WEEKDAYS[day.weekday()], time.replace(":", ".")
    return (
        f"{weekday.capitalize()} den {day.day}/{day.month} {dotted}",
        f"{weekday.capitalize()} {day.day} {MONTHS[day.month - 1]} kl. {dotted}",
        f"{day.day}/{day.month} kl. {dotted}",
        f"{day} kl. {dotted}",
    )[form]


def _coming(draw: Draw, after: dt.date) -> tuple[Item, tuple[str, ...]]:
    """The row of next year's meetings, and their starts."""
    year = after.year + 1
    form, starts, printed = draw.count(0, 3), list[str](), list[str]()
    for month in sorted(draw.some([1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12], 3, 5)):
        day = dt.date(year, month, draw.count(1, 28))
        day += dt.timedelta(days=(1 - day.weekday()) % 7)
        if day.month != month:
            day -= dt.timedelta(days=7)
        time = draw.one(("15:00", "13:30", "09:00"))
        starts.append(f"{day}T{time}")
        printed.append(_printed_day(draw, form, day, time))
    title = draw.one((f"Mötetider för {year}", f"Mötestider {year}", f"Kommande möten {year}"))
    return Item(title, "\n\n".join([f"Tider för {year}:", *printed])), tuple(starts)


def _items(draw: Draw, names: list[str], presented: bool) -> list[Item]:
    items = [
        Item(
            "Föregående möte",
            draw.one(("Anteckningarna godkändes.", "Anteckningarna från föregående möte godkändes och lades till handlingarna.")),
        )
    ]
    for title in draw.some(words.MATTERS, 3, 8):
        text = draw.text(1, draw.one((2, 4, 7)))
        items.append(Item(title, draw.emphasised(text) if draw.chance(0.12) else text))
    if not presented:
        return items
    seen = []
    for item in items:
        who = [draw.one(names) if draw.chance(0.6) else draw.name() for _ in range(draw.one((0, 1, 1, 1, 1, 2, 3)))]
        seen.append(replace(item, presenters=tuple(draw.presenter(name) for name in dict.fromkeys(who))))
    return seen


def _columns(draw: Draw, numbered: bool) -> tuple[tuple[Column, ...], tuple[float, ...]]:
    apart = numbered and draw.chance(0.5)
    kind = draw.random.random()
    columns: tuple[Column, ...] = ("title", "text", "presenters")
    widths: tuple[float, ...] = draw.one(((22, 54, 24), (24, 51, 25), (26, 48, 26)))
    if kind < 0.12:
        columns, widths = ("title", "presenters", "text"), (23, 25, 52)
    elif kind < 0.2:
        columns, widths = ("title", "text"), (28, 72)
    if apart:
        return ("number", *columns), (6, *widths)
    return columns, widths


def _wording(draw: Draw, numbered: bool, people: int) -> NotesWording:
    columns, widths = _columns(draw, numbered)
    colon = draw.chance(0.3)
    labels: dict[Column, str] = {
        "number": draw.one(("Nr", "Nr.", "#", "Punkt")),
        "title": "Ärende:" if colon else draw.one(TITLE_LABELS[:1] + TITLE_LABELS[2:]),
        "text": "Omfattning/notering:" if colon else draw.one(TEXT_LABELS),
        "presenters": "Föredragande:" if colon else draw.one(PRESENTER_LABELS),
    }
    if labels["number"] == labels["title"]:
        labels["number"] = "Nr"
    borders: Borders = draw.one(("grid", "grid", "grid", "rows", "none"))
    return NotesWording(
        when=draw.one(("iso", "iso", "weekday", "slash", "date", "definite", "plain", "fields")),
        venue=draw.one(("Plats: {}", "Plats: {}", "Fysiskt möte, {}", "Lokal: {}")),
        called=draw.one(("Kallade:", "Kallade:", "Kallade")),
        present=draw.one(("Närvarande:", "Närvarande", "Deltagare:")),
        absent=draw.one(("Frånvarande:", "Frånvarande", "Anmält förhinder:")),
        one_a_line=people <= 14 and draw.chance(0.25),
        full_stop=draw.chance(0.6),
        underlined=draw.chance(0.2),
        title_first=draw.chance(0.15),
        bold_titles=draw.chance(0.25),
        columns=columns,
        widths=widths,
        labels=labels,
        number=draw.one(("{}. ", "{}. ", "{}) ", "{} ")),
        borders=borders,
        header_fill=draw.one(FILLS) if borders != "none" and draw.chance(0.45) else None,
        repeat_header=draw.chance(0.4),
        presenter=draw.one(("space", "space", "line", "line", "comma", "brackets")),
        recorded=draw.one(("Antecknat av:", "Antecknat av", "Vid anteckningarna:", "Sekreterare:")),
        recorded_as=draw.one(("{}", "{}", "{}, sekreterare", "{} för kansliet")),
        recorded_on_line=draw.chance(0.3),
        foot=draw.page_number(),
    )


def draw_notes(draw: Draw, producer: Producer) -> tuple[Meeting, Look, NotesWording]:
    """A meeting in notes, and how it is set and worded."""
    names, venue = draw.names(5, draw.one((10, 24, 40))), draw.one(words.VENUES)
    numbered = draw.chance(0.35)
    wording = _wording(draw, numbered, len(names))
    if venue.startswith("Digitalt"):
        wording = replace(wording, venue="Plats: {}")
    items = _items(draw, names, "presenters" in wording.columns)
    day, (start, end) = draw.day(), draw.hours()
    coming: tuple[str, ...] = ()
    if draw.chance(0.3):
        row, coming = _coming(draw, day)
        items.append(row)
    if numbered:
        items = [replace(item, label=str(place)) for place, item in enumerate(items, 1)]
    meeting = Meeting(
        body=draw.one(words.COUNCILS),
        title=draw.one(TITLES),
        date=day,
        start=start,
        end=end,
        venue=venue,
        secretary=names[0],
        items=tuple(items),
        next_meetings=coming,
        **_attendance(draw, names),
    )
    return meeting, draw.look(producer), wording
