"""Meetings, items, failures and counts as people read them in a terminal: rich renderables, nothing printed here.

Text from documents is cleaned first, so that no control character in a PDF ever reaches a terminal.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from data.model import Attendee, Box, Failure, Issue, Item, Minutes, Region
from data.terminal import clean, clean_text

SOME_UNKNOWN = 12
"""How many unknown organisations a person is shown."""


class Mark(Protocol):
    """Something found on a page, as `arende explain` lists it."""

    @property
    def kind(self) -> str: ...

    @property
    def text(self) -> str: ...

    @property
    def page(self) -> int: ...

    @property
    def box(self) -> Box: ...


def timeline(counts: Mapping[str, int]) -> RenderableType:
    """A bar for each year or month."""
    most = max(counts.values(), default=0)
    from rich.table import Table

    table = Table(box=None, pad_edge=False, show_header=False)
    for period, count in counts.items():
        table.add_row(Text(period, style="cyan"), Text("█" * math.ceil(40 * count / most) if most else "", style="green"), str(count))
    return table if counts else Text("nothing found")


def _where(source: Sequence[Region]) -> str:
    return "; ".join(f"page {r.page} [{', '.join(f'{x:.0f}' for x in r.box)}]" for r in source)


def one(minutes: Minutes, found: Item | None, paths: Iterable[str]) -> RenderableType:
    """A meeting, or one of its items with the meeting's name and files."""
    if found is None:
        return meeting(minutes, paths)
    head = Text(f"{clean(minutes.body) or 'Unknown body'}  {minutes.date or 'no date'}")
    for path in paths:
        head.append(f"\n{clean(path)}", style="dim")
    return Group(head, Padding(item(found), (1, 0, 0, 0), expand=False))


def explanation(layout: str, why: str, marks: Sequence[Mark], issues: Sequence[Issue]) -> RenderableType:
    """How a document was read, in words: the layout, what was found where, what was not settled."""
    parts: list[RenderableType] = [Text.assemble((layout, "bold"), f": {clean(why)}")]
    for mark in marks:
        if mark.kind != "row":
            box = ", ".join(f"{x:.0f}" for x in mark.box)
            parts.append(
                Text.assemble(
                    (f"{mark.kind:10}", "cyan"), f" {clean(' '.join(mark.text.split()))[:70]}", (f"  page {mark.page} [{box}]", "dim")
                )
            )
    parts += [Text(f"not settled: {clean(issue.message)}", style="yellow") for issue in issues]
    return Group(*parts)


def meeting(minutes: Minutes, paths: Iterable[str]) -> RenderableType:
    """A meeting whole: head, attendance, items, open questions, and the files it was read from."""
    m = minutes
    head = Text()
    head.append(f"{clean(m.body) or 'Unknown body'}  {m.date or 'no date'}", style="bold")
    times = "–".join(t for t in (m.start, m.end) if t)
    head.append("\n" + "  ".join(clean(p) for p in (m.title, times, m.venue, m.municipality) if p))
    for path in paths:
        head.append(f"\n{clean(path)}", style="dim")
    parts: list[RenderableType] = [head]
    if m.attendance:
        parts.append(Padding(_attendance(m.attendance), (1, 0, 0, 0), expand=False))
    parts += [Padding(item(i), (1, 0, 0, 0), expand=False) for i in m.items]
    for title, people in (("Recorded by", m.recorded_by), ("Approved by", m.approved_by)):
        if people:
            parts.append(Padding(Text(f"{title}: {clean(', '.join(p.name for p in people))}"), (1, 0, 0, 0), expand=False))
    if m.next_meetings:
        parts.append(Text("Next meetings: " + ", ".join(n.start.replace("T", " ") for n in m.next_meetings)))
    for issue in m.issues:
        parts.append(Text(f"not settled: {clean(issue.message)}" + (f" (page {issue.page})" if issue.page else ""), style="yellow"))
    return Group(*parts)


def _attendance(entries: Sequence[Attendee]) -> Text:
    text = Text()
    for status, style in (("present", "green"), ("absent", "red"), ("unknown", "dim")):
        names = [e.name + (f" (for {e.substitute_for})" if e.substitute_for else "") for e in entries if e.status == status]
        if names:
            text.append(f"{status.capitalize()} ({len(names)}): ", style=style)
            text.append(clean(", ".join(names)) + "\n")
    text.rstrip()
    return text


def item(found: Item) -> RenderableType:
    """An item: label, title, presenters, text, and where it stands."""
    head = Text(clean(" ".join(p for p in (found.label, found.title) if p) or "(no title)"), style="bold")
    for presenter in found.presenters:
        belongs = ", ".join(p for p in (presenter.role, presenter.organisation) if p)
        head.append(f"\n{clean(presenter.name)}" + (f", {clean(belongs)}" if belongs else ""), style="magenta")
    if found.reference:
        head.append(f"\n{clean(found.reference)}", style="cyan")
    head.append(f"\n{found.id}  {_where(found.source)}", style="dim")
    return Group(head, Padding(Text(clean_text(found.text)), (0, 0, 0, 2), expand=False))


def failures(found: Iterable[Failure]) -> RenderableType:
    """Files that could not be read, one a line: file, kind, what to do."""
    lines = [Text.assemble((clean(f.file), "bold"), (f"  {f.code}  ", "red"), clean(f.reason)) for f in found]
    return Group(*lines)


def status(bodies: dict[str, dict[str, int]], meetings: int, failed: Sequence[Failure], unknown: Mapping[str, int]) -> RenderableType:
    """Meetings by body and year, then the failures, then presenters' organisations that the registry does not know."""
    years = sorted({year for counts in bodies.values() for year in counts})
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Body")
    for year in years:
        table.add_column(year, justify="right")
    table.add_column("all", justify="right")
    for body, counts in bodies.items():
        table.add_row(clean(body), *(str(counts.get(year, "·")) for year in years), str(sum(counts.values())))
    parts: list[RenderableType] = [Text(f"{many(meetings, 'meeting')}, {many(len(failed), 'file')} that could not be read"), table]
    if failed:
        parts += [Text(), failures(failed)]
    if unknown:
        listed = ", ".join(f"{clean(name)} ({count})" for name, count in list(unknown.items())[:SOME_UNKNOWN])
        more = f" and {len(unknown) - SOME_UNKNOWN} more (see --json)" if len(unknown) > SOME_UNKNOWN else ""
        parts += [Text(f"\n{many(len(unknown), 'organisation')} the registry does not know: {listed}{more}", style="dim")]
    return Group(*parts)


def many(count: int, what: str) -> str:
    """A count with its noun: 1 meeting, 2 meetings."""
    return f"{count} {what}{'' if count == 1 else 's'}"
