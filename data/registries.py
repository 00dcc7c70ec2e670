"""All registries looked over at once, before a command that reads them for long begins."""

from __future__ import annotations

from data.compounds import listed_heads
from data.curated import lines, table
from data.laws import laws
from data.organisations import is_role, registry
from data.places import located
from data.taxonomy import taxonomy


def check() -> None:
    """Raises UsageError for the first curated file that cannot be read or does not hold together."""
    taxonomy()
    registry()
    is_role("ordförande")
    located()
    list(table("regions.csv", ("name", "kind")))
    laws()
    for name in ("events", "first_names", "last_names", "swedish/common", "swedish/compounds", "swedish/related"):
        list(lines(f"{name}.txt"))
    list(listed_heads())
