"""Counts over all that matches, and the mild preference for newer meetings: the same for every engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from data.taxonomy import with_broader
from search.engine import Entry

FACETS = ("body", "organisation", "place", "topic")
RECENT = 0.15
"""How much more the newest meeting may weigh than a very old one."""
HALF = 5.0
"""Years after which that is halved."""
AnyEntry = TypeVar("AnyEntry", bound=Entry)


def facet_values(entry: Entry) -> list[tuple[str, str]]:
    """What an entry counts as: its month, its body as printed, its exact keys but for those of one municipality's boards, and of
    topics those above its own too, as a filter finds it by them."""
    values = [("month", entry.date[:7])] if entry.date else []
    if entry.body:
        values.append(("body", entry.body))
    keys = {**entry.keys, "topic": dict.fromkeys(one for topic in entry.keys.get("topic", ()) for one in with_broader(topic))}
    return values + [(name, value) for name in FACETS[1:] for value in keys.get(name, ()) if "/" not in value]


def count_facets(entries: Iterable[Entry]) -> Mapping[str, Mapping[str, int]]:
    """By facet and value, in how many entries it stands; the most common first."""
    return tally(Counter(value for entry in entries for value in facet_values(entry)))


def tally(counts: Mapping[tuple[str, str], int]) -> Mapping[str, Mapping[str, int]]:
    """Counted (facet, value) pairs as a table by facet; months in order, the rest by count."""
    out: dict[str, dict[str, int]] = {name: {} for name in ("month", *FACETS)}
    for (name, value), count in sorted(counts.items(), key=lambda c: (-c[1], c[0])):
        out[name][value] = count
    out["month"] = dict(sorted(out["month"].items()))
    return out


def freshness(day: int, newest: int) -> float:
    """What the score of a meeting on this day (YYYYMMDD, 0 for none) is multiplied by."""
    years = (newest - day) / 10000 if day else 100.0
    return 1.0 + RECENT * float(0.5 ** (years / HALF))


def freshened(found: Sequence[tuple[float, AnyEntry]]) -> list[tuple[float, AnyEntry]]:
    """Scored entries with the preference for newer ones worked in."""
    days = [int((entry.date or "0").replace("-", "")) for _, entry in found]
    newest = max(days, default=0)
    return [(score * freshness(day, newest), entry) for (score, entry), day in zip(found, days, strict=True)]
