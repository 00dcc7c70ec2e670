"""The commands about what minutes are about: topics and places. Registered by the command line; nothing heavy is imported here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from search.commands import DEFAULT, AsJson, Folder, print_json, show

NAMES = ("topics", "places")


def register(app: typer.Typer, name: str) -> None:
    """Adds one of the commands to the command line."""
    own: dict[str, Callable[..., None]] = {"topics": topics, "places": places}
    app.command(name)(own[name])


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


def places(
    archive: Folder = DEFAULT,
    limit: Annotated[int | None, typer.Option(min=1, help="How many to show; all by default.")] = None,
    json: AsJson = False,
) -> None:
    """List the places that texts mention, with how many items do, municipality and coordinates where known."""
    import msgspec

    from data.archive import Archive
    from data.overview import places as mentioned

    with Archive.open(archive) as held:
        found = mentioned(held)[:limit]
    if json:
        print_json(msgspec.to_builtins(found))
        return
    from search import render_registry

    show(render_registry.places(found))
