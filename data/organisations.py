"""The registry of organisations and of roles: what a presenter's cell falls apart into.

`reference/organisations.csv` holds organisations with their aliases, `reference/roles.csv` holds words for
roles and, where a role tells its employer (a kommunpolis is the police), that organisation. Both are made
to be edited by people. Unknown organisations are kept as written.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from msgspec import Struct

from data.curated import table, wrong


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The form names are compared in: casefolded, hyphens as spaces, single spaces."""
    return re.sub(r"[\s\-‐‑–]+", " ", text).strip(" .,:;()").casefold()


class Organisation(Struct, frozen=True):
    """A registered organisation: its key, what kind of body it is, and its names, the usual one first."""

    key: str
    kind: str
    names: tuple[str, ...]


@cache
def registry() -> dict[str, Organisation]:
    """All registered organisations by their keys."""
    rows = [(row, (row["name"], *row["aliases"].split("|"))) for row in table("organisations.csv", ("key", "name", "kind", "aliases"))]
    return {row["key"]: Organisation(row["key"], row["kind"], tuple(filter(None, map(str.strip, names)))) for row, names in rows}


@cache
def _aliases() -> dict[str, str]:
    """Folded name or alias → key."""
    found: dict[str, str] = {}
    for organisation in registry().values():
        for name in organisation.names:
            found.setdefault(fold(name), organisation.key)
    return found


@cache
def _roles() -> tuple[dict[str, str | None], dict[str, str | None]]:
    """Whole role words and word endings (written -chef), each → organisation key or None."""
    words: dict[str, str | None] = {}
    endings: dict[str, str | None] = {}
    for row in table("roles.csv", ("role", "organisation")):
        if row["organisation"] and row["organisation"] not in registry():
            what, cure = f"“{row['organisation']}” is no organisation's key", "write a key of organisations.csv, or none"
            raise wrong(row.file, row.line, what, cure)
        known = endings if row["role"].startswith("-") else words
        known[fold(row["role"].lstrip("-"))] = row["organisation"] or None
    return words, endings


def key_of(text: str | None) -> str | None:
    """The registry's key of an organisation by any of its names ("Polismyndigheten" → "polisen"), or None."""
    return _aliases().get(fold(text)) if text else None


def names_of(key: str | None) -> tuple[str, ...]:
    """The names of a registered organisation that are written large and are no short forms; none without a key."""
    known = registry().get(key or "")
    return tuple(name for name in known.names if len(name) > 4 and name[0].isupper() and not name.isupper()) if known else ()


def key_of_role(role: str | None) -> str | None:
    """The organisation a role belongs to ("Kommunpolis" → "polisen"), or None when it does not tell."""
    if not role:
        return None
    words, endings = _roles()
    for word in (fold(role), *fold(role).split()):
        if words.get(word):
            return words[word]
        for ending, key in endings.items():
            if key and word.endswith(ending):
                return key
    return None


def is_role(text: str) -> bool:
    """Whether the words are a role: a role word, or one ending like one, perhaps with words around it."""
    words, endings = _roles()
    folded = fold(text)
    if folded in words:
        return True
    return any(part in words or (len(part) > 5 and part.endswith(tuple(endings))) for part in folded.split())


ORGANISATION_ENDINGS = (
    "nämnd",
    "nämnden",
    "förvaltning",
    "förvaltningen",
    "styrelse",
    "styrelsen",
    "myndighet",
    "myndigheten",
    "verket",
    "tjänst",
    "tjänsten",
    "utskott",
    "utskottet",
    "kommun",
    "kommunen",
    "fullmäktige",
    "rådet",
    "kansliet",
    "kontor",
    "kontoret",
    "kyrkan",
    "församling",
    "församlingen",
    "förbund",
    "förbundet",
    "förening",
    "föreningen",
    "universitet",
    "universitetet",
    "högskola",
    "högskolan",
    "gymnasiet",
    "skolan",
    "vården",
    "polisen",
    "bolaget",
    "byrån",
    "sektionen",
    "avdelningen",
    "enheten",
    "centrum",
    "jouren",
    "stiftelsen",
    "kåren",
    "museet",
    "samfund",
    "pastorat",
    "stiftet",
    "länsstyrelsen",
    "regionen",
    "landstinget",
    "åklagarkammaren",
    "domstolen",
    "akademin",
    "gruppen",
    "nätverket",
    "hemmet",
    "biblioteket",
    "institutet",
    "koncernen",
    "försvar",
    "försäkringskassan",
)
ORGANISATION_STARTS = ("region", "länsstyrelsen", "if", "ik", "fc", "stiftelsen", "föreningen", "svenska", "rädda")
ORGANISATION_MARKS = frozenset({"ab", "hb", "kb", "ideell", "kommun", "stad", "län"})


def looks_like_organisation(text: str) -> bool:
    """Whether the words have the shape of an organisation: known, a telling start, ending or company form."""
    folded = fold(text)
    if not folded:
        return False
    if folded in _aliases():
        return True
    parts = folded.split()
    if parts[0] in ORGANISATION_STARTS and len(parts) > 1:
        return True
    return any(p in ORGANISATION_MARKS for p in parts) or any(len(p) > 5 and p.endswith(ORGANISATION_ENDINGS) for p in parts)
