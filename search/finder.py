"""Questions answered: an engine kept level with the archive, filters resolved, answers with page and coverage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Protocol

from msgspec import Struct, structs

from data.errors import ArendeError, LockedError
from data.model import Item, Minutes
from search.binding import bind
from search.engine import Engine, Everything, Hit, Query, Results, Sort
from search.entries import entries, entry
from search.explaining import Reason, alike, filled, offers, reasons, told
from search.filters import Filters, Registry, held, resolve
from search.query import parse

BATCH = 30
"""How many new items are worth writing to the index while others are still being read."""


class Counted(Protocol):
    """How many meetings are held, and how many files failed."""

    @property
    def meetings(self) -> int: ...

    @property
    def failed(self) -> int: ...


class Failed(Protocol):
    """A file that could not be read."""

    @property
    def code(self) -> str: ...


class Source(Registry, Protocol):
    """What the finder asks of the archive."""

    def minutes(self, *, ids: Iterable[str] | None = None) -> Iterator[Minutes]: ...

    def counts(self) -> Counted: ...

    def failures(self) -> Sequence[Failed]: ...

    def stamp(self) -> str: ...

    def changed_since(self, stamp: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None: ...


class Wanted(Struct, frozen=True, kw_only=True):
    """How an answer is wanted: its order, how many hits, whether with counts and reasons."""

    newest_first: bool = False
    recent: bool = True
    limit: int | None = 20
    facets: bool = False
    explain: bool = False


class Answer(Struct, frozen=True, kw_only=True):
    """What a question found, and among how much: `searched` meetings; `failed` files could not be read, `textless`
    of them for want of a text layer. `offers` are queries that would find something where this one did not;
    `understood` and `reasons` (by item) are filled when asked for."""

    query: str
    total: int
    hits: tuple[Hit, ...]
    searched: int
    failed: int
    textless: int = 0
    facets: Mapping[str, Mapping[str, int]] = {}
    offers: tuple[str, ...] = ()
    understood: str | None = None
    reasons: Mapping[str, tuple[Reason, ...]] = {}


def find(archive: Source, engine: Engine, text: str | None, filters: Filters, wanted: Wanted | None = None) -> Answer:
    """Answers a typed query, or with None lists what the filters let through, newest first.

    Raises QueryError and UsageError for what cannot be asked, SearchIndexError when the index must be made anew.
    """
    how = wanted or Wanted()
    tree = parse(text) if text is not None else Everything()
    nodes = resolve(filters, archive)
    order: Sort = "date" if how.newest_first or text is None else "relevance"
    query = Query(root=bind(tree, archive), filters=nodes, sort=order, limit=how.limit, recent=how.recent, facets=how.facets)
    found = engine.search(query)
    answer = _counted(archive, text or "", found)
    if how.explain:
        answer = structs.replace(answer, understood=told(tree), reasons={hit.entry.item: reasons(hit.entry, tree) for hit in found.hits})
    if not found.total and text is not None:
        answer = structs.replace(answer, offers=offers(engine, tree, nodes))
    return answer


def _counted(archive: Source, text: str, found: Results) -> Answer:
    counts = archive.counts()
    textless = sum(failure.code == "no-text-layer" for failure in archive.failures()) if counts.failed else 0
    return Answer(
        query=text,
        total=found.total,
        hits=found.hits,
        searched=counts.meetings,
        failed=counts.failed,
        textless=textless,
        facets=found.facets,
    )


def timeline(archive: Source, engine: Engine, text: str, filters: Filters, *, by_month: bool) -> dict[str, int]:
    """How many items answer a query in each year or month, from the first with a hit to the last, none left out."""
    found = find(archive, engine, text, filters, Wanted(limit=1, facets=True))
    months = found.facets["month"]
    if by_month:
        return filled(months)
    years: dict[str, int] = {}
    for month, count in months.items():
        years[month[:4]] = years.get(month[:4], 0) + count
    return filled(years)


def similar(archive: Source, engine: Engine, minutes: Minutes, item: Item, filters: Filters, limit: int) -> Answer:
    """The items that share most of an item's telling words, itself left out."""
    nodes = resolve(filters, archive)
    root = alike(engine, entry(minutes, item), archive.counts().meetings)
    found = engine.search(Query(root=root, filters=nodes, limit=limit + 1)) if root else Results(total=0, hits=())
    hits = tuple(hit for hit in found.hits if hit.entry.item != item.id)[:limit]
    return _counted(archive, item.id, Results(total=len(hits), hits=hits))


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


class Follower:
    """Brings the index level now and then while an ingest goes on, in ever larger batches, so that it does not all wait for the end."""

    def __init__(self, archive: Source, engine: Engine) -> None:
        self._archive, self._engine = archive, engine
        self._waiting = self._indexed = 0

    def added(self, items: int) -> None:
        """Told of items that were stored."""
        self._waiting += items
        if self._waiting >= max(BATCH, self._indexed // 8):
            with suppress(ArendeError):  # whoever brings it level at the end meets the same trouble and tells it
                level(self._archive, self._engine)
            self._indexed, self._waiting = self._indexed + self._waiting, 0


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
