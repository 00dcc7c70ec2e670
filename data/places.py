"""Swedish places: localities, municipalities, counties, provinces and countries, and editable district files.

Of areas, waters and towns abroad (`reference/areas.txt`) the name is all that is known. `reference/SOURCES.md` tells whence the lists come.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from math import cos, hypot, radians
from statistics import fmean

from msgspec import Struct, structs

from data.curated import files, lines, table, wrong
from data.lexicon import lexicon
from data.organisations import fold
from data.surnames import last_names

NEARBY = 75.0
"""Kilometres from the middle of a municipality within which its minutes speak of their neighbours."""
UNLISTED, FAR_LARGER = 500, 10
"""The most inhabitants of a locality that the list lacks, and how many times those of all others the one meant everywhere has."""


class Place(Struct, frozen=True, kw_only=True):
    """A locality or district; degrees north and east where known, `population` 0 where not. `common`: its name is a word or surname
    as well, `district`: a district file tells it."""

    name: str
    municipality: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
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
    """Localities and districts by their folded name, of namesakes the best known, without a word on how common it is."""
    return {key: found[0] for key, found in _namesakes().items()}


@cache
def _namesakes() -> Mapping[str, tuple[Place, ...]]:
    """All localities and districts of a folded name: districts first, then what a municipality is called after, then the largest."""
    found: dict[str, list[Place]] = {}
    seen: dict[tuple[str, str], int] = {}
    for row in table("places.csv", ("name", "municipality", "latitude", "longitude"), unique=False):
        if (first := seen.setdefault((fold(row["name"]), row["municipality"] or row["latitude"]), row.line)) != row.line:
            cure = "tell places of one name apart by their municipalities or degrees, or take one away"
            raise wrong(row.file, row.line, f"“{row['name']}” stands in line {first} already", cure)
        found.setdefault(fold(row["name"]), []).append(
            Place(
                name=row["name"],
                municipality=row["municipality"] or None,
                latitude=row.number("latitude", 90),
                longitude=row.number("longitude", 180),
                population=int(row.number("population", 1e8, "write a whole number") or 0) if "population" in row.cells else 0,
            )
        )
    for file in files("districts/*.csv"):
        for row in table(file, ("name", "municipality")):
            own, others = row["municipality"].removesuffix(" kommun") or None, found.setdefault(fold(row["name"]), [])
            known = next((one for one in others if one.latitude is not None and one.municipality in (own, None)), None)
            if known:
                others.remove(known)
            others[:] = [one for one in others if one.latitude is not None]  # a name alone may well be this one
            others.insert(0, structs.replace(known or Place(name=row["name"]), name=row["name"], municipality=own, district=True))
    return {key: tuple(sorted(some, key=_rank)) for key, some in found.items()}


def _rank(place: Place) -> tuple[bool, bool, int]:
    return not place.district, not is_seat(place), -place.population


def is_seat(place: Place) -> bool:
    """Whether a municipality is called after it, so that its name is known all over the country."""
    return place.municipality is not None and fold(place.municipality) == fold(place.name)


@lru_cache(maxsize=4096)
def place_of(key: str | None, municipality: str | None) -> Place | None:
    """The place that a mention's key names in minutes of a municipality, where the lists tell more of it than the name.

    Many places share a name, and the lists hold the larger ones alone. Meant is the one of the municipality itself; else one far
    larger than any other; else one nearby; and where nothing tells where the minutes are from, the only one known. Any other name
    may be that of a place no list has, and nothing is told of it.
    """
    found = [one for one in _namesakes().get(key or "", ()) if one != Place(name=one.name)]
    home = municipality_of(municipality) if municipality else None
    own = [one for one in found if home and municipality_of(one.municipality or "") == home]
    if own or not found:
        return own[0] if own else None
    listed = [one for one in found if not (home and one.district and one.latitude is None)]  # many towns have a Haga
    sizes = sorted((one.population for one in listed), reverse=True)
    for one in listed:
        if is_seat(one) or one.population >= FAR_LARGER * max([UNLISTED, *sizes[1:]]):
            return one
    centre = _centre(home) if home else None
    if centre is None:
        return listed[0] if _sole(listed) else None
    away = sorted(((_kilometres(centre, at), n) for n, one in enumerate(listed) if (at := _at(one))))
    return listed[away[0][1]] if away and away[0][0] <= NEARBY else None


def _sole(listed: Sequence[Place]) -> bool:
    """Whether the first is the only one that an archive is likely to speak of: a district that is told, or no word or surname."""
    if listed and listed[0].district:
        return not any(one.district for one in listed[1:])
    return len(listed) == 1 and not places()[fold(listed[0].name)].common


@cache
def _centre(municipality: str) -> tuple[float, float] | None:
    """Where the town is that a municipality (its plain folded name) is called after, or else the middle of its localities."""
    of_it = [one for some in _namesakes().values() for one in some if municipality_of(one.municipality or "") == municipality]
    seats = [at for one in of_it if is_seat(one) and (at := _at(one))]
    spots = seats or [at for one in of_it if (at := _at(one))]
    return (fmean(north for north, _ in spots), fmean(east for _, east in spots)) if spots else None


def _at(place: Place) -> tuple[float, float] | None:
    return None if place.latitude is None or place.longitude is None else (place.latitude, place.longitude)


def _kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """How far two points, in degrees north and east, lie apart, as on a flat map of the country."""
    return hypot(one[0] - other[0], (one[1] - other[1]) * cos(radians(one[0]))) * 111.2


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
