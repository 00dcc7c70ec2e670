"""Swedish places: localities, municipalities, counties, provinces and countries, and editable district files.

`reference/SOURCES.md` tells whence the lists come.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from data.lexicon import lexicon
from data.organisations import REFERENCE, fold
from data.people import last_names


class Place(Struct, frozen=True, kw_only=True):
    """A locality or district; degrees north and east where known. `common`: its name is a word or surname as well."""

    name: str
    municipality: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    common: bool = False


@cache
def places() -> Mapping[str, Place]:
    """All places by their folded name; a district file overrules the list of localities."""
    found: dict[str, Place] = {}
    with (REFERENCE / "places.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[fold(row["name"])] = Place(
                name=row["name"],
                municipality=row["municipality"] or None,
                latitude=_degrees(row["latitude"]),
                longitude=_degrees(row["longitude"]),
                common=_common(row["name"]),
            )
    with (REFERENCE / "regions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(fold(row["name"]), Place(name=row["name"], common=len(row["name"]) < 4))
    for path in sorted((REFERENCE / "districts").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                known = found.get(fold(row["name"]))
                found[fold(row["name"])] = Place(
                    name=row["name"],
                    municipality=row["municipality"],
                    latitude=known.latitude if known else None,
                    longitude=known.longitude if known else None,
                    common=_common(row["name"]),
                )
    return found


def _degrees(text: str) -> float | None:
    return float(text) if text else None


def _common(name: str) -> bool:
    """Whether the name is a word or a usual surname too (Teg, Berg, Backen), so that only its surroundings tell."""
    form, words = name.casefold(), lexicon()
    if form in last_names():
        return True
    known = form.isalpha() and form not in words.names and (words.keys.get(form) is not None or words.key(form) in words.listed)
    return len(name) < 4 or known
