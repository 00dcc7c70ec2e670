"""What a name as people type it means in an archive: presenters, people, organisations and places, as nodes the engine takes.

`search/called.py` says what is called so, `search/known.py` tells names that nothing has.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from search.called import Known, Presenter, organisation_of, organisations, people_of, places_of, presenting, without_brackets
from search.engine import Has, Node, Or
from search.known import demand

Field = Literal["presenter", "person", "organisation", "place"]


def meant(field: Field, names: Sequence[str], archive: Known) -> Node:
    """The entries that any of the names means. Raises UsageError for a name that nothing and nobody has."""
    presenters = list(archive.distinct_presenters())
    nodes = [_one(field, name, presenters, archive) for name in names]
    return nodes[0] if len(nodes) == 1 else Or(tuple(nodes))


def _one(field: Field, name: str, presenters: Sequence[Presenter], archive: Known) -> Node:
    whom = without_brackets(name, (*presenters, *archive.attended()))
    people, key = archive.people_meant(whom), organisation_of(name, presenters, archive)
    shown = tuple(presenting(name, presenters, people, key)) if field != "place" else ()
    keys: tuple[str, ...] = ()
    if field == "person":
        keys = people_of(whom, archive)
    elif field == "organisation":
        keys = (key,) if key else organisations(name, archive)
    elif field == "place":
        keys = places_of(name, archive)
    if not (shown or keys):
        spelled = demand(field, name, presenters, archive)
        if spelled:
            return _one(field, spelled, presenters, archive)
    if field == "place":
        return Has("place", keys)
    presented = Has("presenter", shown)
    return presented if field == "presenter" else Or((presented, Has(field, keys)))
