"""Topics and people as people read them in a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from data.people import Decision
from data.taxonomy import tree
from data.terminal import clean


class Person(Protocol):
    """A person's counts."""

    @property
    def name(self) -> str: ...

    @property
    def told_apart(self) -> str: ...

    @property
    def attended(self) -> int: ...

    @property
    def missed(self) -> int: ...

    @property
    def presented(self) -> int: ...

    @property
    def mentioned(self) -> int: ...


class Place(Protocol):
    """A place, and how much it is mentioned."""

    @property
    def name(self) -> str: ...

    @property
    def municipality(self) -> str | None: ...

    @property
    def latitude(self) -> float | None: ...

    @property
    def longitude(self) -> float | None: ...

    @property
    def items(self) -> int: ...

    @property
    def times(self) -> int: ...


class Office(Protocol):
    """What a person was, and when."""

    @property
    def kind(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def first(self) -> str: ...

    @property
    def last(self) -> str: ...


def topics(counts: Mapping[str, Mapping[str, int]]) -> RenderableType:
    """A row a topic that has items, narrower ones under their broader, a column a year."""
    years = sorted({year for some in counts.values() for year in some})
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Topic")
    table.add_column("id", style="dim")
    for year in years:
        table.add_column(year, justify="right")
    table.add_column("all", justify="right")
    for depth, subject in tree():
        some = counts.get(subject.id, {})
        if some:
            table.add_row("  " * depth + subject.sv, subject.id, *(str(some.get(year, "·")) for year in years), str(sum(some.values())))
    return table if years else Text("no item has a topic yet: arende retag tags what was taken in before")


def places(found: Sequence[Place]) -> RenderableType:
    """A row a place, with degrees north and east."""
    if not found:
        return Text("no text mentions a place")
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("Place", "municipality", "north", "east", "items", "times"):
        table.add_column(title, justify="left" if title in ("Place", "municipality") else "right")
    for one in found:
        degrees = (f"{number:.4f}" if number is not None else "·" for number in (one.latitude, one.longitude))
        table.add_row(clean(one.name), clean(one.municipality or "·"), *degrees, str(one.items), str(one.times))
    return table


def people(found: Sequence[Person]) -> RenderableType:
    """A row a person."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Name")
    for title in ("attended", "missed", "presented", "mentioned"):
        table.add_column(title, justify="right")
    for one in found:
        table.add_row(clean(one.told_apart), *(str(n or "·") for n in (one.attended, one.missed, one.presented, one.mentioned)))
    return table


def person(
    one: Person, meetings: Sequence[tuple[str, str, str, str]], items: Sequence[tuple[str, str, str, str]], offices: Sequence[Office]
) -> RenderableType:
    """What one person was, and their meetings and items, newest first."""
    parts: list[RenderableType] = [Text(clean(one.told_apart), style="bold")]
    for office in offices:
        dates = office.first if office.first == office.last else f"{office.first} – {office.last}"
        parts.append(Text(f"  {office.kind}: {clean(office.name)}  {dates}", style="dim"))
    for status, style in (("present", "green"), ("absent", "red"), ("unknown", "dim")):
        some = [meeting for meeting in meetings if meeting[3] == status]
        if some:
            parts.append(Text(f"\n{status.capitalize()} at {len(some)} meeting{'s' if len(some) != 1 else ''}", style=style))
            parts += [Text(f"  {date}  {clean(body)}  [{name}]") for name, date, body, _ in some]
    for how in ("presented", "mentioned"):
        some = [item for item in items if item[3] == how]
        if some:
            parts.append(
                Text(
                    f"\n{'Presented' if how == 'presented' else 'Mentioned in'} {len(some)} item{'s' if len(some) != 1 else ''}",
                    style="magenta",
                )
            )
            parts += [Text(f"  {date}  {clean(title)}  [{name}]") for name, date, title, _ in some]
    return Group(*parts)


def suggestions(pairs: Sequence[tuple[Person, Person, str]]) -> RenderableType:
    """A row a pair of names, with how often each occurs."""
    if not pairs:
        return Text("no two names look alike")
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in ("Name", "times", "and", "times", "why"):
        table.add_column(title, justify="right" if title == "times" else "left")
    for one, other, why in pairs:
        table.add_row(clean(one.told_apart), str(_times(one)), clean(other.told_apart), str(_times(other)), why)
    return Group(table, Text("\narende people merge KEPT OTHER makes two names one person", style="dim"))


def _times(one: Person) -> int:
    return one.attended + one.missed + one.presented + one.mentioned


def decisions(found: Sequence[Decision]) -> RenderableType:
    """The log, a line a decision."""
    return Group(*map(decision, found)) if found else Text("nothing has been decided about people")


def decision(one: Decision) -> Text:
    """One decision in words, struck when it was undone."""
    where = [w for w in (one.body, one.municipality) if w]
    where += [f"{one.first or '…'} – {one.last or '…'}"] if one.first or one.last else []
    said = f"{clean(one.person)} is {clean(one.target)}"
    if one.action == "split":
        said = f"{clean(one.person)} in {clean(', '.join(where))} is {clean(one.target)}"
    reason = f": {clean(one.reason)}" if one.reason else ""
    line = Text(f"{one.number}  {(one.decided or '')[:10]}  {one.action}  ")
    line.append(f"{said}{reason}", style="strike" if one.undone else "")
    return line.append(f"  undone {one.undone[:10]}", style="dim") if one.undone else line
