"""The registry of acts (`reference/laws.csv`): their names and abbreviations, tied to their numbers in the statute book."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from data.curated import table


@cache
def laws() -> Mapping[str, str]:
    """Name (small letters) or abbreviation (as written) → SFS number, or the name where the table has no number."""
    found: dict[str, str] = {}
    for row in table("laws.csv", ("name", "sfs", "aliases")):
        for name in (row["name"], *row["aliases"].split("|")):
            if name:
                found[name if any(c.isupper() for c in name[1:]) else name.casefold()] = row["sfs"] or row["name"].casefold()
    return found
