"""The registry of acts (`reference/laws.csv`): their names and abbreviations, tied to their numbers in the statute book."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from data.curated import table, wrong

_NUMBER = re.compile(r"\d{4}:\d+(?:\s+(?:s\.\s*)?\d+)?")
"""An act's year and number; old years have several acts a number, told apart by a page: 1736:0123 2."""


@cache
def laws() -> Mapping[str, str]:
    """Name (small letters) or abbreviation (as written) → SFS number, or the name where the table has no number."""
    found: dict[str, str] = {}
    for row in table("laws.csv", ("name", "sfs", "aliases")):
        if row["sfs"] and not _NUMBER.fullmatch(row["sfs"]):
            raise wrong(row.file, row.line, f"“{row['sfs']}” is no SFS number", "write it as 2018:218, or leave it empty")
        for name in (row["name"], *row["aliases"].split("|")):
            if name:
                found[name if any(c.isupper() for c in name[1:]) else name.casefold()] = row["sfs"] or row["name"].casefold()
    return found
