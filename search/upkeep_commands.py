"""The commands that keep the house: status, reindex, doctor. Registered by the command line; nothing heavy is imported here."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer

from data.errors import DAMAGE_LEFT
from data.stopping import heed
from search.commands import DEFAULT, AsJson, Folder, print_json, show

NAMES = ("status", "reindex", "doctor")


def register(app: typer.Typer, name: str) -> None:
    """Adds one of the commands to the command line."""
    own: dict[str, Callable[..., Any]] = {"status": status, "reindex": reindex, "doctor": doctor}
    app.command(name)(own[name])


def status(archive: Folder = DEFAULT, json: AsJson = False) -> None:
    """What the archive holds: meetings by body and year, and the files that could not be read."""
    from data.archive import Archive
    from data.overview import unknown_organisations

    with Archive.open(archive) as held:
        counts, bodies, failures, unknown = held.counts(), held.bodies(), held.failures(), unknown_organisations(held)
    if json:
        found = [{"file": f.file, "code": f.code, "reason": f.reason, "page": f.page, "path": f.path} for f in failures]
        print_json(
            {
                "meetings": counts.meetings,
                "failed": counts.failed,
                "failures": found,
                "bodies": bodies,
                "unknown_organisations": {one.name: one.presented for one in unknown},
            }
        )
        return
    from search import render

    show(render.status(bodies, counts.meetings, failures, {one.name: one.presented for one in unknown}))


def reindex(archive: Folder = DEFAULT) -> None:
    """Make the search index anew from the archive, swapped in whole."""
    heed()
    from data.archive import Archive
    from search.levelling import reindex as build
    from search.opening import make

    with Archive.open(archive, write=True) as held:
        count = build(held, make(held))
        print(f"{count} items indexed", file=sys.stderr)
        held.tell_unreadable()


def doctor(
    archive: Folder = DEFAULT, fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended.")] = False, json: AsJson = False
) -> int:
    """Check archive, index and source files, and say what is wrong; with --fix mend what can be mended."""
    if fix:
        heed()
    import msgspec

    from data.archive import Archive
    from data.terminal import clean
    from search.doctor import examine, mend

    with Archive.open(archive, write=fix) as held:
        writer = held.writer()
        found = examine(held)
        if fix and found:
            mend(held, found)
            left = examine(held)
        else:
            left = found
    if json:
        mended = [one for one in found if one not in left]
        told = {"found": found, "mended": mended, "left": left}
        print_json({**msgspec.to_builtins(told), "writer": writer})
    else:
        for one in found:
            done = "mended" if one not in left else one.cure
            print(clean(f"{one.code}: {one.message}: {done}"))
        if writer:
            print(clean(f"{writer} is writing to the archive, and brings its index level when it is done"), file=sys.stderr)
        print("nothing is wrong" if not found else f"{len(found) - len(left)} mended, {len(left)} left", file=sys.stderr)
    return DAMAGE_LEFT if left else 0
