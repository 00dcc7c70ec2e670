"""The registry of organisations and of roles: what a presenter's cell falls apart into.

`reference/organisations.csv` holds organisations with their aliases, `reference/roles.csv` holds words for
roles and, where a role tells its employer (a kommunpolis is the police), that organisation. Both are made
to be edited by people. Unknown organisations are kept as written. `data/employers.py` puts the two together.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from msgspec import Struct

from data.curated import Row, table, wrong


@lru_cache(maxsize=1 << 14)
def fold(text: str) -> str:
    """The form names are compared in: casefolded, hyphens as spaces, single spaces."""
    return re.sub(r"[\s\-‐‑–]+", " ", text).strip(" .,:;()").casefold()


class Organisation(Struct, frozen=True):
    """A registered organisation: its key, what kind of body it is, and its names, the usual one first."""

    key: str
    kind: str
    names: tuple[str, ...]


KINDS = (
    *("agency", "court", "region", "administration", "board", "international", "university", "rescue", "church"),
    *("association", "union", "party", "company"),
)
"""What an organisation can be."""


@cache
def registry() -> dict[str, Organisation]:
    """All registered organisations by their keys. Raises UsageError for a row without name or kind, or a name that two have."""
    found: dict[str, Organisation] = {}
    taken: dict[str, Row] = {}
    for row in table("organisations.csv", ("key", "name", "kind", "aliases")):
        names = tuple(filter(None, map(str.strip, (row["name"], *row["aliases"].split("|")))))
        if not row["name"]:
            raise wrong(row.file, row.line, "the name is empty", "give the row its name, or take it away")
        if row["kind"] not in KINDS:
            raise wrong(row.file, row.line, f"“{row['kind']}” is no kind of organisation", f"write one of {', '.join(KINDS)}")
        for name in names:
            other = taken.setdefault(fold(name), row)
            if other["key"] != row["key"]:
                what = f"“{name}” names {other['key']} in line {other.line} already"
                raise wrong(row.file, row.line, what, "let each name stand on one line")
        found[row["key"]] = Organisation(row["key"], row["kind"], names)
    return found


@cache
def aliases() -> dict[str, str]:
    """Folded name or alias → key."""
    return {fold(name): one.key for one in registry().values() for name in one.names}


_LOCAL_KINDS = frozenset(("agency", "rescue", "church", "association", "union", "party"))
"""Kinds of organisation that have units in many places: Polisen i Umeå, Rädda Barnen Umeå."""
_MOST_WORDS = 4
"""The longest names of the places such units are told by: Storgöteborg Nordost, Norra Västerbottens län."""
_OTHERS = ("förening", "föreningen", "förbund", "förbundet", "klubb", "klubben", "stiftelse", "stiftelsen", "sällskap", "samfund")
"""How names end that are another organisation's, whatever they begin with."""
_NO_PLACE = frozenset("och samt eller för med av om på till mot hos ab hb kb if ik fc ideell".split())


def key_of(text: str | None) -> str | None:
    """The registry's key of an organisation by any of its names ("Polismyndigheten" → "polisen"), one of its local units
    among them ("Polisen i Umeå", "LPO Hisingen"); or None."""
    found = unit_of(text) if text else None
    return found[0] if found else None


def unit_of(text: str) -> tuple[str, str] | None:
    """The registry's key of an organisation, and the folded words that tell where its unit is, none for the whole of it."""
    return _unit(fold(text))


@lru_cache(maxsize=4096)
def _unit(folded: str) -> tuple[str, str] | None:
    found = aliases()
    bare = without_form(folded)
    if folded in found:
        return found[folded], ""
    if bare in found and registry()[found[bare]].kind == "company":
        return found[bare], ""
    words = folded.split()
    for n in range(len(words) - 1, max(0, len(words) - 2 - _MOST_WORDS), -1):
        head = " ".join(words[:n])
        if head in found and len(head) > 2 and registry()[found[head]].kind in _LOCAL_KINDS and _is_local(words[n:]):
            return found[head], " ".join(words[n:]).removeprefix("i ")
    return None


def _is_local(rest: list[str]) -> bool:
    """Whether the words after an organisation's name can tell where its unit is: "i Umeå", "Norra Skåne"."""
    place = rest[rest[0] == "i" :]
    return 0 < len(place) <= _MOST_WORDS and not (_NO_PLACE & set(place)) and not place[-1].endswith(_OTHERS)


_FORM = re.compile(r"^(?:ab|aktiebolaget) (?=.)|(?<=.) (?:ab|hb|kb|aktiebolag|handelsbolag|kommanditbolag)(?: \(?publ)?$")
"""What tells in a folded name that it is a company's."""


def without_form(folded: str) -> str:
    """A company's folded name without its legal form: ekby ab, ab ekby → ekby."""
    return _FORM.sub("", folded)


def names_of(key: str | None) -> tuple[str, ...]:
    """All names of a registered organisation, the usual one first; none without a key."""
    known = registry().get(key or "")
    return known.names if known else ()


class Roles(Struct, frozen=True):
    """Words for roles, endings (written -chef) and beginnings (polis-), each with the organisation's key or None.

    A beginning makes no word a role: it tells whose role a polischef's is. The longest one counts.
    """

    words: dict[str, str | None]
    endings: dict[str, str | None]
    beginnings: dict[str, str | None]


@cache
def roles() -> Roles:
    """What `reference/roles.csv` says."""
    found = Roles({}, {}, {})
    for row in table("roles.csv", ("role", "organisation")):
        role, organisation = row["role"], row["organisation"] or None
        if organisation and organisation not in registry():
            what, cure = f"“{organisation}” is no organisation's key", "write a key of organisations.csv, or none"
            raise wrong(row.file, row.line, what, cure)
        known = found.endings if role.startswith("-") else found.beginnings if role.endswith("-") else found.words
        known[fold(role)] = organisation
    return found


_FORMS = (
    ("ernas", ""),
    ("arnas", "are"),
    ("ens", ""),
    ("erna", ""),
    ("arna", "are"),
    ("rna", ""),
    ("ns", ""),
    ("er", ""),
    ("en", ""),
    ("n", ""),
    ("s", ""),
)
"""How a role's other forms end, and what stands there instead in the plain one: poliserna → polis, utredarna → utredare."""


@lru_cache(maxsize=1 << 16)
def employer_of(word: str) -> str | None:
    """The organisation that one word for a role, in any form, tells of: "kommunpoliserna" → "polisen"; or None."""
    folded = fold(word)
    for form in (folded, *(folded.removesuffix(end) + plain for end, plain in _FORMS if folded.endswith(end))):
        key = _employer(form)
        if key:
            return key
    return None


def _employer(form: str) -> str | None:
    known = roles()
    if not _is_role_word(form):
        return None
    beginning = max((b for b in known.beginnings if form.startswith(b)), key=len, default=None)
    if beginning:
        return known.beginnings[beginning]
    if form in known.words:
        return known.words[form]
    return next((key for ending, key in known.endings.items() if key and form.endswith(ending)), None)


def key_of_role(role: str | None) -> str | None:
    """The organisation a role belongs to ("Kommunpolis" → "polisen"), or None when it does not tell."""
    return next(filter(None, map(employer_of, fold(role).split())), None) if role else None


def is_role(text: str) -> bool:
    """Whether the words are a role: a role word, or one ending like one, perhaps with words around it."""
    folded = fold(text)
    return folded in roles().words or any(
        _is_role_word(part) or (employer_of(part) is not None and part.removesuffix("s") not in aliases()) for part in folded.split()
    )


def _is_role_word(form: str) -> bool:
    known = roles()
    return form in known.words or (len(form) > 5 and form.endswith(tuple(known.endings)))


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
    if _unit(folded):
        return True
    parts = folded.split()
    if parts[0] in ORGANISATION_STARTS and len(parts) > 1:
        return True
    return any(p in ORGANISATION_MARKS for p in parts) or any(len(p) > 5 and p.endswith(ORGANISATION_ENDINGS) for p in parts)
