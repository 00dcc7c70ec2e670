"""The commands about people over all meetings: who they are, and deciding who is who. Nothing heavy is imported here."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from data.errors import NotFoundError, UsageError
from search.commands import DEFAULT, AsJson, Folder, engine_of, print_json, show

if TYPE_CHECKING:
    from data.archive import Archive
    from data.overview import Person
    from data.people import Decision

Name = Annotated[str, typer.Argument(metavar="NAME", help="A name, however hyphenated or cased.")]
Reason = Annotated[str, typer.Option(help="Why; kept in the log.")]
Limit = Annotated[int | None, typer.Option(min=1, help="How many to show; all by default.")]
_MOST = 5
"""How many people are told that may have been meant."""


NAMES = ("people",)


def register(app: typer.Typer, name: str) -> None:
    """Adds the commands to the command line, all under one name."""
    people = typer.Typer(invoke_without_command=True, callback=listed)
    for inner, command in (
        ("list", everybody),
        ("show", one),
        ("suggest", suggest),
        ("merge", merge),
        ("split", split),
        ("undo", undo),
        ("log", log),
    ):
        people.command(inner)(command)
    app.add_typer(people, name=name)


def listed(context: typer.Context, archive: Folder = DEFAULT, limit: Limit = None, json: AsJson = False) -> None:
    """List people: meetings they attended and missed, items they presented and are mentioned in."""
    if not context.invoked_subcommand:
        everybody(archive, limit, json)


def everybody(archive: Folder = DEFAULT, limit: Limit = None, json: AsJson = False) -> None:
    """List people: meetings they attended and missed, items they presented and are mentioned in."""
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


def one(name: Name, archive: Folder = DEFAULT, json: AsJson = False) -> None:
    """Show one person: meetings attended and missed, items presented and mentioned in, and what they were when."""
    import msgspec

    from data import overview
    from data.archive import Archive

    with Archive.open(archive) as held:
        key, others = _known(held, name, loosely=True)
        found = overview.person(held, key)
        assert found is not None
        meetings, items, offices = overview.meetings_of(held, key), items_of_person(held, key), overview.offices(held, key)
    if json:
        said = [{"minutes": m, "date": d or None, "body": b or None, "status": s} for m, d, b, s in meetings]
        done = [{"item": i, "date": d or None, "title": t or None, "how": h} for i, d, t, h in items]
        was = msgspec.to_builtins(offices)
        told = {"key": found.key, "name": found.name, "number": found.number}
        print_json({**told, "meetings": said, "items": done, "offices": was, "others": others})
        return
    from search import render_registry

    show(render_registry.person(found, meetings, items, offices))
    if others:
        from data.terminal import clean

        more = f" and {len(others) - _MOST} more" if len(others) > _MOST else ""
        print(f"the name also means {clean(' and '.join(others[:_MOST]))}{more}", file=sys.stderr)


def items_of_person(held: Archive, key: str) -> list[tuple[str, str, str, str]]:
    """The items that --person finds for a person: (id, date, title, presented or mentioned), newest first."""
    from data.overview import items_of
    from data.people import Registry
    from search.filters import Filters
    from search.finder import Wanted, find

    asked = Registry.of(held.decisions()).asked(key)
    hits = find(held, engine_of(held), None, Filters(person=(asked,)), Wanted(limit=None)).hits
    tagged = items_of(held, key)
    known = {name for name, *_ in tagged}
    named = [(hit.entry.item, hit.entry.date or "", hit.entry.title, "mentioned") for hit in hits if hit.entry.item not in known]
    return sorted(sorted([*tagged, *named]), key=lambda item: item[1], reverse=True)


def suggest(archive: Folder = DEFAULT, limit: Limit = None, json: AsJson = False) -> None:
    """Suggest names that may be one person's; nothing changes until somebody merges them."""
    import msgspec

    from data.archive import Archive
    from data.lookalikes import lookalikes
    from data.overview import people

    with Archive.open(archive) as held:
        found = {person.key: person for person in people(held)}
        refused = {frozenset((d.person, d.target)) for d in held.decisions() if d.undone}
    pairs = [pair for pair in lookalikes(found) if frozenset((pair.one, pair.other)) not in refused][:limit]
    if json:
        print_json([{"one": msgspec.to_builtins(found[p.one]), "other": msgspec.to_builtins(found[p.other]), "why": p.why} for p in pairs])
        return
    from search import render_registry

    show(render_registry.suggestions([(found[pair.one], found[pair.other], pair.why) for pair in pairs]))


def merge(
    kept: Annotated[str, typer.Argument(metavar="KEPT", help="The person who stays.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The name that is the same person's.")],
    reason: Reason = "",
    archive: Folder = DEFAULT,
    json: AsJson = False,
) -> None:
    """Decide that two names are one person."""
    from data.archive import Archive
    from data.people import Decision

    with Archive.open(archive, write=True) as held:
        target, person = _known(held, kept)[0], _known(held, other)[0]
        if target == person:
            raise UsageError(f"{kept} and {other} are one person already", "arende people log tells why")
        done = held.decide(Decision(action="merge", person=person, target=target, reason=reason))
        _finish(held, done, json)


def split(
    name: Name,
    body: Annotated[str | None, typer.Option(help="In the meetings of this body.")] = None,
    municipality: Annotated[str | None, typer.Option(help="In the meetings of this municipality.")] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DATE", help="In meetings from this date.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DATE", help="In meetings to this date, inclusive.")] = None,
    reason: Reason = "",
    archive: Folder = DEFAULT,
    json: AsJson = False,
) -> None:
    """Decide that a name means another person in some meetings."""
    from data.archive import Archive
    from data.overview import parted
    from data.people import Decision, Registry
    from search.filters import Filters, day, resolve

    if not (body or municipality or first or last):
        raise UsageError("which meetings are the other person's is not said", "name them by --body, --municipality, --from or --to")
    begin, end = day(first, last=False), day(last, last=True)
    if begin and end and begin > end:
        raise UsageError(f"--from {first} is after --to {last}", "give the earlier date to --from")
    with Archive.open(archive, write=True) as held:
        resolve(Filters(body=(body,) if body else (), municipality=(municipality,) if municipality else ()), held)
        person = _known(held, name)[0]
        new = Registry.of(held.decisions()).free(person)
        told = Decision(
            action="split", person=person, target=new, body=body, municipality=municipality, first=begin, last=end, reason=reason
        )
        theirs, left = parted(held, person, told)
        if not (theirs and left):
            where = "none of those meetings" if left else "no meeting but those"
            raise UsageError(
                f"{name} is in {where}, so that nobody would be told apart", "arende people show NAME lists the ones there are"
            )
        _finish(held, held.decide(told), json)


def undo(
    number: Annotated[int | None, typer.Argument(min=1, metavar="NUMBER", help="Which decision; the latest by default.")] = None,
    archive: Folder = DEFAULT,
    json: AsJson = False,
) -> None:
    """Take a decision about people back."""
    from data.archive import Archive

    with Archive.open(archive, write=True) as held:
        able = [one.number for one in held.decisions() if one.undone is None]
        wanted = number if number is not None else (able[-1] if able else 0)
        if wanted not in able:
            raise NotFoundError("there is no such decision to undo", "arende people log lists them")
        done = held.undo(wanted)
        _finish(held, done, json)


def log(archive: Folder = DEFAULT, json: AsJson = False) -> None:
    """List what has been decided about people, with reasons."""
    import msgspec

    from data.archive import Archive

    with Archive.open(archive) as held:
        found = held.decisions()
    if json:
        print_json(msgspec.to_builtins(found))
        return
    from search import render_registry

    show(render_registry.decisions(found))


def _known(held: Archive, name: str, *, loosely: bool = False) -> tuple[str, list[str]]:
    """The key of the person a name means most often, and the keys of the others it means; `loosely` the only one who has its
    words will do, but nothing is decided about somebody who was not named. Raises NotFoundError."""
    from data.overview import called
    from search.called import without_brackets

    whom = without_brackets(name, (*held.distinct_presenters(), *held.attended()))
    found = called(held, whom)
    whole = any(one.key in held.people_meant(whom) for one in found)
    if not (whole or (loosely and len(found) == 1)):
        raise NotFoundError(f"nobody called {name} attended, presented or is mentioned", _others(held, name, found))
    return found[0].key, [other.key for other in found[1:]]


def _others(held: Archive, name: str, found: list[Person]) -> str:
    """Whom somebody may have meant: those who have the words of the name, else those with names like it."""
    from data.overview import people
    from search.known import cure

    if found:
        more = f" or {len(found) - _MOST} more" if len(found) > _MOST else ""
        return f"did you mean {', '.join(one.told_apart for one in found[:_MOST])}{more}?"
    return cure(name, (one.told_apart for one in people(held)), "arende people lists those who do")


def _finish(held: Archive, done: Decision, json: bool) -> None:
    """Says what was decided, which holds whatever becomes of the index, and of records that cannot follow it."""
    from search.levelling import trouble_levelling
    from search.opening import make

    trouble = trouble_levelling(held, make(held))
    _say(done, json)
    if trouble:
        raise trouble


def _say(done: Decision, json: bool) -> None:
    if json:
        import msgspec

        made: Any = msgspec.to_builtins(done)
        print_json(made)
        return
    from search import render_registry

    show(render_registry.decision(done))
