"""Answers as people read them in a terminal: rich renderables, nothing printed here.

Text from documents is cleaned first, so that no control character in a PDF ever reaches a terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from data.model import Attendee, Box, Failure, Issue, Item, Minutes, Region
from data.terminal import clean
from search.engine import Hit
from search.finder import Answer


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


def answer(found: Answer, *, asked: bool) -> RenderableType:
    """Hits under one another, each with where it stands, and a last line that says what was searched."""
    parts: list[RenderableType] = []
    for hit in found.hits:
        parts += [_headline(hit), Padding(_snippet(hit), (0, 0, 0, 2), expand=False), Text()]
    shown = len(found.hits)
    total = f"{found.total} item{'s' if found.total != 1 else ''}"
    if shown < found.total:
        total += f", the first {shown} shown (--limit {found.total} shows all)"
    if not found.total:
        total = "nothing found" + (
            ": try fewer words, or a word with * at its end" if asked else ": arende status shows what the archive holds"
        )
    failed = f"; {found.failed} file{'s' if found.failed != 1 else ''} could not be read (arende status)" if found.failed else ""
    parts.append(Text(f"{total}; searched {found.searched} meeting{'s' if found.searched != 1 else ''}{failed}", style="dim"))
    return Group(*parts)


def _headline(hit: Hit) -> Text:
    entry = hit.entry
    line = Text()
    line.append(entry.date or "no date", style="cyan")
    line.append(f"  {clean(entry.body) or 'unknown body'}", style="green")
    title = " ".join(part for part in (entry.label, entry.title) if part) or "(no title)"
    line.append(f"  {clean(title)}", style="bold")
    who = ", ".join(name + (f" ({organisation or role})" if organisation or role else "") for name, organisation, role in entry.who)
    if who:
        line.append(f"  {clean(who)}", style="magenta")
    line.append(f"  [{entry.item}" + (f", page {hit.page}]" if hit.page else "]"), style="dim")
    return line


def _snippet(hit: Hit) -> Text:
    text = Text(clean(hit.snippet))
    for start, end in hit.highlights:
        text.stylize("bold yellow", start, end)
    return text


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
            parts.append(Text.assemble((f"{mark.kind:10}", "cyan"), f" {clean(mark.text)[:70]}", (f"  page {mark.page} [{box}]", "dim")))
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
    return Group(head, Padding(Text(clean(found.text)), (0, 0, 0, 2), expand=False))


def failures(found: Iterable[Failure]) -> RenderableType:
    """Files that could not be read, one a line: file, kind, what to do."""
    lines = [Text.assemble((clean(f.file), "bold"), (f"  {f.code}  ", "red"), clean(f.reason)) for f in found]
    return Group(*lines)


def status(bodies: dict[str, dict[str, int]], meetings: int, failed: Sequence[Failure]) -> RenderableType:
    """Meetings by body and year, then the failures."""
    years = sorted({year for counts in bodies.values() for year in counts})
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("Body")
    for year in years:
        table.add_column(year, justify="right")
    table.add_column("all", justify="right")
    for body, counts in bodies.items():
        table.add_row(clean(body), *(str(counts.get(year, "·")) for year in years), str(sum(counts.values())))
    parts: list[RenderableType] = [Text(f"{meetings} meetings, {len(failed)} files that could not be read"), table]
    if failed:
        parts += [Text(), failures(failed)]
    return Group(*parts)
