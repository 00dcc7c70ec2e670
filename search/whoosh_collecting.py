"""One pass over what matches: the best of them, how many there are, and, where counts by kind are wanted, all of them."""

from __future__ import annotations

from typing import Any

from whoosh.collectors import TimeLimit, TimeLimitCollector, WrappingCollector
from whoosh.searching import Results, Searcher
from whoosh.sorting import FieldFacet, MultiFacet

from data.errors import QueryError
from search.engine import Query
from search.whoosh_query import all_of, built

LONGEST = 20.0
"""Seconds a query may take."""


class _Seen(WrappingCollector):  # type: ignore[misc]  # the package ships no types
    """Notes the number of every document that its child is given."""

    def __init__(self, child: Any) -> None:
        super().__init__(child)
        self.numbers: list[int] = []

    def collect(self, sub_docnum: int) -> Any:
        self.numbers.append(self.offset + sub_docnum)
        return self.child.collect(sub_docnum)


def collected(searcher: Searcher, query: Query, limit: int | None) -> tuple[Results, list[int]]:
    """The best `limit` matches, newest first where the query says so, and with facets the numbers of all. Raises QueryError.

    Whoosh's shortcut past poor blocks is off: it pays for the best alone, and then asks all anew to count them.
    """
    by_date = MultiFacet([FieldFacet("newest"), FieldFacet("order")]) if query.sort == "date" else None
    limits = all_of(query.filters, searcher.reader()) if query.filters else None
    seen = _Seen(searcher.collector(limit=limit, filter=limits, sortedby=by_date, terms=False, optimize=False))
    timed = TimeLimitCollector(seen if query.facets else seen.child, timelimit=LONGEST)
    try:
        searcher.search_with_collector(built(query.root, searcher.reader()), timed)
    except TimeLimit as error:
        raise QueryError(f"the query took longer than {LONGEST:g} seconds", "ask for rarer words, or fewer wildcards") from error
    return timed.results(), seen.numbers
