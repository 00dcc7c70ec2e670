"""Questions answered: an engine kept level with the archive, filters resolved, answers with page and coverage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from msgspec import Struct

from data.errors import ArendeError, LockedError
from data.model import Minutes
from search.engine import Engine, Everything, Hit, Query, Sort
from search.entries import entries
from search.filters import Filters, Registry, resolve
from search.query import parse


class Counted(Protocol):
    """How many meetings are held, and how many files failed."""

    @property
    def meetings(self) -> int: ...

    @property
    def failed(self) -> int: ...


class Source(Registry, Protocol):
    """What the finder asks of the archive."""

    def minutes(self, *, ids: Iterable[str] | None = None) -> Iterator[Minutes]: ...

    def counts(self) -> Counted: ...

    def stamp(self) -> str: ...

    def changed_since(self, stamp: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None: ...


class Answer(Struct, frozen=True, kw_only=True):
    """What a question found, and among how much: `searched` meetings, `failed` files that could not be read."""

    query: str
    total: int
    hits: tuple[Hit, ...]
    searched: int
    failed: int


def find(archive: Source, engine: Engine, text: str | None, filters: Filters, *, sort: Sort = "relevance", limit: int | None = 20) -> Answer:
    """Answers a typed query, or with None lists what the filters let through, newest first.

    Raises QueryError and UsageError for what cannot be asked, SearchIndexError when the index must be made anew.
    """
    root = parse(text) if text is not None else Everything()
    nodes = resolve(filters, archive)
    found = engine.search(Query(root=root, filters=nodes, sort=sort if text is not None else "date", limit=limit))
    counts = archive.counts()
    return Answer(query=text or "", total=found.total, hits=found.hits, searched=counts.meetings, failed=counts.failed)


def level(archive: Source, engine: Engine) -> bool:
    """Brings the index level with the archive by what changed, or whole where there is none; whether it wrote."""
    stamp = archive.stamp()
    at = engine.stamp()
    if at == stamp:
        return False
    changes = archive.changed_since(at) if at is not None else None
    if changes is None:
        engine.rebuild(entries(archive.minutes()), stamp)
    else:
        changed, gone = changes
        engine.update(entries(archive.minutes(ids=changed)), (*changed, *gone), stamp)
    return True


def try_level(archive: Source, engine: Engine) -> str | None:
    """Brings the index level if it can be written; else says why it is behind."""
    try:
        level(archive, engine)
    except LockedError:
        return None  # an ingest is under way and will bring the index level itself
    except ArendeError as error:
        return f"the search index is behind the archive and could not be renewed: {error}"
    return None


def reindex(archive: Source, engine: Engine) -> int:
    """Builds the index anew from the archive, swapped in whole; returns how many items it holds."""
    count = 0

    def counted() -> Iterator[Minutes]:
        nonlocal count
        for minutes in archive.minutes():
            count += len(minutes.items)
            yield minutes

    stamp = archive.stamp()
    engine.rebuild(entries(counted()), stamp)
    return count
