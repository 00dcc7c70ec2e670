"""The usual surnames, from `data/reference/last_names.txt`."""

from __future__ import annotations

from functools import cache

from data.curated import words


@cache
def last_names() -> frozenset[str]:
    """The usual surnames, casefolded."""
    return frozenset(map(str.casefold, words("last_names.txt")))
