"""Names and dates asked for inside a query (person:, plats:, år:) looked up in the archive, as filters are."""

from __future__ import annotations

import re

from msgspec import structs

from data.errors import QueryError
from search.called import Known
from search.engine import And, DateRange, Everything, Named, Node, Not, Or
from search.filters import Filters, day, resolve

_YEARS = re.compile(r"(?P<first>[\d-]*)\.\.(?P<last>[\d-]*)|(?P<from>\d{4})[-–](?P<to>\d{4})")


def bind(node: Node, archive: Known) -> Node:
    """The tree with every name looked up. Raises UsageError for a name that cannot be meant, QueryError for no date."""
    if isinstance(node, Named):
        return _dates(node.value) if node.field == "date" else _names(node, archive)
    if isinstance(node, And):
        return And(tuple(bind(part, archive) for part in node.parts))
    if isinstance(node, Or):
        return Or(tuple(bind(part, archive) for part in node.parts))
    if isinstance(node, Not):
        return Not(bind(node.part, archive))
    return node


def _names(node: Named, archive: Known) -> Node:
    found = resolve(structs.replace(Filters(), **{node.field: (node.value,)}), archive)
    return found[0] if len(found) == 1 else And(found) if found else Everything()


def _dates(value: str) -> DateRange:
    """2024, 2024-09, 2024-09-24, 2020-2024, or a range in brackets."""
    match = _YEARS.fullmatch(value.strip())
    if match:
        first, last = (match["first"], match["last"]) if match["from"] is None else (match["from"], match["to"])
        return DateRange(day(first or None, last=False), day(last or None, last=True))
    if not re.fullmatch(r"\d{4}(?:-\d{1,2}){0,2}", value.strip()):
        raise QueryError(f"“{value}” is no year or date", "write år:2024, år:2020-2024 or datum:2024-09-24")
    return DateRange(day(value, last=False), day(value, last=True))
