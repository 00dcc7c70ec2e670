"""Swedish places: localities, municipalities, counties, provinces and countries, and editable district files.

Of areas, waters and towns abroad (`reference/areas.txt`) the name is all that is known. `reference/SOURCES.md` tells whence the lists come.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from msgspec import Struct, structs

from data.curated import files, lines, table
from data.lexicon import lexicon
from data.organisations import fold
from data.people import last_names


class Place(Struct, frozen=True, kw_only=True):
    """A locality or district; degrees north and east where known. `common`: its name is a word or surname as well,
    `district`: only a district file knows it."""

    name: str
    municipality: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    common: bool = False
    district: bool = False


@cache
def places() -> Mapping[str, Place]:
    """All places by their folded name; a district file overrules the list of localities."""
    listed = located()
    return (
        _areas()
        | {one: structs.replace(place, common=_common(place.name)) for one, place in listed.items()}
        | {
            fold(row["name"]): Place(name=row["name"], common=len(row["name"]) < 4)
            for row in table("regions.csv", ("name", "kind"))
            if fold(row["name"]) not in listed
        }
    )


def _areas() -> dict[str, Place]:
    """What has a name and nothing else; the list has a star after names that are words."""
    found = {}
    for name in (name.strip() for _, line in lines("areas.txt") for name in line.split(",")):
        plain = name.removesuffix("*")
        found[fold(plain)] = Place(name=plain, common=plain != name or len(plain) < 4 or plain.casefold() in last_names())
    return found


@cache
def located() -> Mapping[str, Place]:
    """Localities and districts by their folded name, without a word on how common it is."""
    found: dict[str, Place] = {}
    for row in table("places.csv", ("name", "municipality", "latitude", "longitude")):
        latitude, longitude = row.number("latitude", 90), row.number("longitude", 180)
        found[fold(row["name"])] = Place(name=row["name"], municipality=row["municipality"] or None, latitude=latitude, longitude=longitude)
    for file in files("districts/*.csv"):
        for row in table(file, ("name", "municipality")):
            own, known = row["municipality"].removesuffix(" kommun") or None, found.get(fold(row["name"]))
            if known is None or known.latitude is None or (known.municipality and known.municipality != own):  # another town's
                known = Place(name=row["name"], district=True)
            found[fold(row["name"])] = structs.replace(known, name=row["name"], municipality=own)
    return found


def place_of(key: str | None, municipality: str | None) -> Place | None:
    """The place that a mention's key names in minutes of a municipality, where a list tells more of it than the name.

    Many towns have a Haga: a district is not told of in the minutes of another municipality.
    """
    found = located().get(key or "")
    if found is None or found == Place(name=found.name):
        return None
    if found.district and municipality and municipality_of(found.municipality or "") != municipality_of(municipality):
        return None
    return found


@lru_cache(maxsize=4096)
def municipality_of(name: str) -> str:
    """The plain folded name of a municipality however it is written: Umeå, Umeå kommun, Göteborgs Stad."""
    form = fold(name)
    bare = form.removesuffix(" kommun").removesuffix(" stad")
    return bare[:-1] if bare.endswith("s") and bare not in places() and bare[:-1] in places() else bare


def _common(name: str) -> bool:
    """Whether the name is a word or a usual surname too (Teg, Berg, Backen), so that only its surroundings tell."""
    form, words = name.casefold(), lexicon()
    if form in last_names():
        return True
    known = form.isalpha() and form not in words.names and (words.keys.get(form) is not None or words.key(form) in words.listed)
    return len(name) < 4 or known
