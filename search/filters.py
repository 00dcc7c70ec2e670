"""Filters as people give them → nodes the engine takes: OR within a kind, AND between kinds."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from msgspec import Struct

from data.errors import UsageError
from data.model import Minutes
from data.organisations import fold, key_of, key_of_role, names_of
from data.people import Written
from search.engine import And, DateRange, Has, KeyField, Node, Or
from search.entries import presenter_key
from search.standing import meetings, standing


class Filters(Struct, frozen=True, kw_only=True):
    """What the command line's filters hold; `first` and `last` are dates, the rest lists of names as typed."""

    first: str | None = None
    last: str | None = None
    body: tuple[str, ...] = ()
    municipality: tuple[str, ...] = ()
    presenter: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    organisation: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()


Presenter = tuple[str, str | None, str | None, str | None]
"""Name, organisation and role as printed, and the key of the person."""


class Registry(Protocol):
    """What the archive tells about the names it holds."""

    def body_names(self) -> tuple[str, ...]: ...

    def municipalities(self) -> tuple[str, ...]: ...

    def distinct_presenters(self) -> Iterator[Presenter]: ...

    def people_meant(self, name: str) -> tuple[str, ...]: ...

    def names_written(self, name: str) -> tuple[Written, ...]: ...


def resolve(filters: Filters, archive: Registry) -> tuple[Node, ...]:
    """The nodes that all must hold. Raises UsageError for a value that cannot be meant."""
    nodes: list[Node] = []
    if filters.first or filters.last:
        nodes.append(DateRange(day(filters.first, last=False), day(filters.last, last=True)))
    if filters.body:
        nodes.append(_closed("body", filters.body, archive.body_names()))
    if filters.municipality:
        nodes.append(_closed("municipality", filters.municipality, archive.municipalities()))
    if filters.topic:
        nodes.append(Has("topic", tuple(one for name in filters.topic for one in _topic(name))))
    presenters = list(archive.distinct_presenters()) if filters.presenter or filters.person or filters.organisation or filters.place else []
    if filters.presenter:
        nodes.append(
            Has("presenter", tuple(k for name in filters.presenter for k in presenting(name, presenters, archive.people_meant(name))))
        )
    for field in ("person", "organisation", "place"):
        names: tuple[str, ...] = getattr(filters, field)
        if names:
            nodes.append(Or(tuple(node for name in names for node in _mentioned(field, name, presenters, archive))))
    return tuple(nodes)


def held(minutes: Minutes, filters: Filters) -> bool:
    """Whether a meeting passes the filters on meetings alone: dates, body, municipality."""
    first, last = day(filters.first, last=False), day(filters.last, last=True)
    if (first or last) and not (minutes.date and (first or "") <= minutes.date <= (last or "9999")):
        return False
    pairs = ((filters.body, minutes.body), (filters.municipality, minutes.municipality))
    return all(not wanted or (value is not None and fold(value) in map(fold, wanted)) for wanted, value in pairs)


def day(text: str | None, *, last: bool) -> str | None:
    """A date given whole, or as a year or month, which then means its first or last day."""
    if text is None:
        return None
    match = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", text.strip())
    try:
        if not match:
            raise ValueError
        year, month, number = (int(part) if part else None for part in match.groups())
        assert year is not None
        if number is not None and month is not None:
            return datetime.date(year, month, number).isoformat()
        first = datetime.date(year, month or 1, 1)
        if not last:
            return first.isoformat()
        end = datetime.date(year + (month or 12) // 12, (month or 12) % 12 + 1, 1) if year < 9999 else datetime.date(9999, 12, 31)
        return (end - datetime.timedelta(days=1)).isoformat()
    except (ValueError, OverflowError) as error:
        raise UsageError(f"“{text}” is no date", "write it as 2024-09-24, 2024-09 or 2024") from error


def _topic(name: str) -> tuple[str, ...]:
    """The topic of that name and all under it."""
    from data.taxonomy import labels, with_narrower

    found = with_narrower(name)
    if not found:
        import difflib

        known = {fold(label): label for label in labels()}
        near = [known[one] for one in difflib.get_close_matches(fold(name), known, 3, 0.5)]
        raise UsageError(f"no topic is called “{name}”", f"did you mean {', '.join(near)}?" if near else "arende topics lists them")
    return found


def _closed(field: KeyField, wanted: Iterable[str], known: tuple[str, ...]) -> Has:
    """Names that must be among those the archive holds."""
    held = {fold(name): name for name in known}
    values: list[str] = []
    for name in wanted:
        if fold(name) not in held:
            import difflib

            near = [held[k] for k in difflib.get_close_matches(fold(name), held, 3, 0.5)] or list(known[:5])
            cure = f"did you mean {', '.join(near)}?" if near else "nothing is held yet"
            raise UsageError(f"no {field} is called “{name}”", cure)
        values.append(fold(name))
    return Has(field, tuple(values))


def presenting(name: str, presenters: Iterable[Presenter], people: Sequence[str] = ()) -> Iterator[str]:
    """The keys of the presenters that a name means: every word of it is a word of theirs, it is their organisation, or
    they are one of the people it means."""
    words = set(fold(name).split())
    key = key_of(name)
    for who, organisation, role, person in presenters:
        theirs = set(fold(" ".join(part for part in (who, organisation, role) if part)).split())
        known = key is not None and key in (key_of(organisation), key_of_role(role), key_of(who))
        if (words and words <= theirs) or known or (person is not None and person in people):
            yield presenter_key(who, organisation, role, person)


def _of_municipality(name: str) -> Iterator[str]:
    """The keys that "KS Umeå", "kommunstyrelsen i Umeå" or "kommunstyrelsen, Umeå kommun" may mean: a board and its municipality."""
    words = fold(name.replace(",", " ")).removesuffix(" kommun").split()
    for n in range(1, len(words)):
        board, place = " ".join(words[:n]), " ".join(words[n + (words[n] == "i") :])
        if place:
            yield f"{key_of(board) or board}/{place}"


def _mentioned(field: KeyField, name: str, presenters: list[Presenter], archive: Registry) -> Iterator[Node]:
    """Presents, is tagged, or stands in title or text as typed: at least what --presenter finds."""
    people = archive.people_meant(name)
    yield Has("presenter", tuple(presenting(name, presenters, people)))
    meant = (key_of(name), fold(name), *(people if field == "person" else ()), *(_of_municipality(name) if field == "organisation" else ()))
    yield Has(field, tuple(dict.fromkeys(k for k in meant if k)))
    for written in archive.names_written(name) if field == "person" else ():
        found = Or((*standing(written.key, "title"), *standing(written.key, "text")))
        yield And((found, *(meetings(*one) for one in written.where))) if found.parts else found
    for inner in ("title", "text") if field != "person" else ():
        yield from standing(name, inner)
    for other in names_of(key_of(name)) if field == "organisation" else ():
        yield from standing(other, "title")  # titles are not tagged
