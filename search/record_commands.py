"""The commands that give records: show, export, schema. Registered by the command line; nothing heavy is imported here."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from data.errors import UsageError
from search.commands import DEFAULT, AsJson, Folder, engine_of, print_json
from search.commands import show as display
from search.options import Given, filtered, filters_from

NAMES = ("show", "export", "schema")


def register(app: typer.Typer, name: str) -> None:
    """Adds one of the commands to the command line."""
    own: dict[str, Callable[..., Any]] = {"show": show, "export": filtered(export), "schema": schema}
    app.command(name)(own[name])


def show(
    name: Annotated[str, typer.Argument(metavar="ID", help="A meeting's id, or an item's: umebra-2024-09-24/2.")],
    archive: Folder = DEFAULT,
    json: AsJson = False,
) -> None:
    """Show one meeting or one item, with file, page and place."""
    import msgspec

    from data.archive import Archive

    with Archive.open(archive) as held:
        minutes, item = held.item(name) if "/" in name else (held.get(name), None)
        paths = held.paths(minutes.id)
    if json:
        print_json({**msgspec.to_builtins(item or minutes), "paths": list(paths)})
        return
    from search import render

    display(render.one(minutes, item, paths))


def export(
    filters: Given,
    archive: Folder = DEFAULT,
    form: Annotated[str, typer.Option("--format", help="json (one array), jsonl (a record a line) or csv.")] = "json",
    table: Annotated[str | None, typer.Option(help="With csv: items, attendance or mentions.")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", readable=False, help="Write to a file, whole or not at all.")
    ] = None,
) -> None:
    """Export records: all of them, or the meetings with at least one item that the filters let through."""
    from data import exporting
    from data.archive import Archive
    from search.finder import select

    if form not in ("json", "jsonl", "csv"):
        raise UsageError(f"there is no format “{form}”", "--format takes json, jsonl or csv")
    if table and form != "csv":
        raise UsageError("--table goes with --format csv", "json and jsonl hold everything")
    if table and table not in exporting.TABLES:
        raise UsageError(f"there is no table “{table}”", f"--table takes {', '.join(exporting.TABLES)}")
    with Archive.open(archive) as held:
        with exporting.written(output, sys.stdout) as out:
            records = select(held, engine_of(held), filters_from(filters), matching_items=table == "items")
            exporting.write(records, out, form, table or "items")
        held.tell_unreadable()


def schema() -> None:
    """Print the JSON Schema that every exported record validates against."""
    from data.model import json_schema

    print_json(json_schema())
