"""The commands that ask: search, items, timeline, similar. Registered by the command line; nothing heavy is imported here."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from data.errors import UsageError
from search.options import Given, filtered, filters_from

if TYPE_CHECKING:
    from data.archive import Archive
    from search.engine import Engine

Folder = Annotated[Path, typer.Option("--archive", envvar="ARENDE_ARCHIVE", metavar="DIR", readable=False, help="The archive's folder.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
Asked = Annotated[
    str, typer.Argument(metavar="QUERY", help="Words, all of them; phrases in quotes; AND OR NOT; brand*; narkotka~; föredragande:polisen.")
]
WithFacets = Annotated[bool, typer.Option("--facets", help="Count the hits by year, body, organisation, place and topic.")]
DEFAULT = Path("archive")


NAMES = ("search", "items", "timeline", "similar")


def register(app: typer.Typer, name: str) -> None:
    """Adds one of the commands to the command line."""
    own: dict[str, Callable[..., None]] = {"search": search, "items": items, "timeline": timeline, "similar": similar}
    app.command(name)(filtered(own[name]))


def search(
    filters: Given,
    query: Asked,
    archive: Folder = DEFAULT,
    sort: Annotated[str, typer.Option(help="relevance, or date for newest first.")] = "relevance",
    recent: Annotated[bool, typer.Option("--recent/--no-recent", help="Let newer meetings weigh a little more.")] = True,
    limit: Annotated[int, typer.Option(min=1, help="How many hits to show.")] = 20,
    facets: WithFacets = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say how the query was understood and why each hit matched.")] = False,
    json: AsJson = False,
) -> None:
    """Find agenda items by words in title, text and presenters, best first."""
    if sort not in ("relevance", "date"):
        raise UsageError(f"there is no order “{sort}”", "--sort takes relevance or date")
    _answer(archive, filters, query, json, newest_first=sort == "date", recent=recent, limit=limit, facets=facets, explain=explain)


def items(
    filters: Given,
    archive: Folder = DEFAULT,
    limit: Annotated[int | None, typer.Option(min=1, help="How many to show; all by default.")] = None,
    facets: WithFacets = False,
    json: AsJson = False,
) -> None:
    """List agenda items by filters alone, newest first."""
    _answer(archive, filters, None, json, limit=limit, facets=facets)


def timeline(
    filters: Given,
    query: Asked,
    archive: Folder = DEFAULT,
    by: Annotated[str, typer.Option(help="year or month.")] = "year",
    json: AsJson = False,
) -> None:
    """Count a query's hits per year or month, as a small chart."""
    from data.archive import Archive
    from search.finder import timeline as count

    if by not in ("year", "month"):
        raise UsageError(f"there is no --by {by}", "--by takes year or month")
    with Archive.open(archive) as held:
        counts = count(held, engine_of(held), query, filters_from(filters), by_month=by == "month")
    if json:
        print_json({"query": query, "by": by, "counts": counts})
        return
    from search import render

    show(render.timeline(counts))


def similar(
    filters: Given,
    item: Annotated[str, typer.Argument(metavar="ITEM", help="An item's id: umebra-2024-09-24/2.")],
    archive: Folder = DEFAULT,
    limit: Annotated[int, typer.Option(min=1, help="How many to show.")] = 10,
    json: AsJson = False,
) -> None:
    """Find items that speak of the same as one item."""
    from data.archive import Archive
    from search.finder import similar as find

    with Archive.open(archive) as held:
        minutes, found = held.item(item)
        answer = find(held, engine_of(held), minutes, found, filters_from(filters), limit)
    _print_answer(answer, json, asked=True)


def engine_of(held: Archive) -> Engine:
    """The search engine of an archive, brought level with it where it can be."""
    from search.opening import opened

    engine, warning = opened(held)
    if warning:
        from data.terminal import clean

        print(f"arende: {clean(warning)}", file=sys.stderr)
    return engine


def _answer(folder: Path, filters: Given, query: str | None, json: bool, **how: Any) -> None:
    from data.archive import Archive
    from search.finder import Wanted, find

    with Archive.open(folder) as held:
        answer = find(held, engine_of(held), query, filters_from(filters), Wanted(**how))
    _print_answer(answer, json, asked=query is not None)


def _print_answer(answer: Any, json: bool, *, asked: bool) -> None:
    if json:
        from search.answers import as_json

        print_json(as_json(answer))
        return
    from data.terminal import show_lines
    from search.render_answer import answer as lines

    show_lines(lines(answer, asked=asked), sys.stdout)


def print_json(value: Any) -> None:
    """Prints a value as JSON."""
    from data.terminal import show_json

    show_json(value, sys.stdout)


def show(what: Any) -> None:
    """Shows what a person is to read."""
    from data import terminal

    terminal.show(what, sys.stdout)
