"""The commands about things over all meetings: topics, people. Registered by the command line; nothing heavy is imported here."""

from __future__ import annotations

from typing import Annotated

import typer

from search.commands import DEFAULT, AsJson, Folder, print_json, show


def register(app: typer.Typer) -> None:
    """Adds the commands to the command line."""
    app.command()(topics)
    people = typer.Typer(invoke_without_command=True, callback=people_list)
    people.command("show")(people_show)
    app.add_typer(people, name="people")


def topics(archive: Folder = DEFAULT, json: AsJson = False) -> None:
    """List the topics with how many items each has, by year."""
    from data.archive import Archive
    from data.overview import topic_counts
    from data.topics import taxonomy

    with Archive.open(archive) as held:
        counts = topic_counts(held)
    if json:
        known = taxonomy().values()
        print_json([{"id": t.id, "sv": t.sv, "en": t.en, "broader": t.broader, "items": counts[t.id]} for t in known])
        return
    from search import render_registry

    show(render_registry.topics(counts))


def people_list(
    context: typer.Context,
    archive: Folder = DEFAULT,
    limit: Annotated[int | None, typer.Option(min=1, help="How many to show; all by default.")] = None,
    json: AsJson = False,
) -> None:
    """List people with how often they attended, were missed, presented and are mentioned."""
    if context.invoked_subcommand:
        return
    import msgspec

    from data.archive import Archive
    from data.overview import people

    with Archive.open(archive) as held:
        found = people(held)[:limit]
    if json:
        print_json(msgspec.to_builtins(found))
        return
    from search import render_registry

    show(render_registry.people(found))


def people_show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, however hyphenated or cased.")],
    archive: Folder = DEFAULT,
    json: AsJson = False,
) -> None:
    """Show one person: meetings attended and missed, items presented and mentioned in."""
    from data import overview
    from data.archive import Archive
    from data.errors import NotFoundError
    from data.organisations import fold

    with Archive.open(archive) as held:
        found = overview.person(held, fold(name))
        if found is None:
            raise NotFoundError(f"nobody called {name} attended, presented or is mentioned", "arende people list shows who is")
        meetings, items = overview.meetings_of(held, found.key), overview.items_of(held, found.key)
    if json:
        said = [{"minutes": m, "date": d or None, "body": b or None, "status": s} for m, d, b, s in meetings]
        done = [{"item": i, "date": d or None, "title": t or None, "how": h} for i, d, t, h in items]
        print_json({"key": found.key, "name": found.name, "meetings": said, "items": done})
        return
    from search import render_registry

    show(render_registry.person(found, meetings, items))
