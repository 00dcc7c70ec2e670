"""The seam between Ärende and a search engine: what goes in, what is asked, what comes out.

An engine is small on purpose. It stores one entry per agenda item, answers an engine-neutral query, and
can be thrown away: the archive is the truth. Every engine passes the same contract tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Literal, Protocol

from msgspec import Struct

KeyField = Literal["body", "municipality", "presenter", "person", "organisation", "place", "topic"]
Sort = Literal["relevance", "date"]


class Entry(Struct, frozen=True, kw_only=True):
    """What the index holds of one item.

    `who` are the presenters (name, organisation, role), `pages` says from which offset of the text on which
    page it stands (the first page at 0), `keys` are exact values by key field, folded by whoever fills them.
    """

    item: str
    minutes: str
    number: int
    date: str | None = None
    body: str | None = None
    municipality: str | None = None
    label: str | None = None
    reference: str = ""
    title: str = ""
    text: str = ""
    decision: str = ""
    presenters: str = ""
    who: tuple[tuple[str, str | None, str | None], ...] = ()
    pages: tuple[tuple[int, int], ...] = ()
    keys: Mapping[str, tuple[str, ...]] = {}


# --- the query, engine-neutral -------------------------------------------------------------------


class Word(Struct, frozen=True, tag=True):
    """One word as typed, in all text fields or in the one named."""

    text: str
    field: str | None = None


class Phrase(Struct, frozen=True, tag=True):
    """Words next to one another, in order."""

    words: tuple[str, ...]
    field: str | None = None


class Prefix(Struct, frozen=True, tag=True):
    """A word with * or ? in it, as typed."""

    pattern: str
    field: str | None = None


class Fuzzy(Struct, frozen=True, tag=True):
    """A word as typed, and forms at most `distance` letters away from it."""

    text: str
    distance: int = 2
    field: str | None = None


class Named(Struct, frozen=True, tag=True):
    """A name asked for by a field (person:, plats:, år:), not yet looked up; engines never see it."""

    field: str
    value: str


class And(Struct, frozen=True, tag=True):
    parts: tuple[Node, ...]


class Or(Struct, frozen=True, tag=True):
    parts: tuple[Node, ...]


class Not(Struct, frozen=True, tag=True):
    part: Node


class Everything(Struct, frozen=True, tag=True):
    """Matches every entry: what a list by filters alone asks for."""


class Has(Struct, frozen=True, tag=True):
    """One of the entry's exact keys of that field is among the values."""

    field: KeyField
    values: tuple[str, ...]


class DateRange(Struct, frozen=True, tag=True):
    """Meetings from `first` to `last`, YYYY-MM-DD, inclusive; None leaves that end open."""

    first: str | None = None
    last: str | None = None


Node = Word | Phrase | Prefix | Fuzzy | Named | And | Or | Not | Everything | Has | DateRange


class Query(Struct, frozen=True, kw_only=True):
    """A question: a tree, filters that all must hold and do not count in the score, and how the answer is ordered and cut.

    `recent` lets newer meetings weigh a little more; `facets` asks for counts over all that matches.
    """

    root: Node
    filters: tuple[Node, ...] = ()
    sort: Sort = "relevance"
    limit: int | None = 20
    recent: bool = True
    facets: bool = False


class Hit(Struct, frozen=True, kw_only=True):
    """One matching item: the snippet is plain text, highlights are [start, end) offsets into it.

    `page` is where the match begins, or else the item; None where the item's place is not known.
    """

    entry: Entry
    score: float
    snippet: str
    highlights: tuple[tuple[int, int], ...] = ()
    page: int | None = None


class Results(Struct, frozen=True, kw_only=True):
    """`total` counts all matching items, `hits` holds at most the query's limit of them; `facets` counts all by
    month (YYYY-MM), body and the exact keys."""

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]] = {}


class Engine(Protocol):
    """What Ärende asks of a search engine."""

    def writing(self, *, wait: bool = True) -> AbstractContextManager[None]:
        """Nobody else writes meanwhile. Raises data.errors.LockedError when another process does, with `wait` only after a long time."""

    def update(self, add: Iterable[Entry], remove: Iterable[str], stamp: str) -> None:
        """Removes the entries of these minutes ids, then adds the entries. All of it or nothing."""

    def rebuild(self, entries: Iterable[Entry], stamp: str) -> None:
        """Replaces the whole index, swapped in at the end: readers see the old or the new, never a part."""

    def search(self, query: Query) -> Results:
        """Answers. Raises data.errors.SearchIndexError when the index is missing or damaged."""

    def frequencies(self, words: Sequence[str]) -> list[int]:
        """In how many items each of these words (by key, not as a compound's part) stands in the field where it stands most."""

    def suggest(self, word: str) -> tuple[str, ...]:
        """Words of the index that look like this one, the likeliest first."""

    def stamp(self) -> str | None:
        """What the last update or rebuild was told to note; None when there is no index of this version that can be used."""


__all__ = [
    "And",
    "DateRange",
    "Engine",
    "Entry",
    "Everything",
    "Fuzzy",
    "Has",
    "Hit",
    "KeyField",
    "Named",
    "Node",
    "Not",
    "Or",
    "Phrase",
    "Prefix",
    "Query",
    "Results",
    "Sort",
    "Word",
]
