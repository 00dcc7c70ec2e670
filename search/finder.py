"""Questions answered: filters resolved, answers with page and coverage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, structs

from data.model import Item, Minutes
from search.binding import bind
from search.engine import Engine, Everything, Hit, Node, Query, Results, Sort
from search.entries import entry
from search.explaining import Reason, alike, filled, offers, reasons, told
from search.filters import Filters, held, resolve
from search.levelling import Source, noted
from search.query import parse


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
    `understood` and `reasons` (by item) are filled when asked for; `untagged` says that no item at all has the topics asked for."""

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
    untagged: bool = False


def find(archive: Source, engine: Engine, text: str | None, filters: Filters, wanted: Wanted | None = None) -> Answer:
    """Answers a typed query, or with None lists what the filters let through, newest first.

    Raises QueryError and UsageError for what cannot be asked, SearchIndexError when the index must be made anew.
    """
    how = wanted or Wanted()
    tree = parse(text) if text is not None else Everything()
    nodes = resolve(filters, archive)
    order: Sort = "date" if how.newest_first or text is None else "relevance"
    query = Query(root=bind(tree, archive), filters=nodes, sort=order, limit=how.limit, recent=how.recent, facets=how.facets)
    searched = _searched(archive, engine)
    found = engine.search(query)
    answer = _counted(archive, searched, text or "", found)
    if how.explain:
        answer = structs.replace(answer, understood=told(tree), reasons={hit.entry.item: reasons(hit.entry, tree) for hit in found.hits})
    if not found.total and filters.topic:
        every = Query(root=Everything(), filters=resolve(Filters(topic=filters.topic), archive), limit=1)
        answer = structs.replace(answer, untagged=not engine.search(every).total)
    if not found.total and text is not None:
        answer = structs.replace(answer, offers=offers(engine, tree, nodes))
    return answer


def _searched(archive: Source, engine: Engine) -> int:
    """How many meetings the index holds: an index that could not be renewed holds others than the archive."""
    level = noted(engine)
    return level.meetings if level else archive.counts().meetings


def _counted(archive: Source, searched: int, text: str, found: Results) -> Answer:
    counts = archive.counts()
    textless = sum(failure.code == "no-text-layer" for failure in archive.failures()) if counts.failed else 0
    return Answer(
        query=text, total=found.total, hits=found.hits, searched=searched, failed=counts.failed, textless=textless, facets=found.facets
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
    searched = _searched(archive, engine)
    root = alike(engine, entry(minutes, item), archive.counts().meetings)
    found = engine.search(Query(root=root, filters=nodes, limit=limit + 1)) if root else Results(total=0, hits=())
    hits = tuple(hit for hit in found.hits if hit.entry.item != item.id)[:limit]
    return _counted(archive, searched, item.id, Results(total=len(hits), hits=hits))


def select(archive: Source, engine: Engine, filters: Filters, *, matching_items: bool = False) -> Iterator[Minutes]:
    """The records that filters let through, by date and id: whole meetings with at least one matching item.

    With filters on meetings alone (dates, body, municipality) a meeting without items is let through too. With
    `matching_items` a record holds only the items that match. What cannot be asked is told at once, before anything is written.
    """
    nodes = resolve(filters, archive)
    return _selected(archive, engine, filters, nodes, matching_items=matching_items) if nodes else archive.minutes()


def _selected(archive: Source, engine: Engine, filters: Filters, nodes: tuple[Node, ...], *, matching_items: bool) -> Iterator[Minutes]:
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
