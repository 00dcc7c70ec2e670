"""The filters as options of a command: one list of them for every command that filters."""

from __future__ import annotations

from collections.abc import Callable
from inspect import Parameter, signature
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from search.filters import Filters

Given = dict[str, Any]
"""The filters as typed, by the name of their option."""
DATES = {"from": "Meetings from this date (2024-09-24, 2024-09 or 2024).", "to": "Meetings to this date, inclusive."}
NAMES = {
    "body": "Who met; may be repeated, as may the others.",
    "municipality": "The municipality.",
    "presenter": "Who presents: a name, role or organisation.",
    "person": "Who presents or is mentioned.",
    "organisation": "Which organisation presents or is mentioned.",
    "place": "A place that is mentioned.",
    "topic": "A topic from the taxonomy.",
}


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the filter options; it takes what is given of them as its first argument."""
    dates = [("from", "first"), ("to", "last")]
    options = [
        Parameter(
            name,
            Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[str | None, typer.Option(f"--{flag}", metavar="DATE", help=DATES[flag])],
        )
        for flag, name in dates
    ] + [
        Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[list[str] | None, typer.Option(f"--{name}", help=text)])
        for name, text in NAMES.items()
    ]

    def run(*args: Any, **given: Any) -> None:
        filters = {option.name: given.pop(option.name) for option in options}
        command(filters, *args, **given)

    own = [p.replace(kind=Parameter.KEYWORD_ONLY) for p in list(signature(command, eval_str=True).parameters.values())[1:]]
    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__signature__ = signature(command).replace(parameters=[*own, *options])  # type: ignore[attr-defined]  # how typer learns of them
    run.__annotations__ = {p.name: p.annotation for p in (*own, *options)}
    return run


def filters_from(given: Given) -> Filters:
    """The filters a command was given."""
    from search.filters import Filters

    lists = {name: tuple(given[name] or ()) for name in NAMES}
    return Filters(first=given["first"], last=given["last"], **lists)
