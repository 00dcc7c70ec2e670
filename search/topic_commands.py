"""The commands about what minutes are about: topics. Registered by the command line; nothing heavy is imported here."""

from __future__ import annotations

import typer

from search.commands import DEFAULT, AsJson, Folder, print_json, show

NAMES = ("topics",)


def register(app: typer.Typer, name: str) -> None:
    """Adds one of the commands to the command line."""
    app.command(name)({"topics": topics}[name])


def topics(archive: Folder = DEFAULT, json: AsJson = False) -> None:
    """List the topics with how many items each has, narrower ones counted in, by year."""
    from data.archive import Archive
    from data.overview import topic_counts
    from data.taxonomy import tree

    with Archive.open(archive) as held:
        counts = topic_counts(held)
    if json:
        print_json([{"id": t.id, "sv": t.sv, "en": t.en, "broader": t.broader, "items": counts[t.id]} for _, t in tree()])
        return
    from search import render_registry

    show(render_registry.topics(counts))
