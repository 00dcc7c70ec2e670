"""Questions answered: an engine kept level with the archive, filters resolved, answers with page and coverage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from msgspec import Struct, structs

from data.errors import ArendeError, LockedError
from data.model import Minutes
from search.engine import Engine, Everything, Hit, Query
from search.entries import entries
from search.filters import Filters, Registry, held, resolve
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


def find(
    archive: Source, engine: Engine, text: str | None, filters: Filters, *, newest_first: bool = False, limit: int | None = 20
) -> Answer:
    """Answers a typed query, or with None lists what the filters let through, newest first.

    Raises QueryError and UsageError for what cannot be asked, SearchIndexError when the index must be made anew.
    """
    root = parse(text) if text is not None else Everything()
    nodes = resolve(filters, archive)
    by_date = newest_first or text is None
    found = engine.search(Query(root=root, filters=nodes, sort="date" if by_date else "relevance", limit=limit))
    counts = archive.counts()
    return Answer(query=text or "", total=found.total, hits=found.hits, searched=counts.meetings, failed=counts.failed)


def select(archive: Source, engine: Engine, filters: Filters, *, matching_items: bool = False) -> Iterator[Minutes]:
    """The records that filters let through, by date and id: whole meetings with at least one matching item.

    With filters on meetings alone (dates, body, municipality) a meeting without items is let through too. With
    `matching_items` a record holds only the items that match.
    """
    nodes = resolve(filters, archive)
    if not nodes:
        yield from archive.minutes()
        return
    found = engine.search(Query(root=Everything(), filters=nodes, sort="date", limit=None))
    names = {hit.entry.item for hit in found.hits}
    meetings = {hit.entry.minutes for hit in found.hits}
    whole = not (filters.presenter or filters.person or filters.organisation or filters.place or filters.topic)
    for minutes in archive.minutes():
        if minutes.id in meetings:
            kept = tuple(item for item in minutes.items if item.id in names) if matching_items else minutes.items
            yield structs.replace(minutes, items=kept)
        elif whole and not minutes.items and held(minutes, filters):
            yield minutes


def as_json(answer: Answer) -> dict[str, object]:
    """An answer as `--json` prints it."""
    return {
        "query": answer.query,
        "total": answer.total,
        "hits": [_hit_json(hit) for hit in answer.hits],
        "coverage": {"searched": answer.searched, "failed": answer.failed},
    }


def _hit_json(hit: Hit) -> dict[str, object]:
    entry = hit.entry
    return {
        "item": entry.item,
        "minutes": entry.minutes,
        "date": entry.date,
        "body": entry.body,
        "number": entry.number,
        "label": entry.label,
        "title": entry.title or None,
        "presenters": [{"name": name, "organisation": organisation, "role": role} for name, organisation, role in entry.who],
        "snippet": hit.snippet,
        "highlights": [list(place) for place in hit.highlights],
        "page": hit.page,
        "score": hit.score,
    }


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
