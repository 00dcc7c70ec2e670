"""Topics and people as people read them in a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from data.terminal import clean
from data.topics import taxonomy


class Person(Protocol):
    """A person's counts."""

    @property
    def name(self) -> str: ...

    @property
    def attended(self) -> int: ...

    @property
    def missed(self) -> int: ...

    @property
    def presented(self) -> int: ...

    @property
    def mentioned(self) -> int: ...


def topics(counts: Mapping[str, Mapping[str, int]]) -> RenderableType:
    """A row a topic that has items, narrower ones under their broader, a column a year."""
    years = sorted({year for some in counts.values() for year in some})
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Topic")
    table.add_column("id", style="dim")
    for year in years:
        table.add_column(year, justify="right")
    table.add_column("all", justify="right")
    for subject in taxonomy().values():
        some = counts.get(subject.id, {})
        if some:
            table.add_row(subject.sv, subject.id, *(str(some.get(year, "·")) for year in years), str(sum(some.values())))
    return table if years else Text("no item has a topic yet: arende retag tags what was taken in before")


def people(found: Sequence[Person]) -> RenderableType:
    """A row a person."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Name")
    for title in ("attended", "missed", "presented", "mentioned"):
        table.add_column(title, justify="right")
    for one in found:
        table.add_row(clean(one.name), *(str(n or "·") for n in (one.attended, one.missed, one.presented, one.mentioned)))
    return table


def person(one: Person, meetings: Sequence[tuple[str, str, str, str]], items: Sequence[tuple[str, str, str, str]]) -> RenderableType:
    """One person's meetings and items, newest first."""
    parts: list[RenderableType] = [Text(clean(one.name), style="bold")]
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
