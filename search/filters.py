"""Filters as people give them → nodes the engine takes: OR within a kind, AND between kinds."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from data.errors import UsageError
from data.model import Minutes
from data.organisations import fold
from data.places import municipality_of
from search.called import Known
from search.engine import DateRange, Has, Node
from search.known import accented, cure, unknown
from search.names import Field, meant


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


NAMED: tuple[Field, ...] = ("presenter", "person", "organisation", "place")


def resolve(filters: Filters, archive: Known) -> tuple[Node, ...]:
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
    for field in NAMED:
        names: tuple[str, ...] = getattr(filters, field)
        if names:
            nodes.append(meant(field, names, archive))
    return tuple(nodes)


def held(minutes: Minutes, filters: Filters) -> bool:
    """Whether a meeting passes the filters on meetings alone: dates, body, municipality."""
    first, last = day(filters.first, last=False), day(filters.last, last=True)
    if (first or last) and not (minutes.date and (first or "") <= minutes.date <= (last or "9999")):
        return False
    pairs = ((fold, filters.body, minutes.body), (municipality_of, filters.municipality, minutes.municipality))
    return all(
        not wanted or (value is not None and any(form(one) == form(value) or _spelled(form(one), [form(value)]) for one in wanted))
        for form, wanted, value in pairs
    )


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
    if not found and len(spelled := accented(name, labels())) == 1:
        found = with_narrower(spelled[0])
    if not found:
        raise UsageError(f"no topic is called “{name}”", cure(name, labels(), "arende topics lists them"))
    return found


def _closed(field: Literal["body", "municipality"], wanted: Iterable[str], known: tuple[str, ...]) -> Has:
    """Names that must be among those the archive holds; a municipality is one with its "kommun" or "stad" and without."""
    form = municipality_of if field == "municipality" else fold
    values: list[str] = []
    for name in wanted:
        found = [fold(one) for one in known if form(one) == form(name)]
        if not found:
            spelled = _spelled(form(name), [form(one) for one in known])
            if len(spelled) != 1:
                there = f"those held are {', '.join(known[:5])}" if known else "no meeting that is held tells one"
                raise unknown(field, name, spelled, cure(name, known, there))
            found = [fold(one) for one in known if form(one) == spelled[0]]
        values += found
    return Has(field, tuple(values))


def _spelled(name: str, known: Sequence[str]) -> list[str]:
    """The known folded names that are this one but for accents left out."""
    return [one for one in accented(name, known) if one in known]
