"""Whom and what a name as people type it calls, kind by kind, as keys of the index.

Every word typed must be a word of the name meant; brackets and commas are no part of words, so that names may be typed as
they are printed. An organisation means the same by any of its names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from data.employers import employers
from data.organisation_keys import organisation_key, singular
from data.organisations import fold, key_of, names_of, registry, unit_of
from data.people import PARTICLES, turned
from data.places import municipality_of, places
from search.entries import presenter_key, wider

Presenter = tuple[str, str | None, str | None, str | None]
"""Name, organisation and role as printed, and the key of the person."""


class Known(Protocol):
    """What the archive tells about the names it holds."""

    def distinct_presenters(self) -> Iterable[Presenter]: ...

    def mentioned(self, label: str) -> Sequence[str]: ...

    def spellings(self, organisation: str) -> Sequence[str]: ...

    def attended(self) -> Sequence[tuple[str, str | None, str | None, str]]: ...

    def people_meant(self, name: str) -> tuple[str, ...]: ...

    def body_names(self) -> tuple[str, ...]: ...

    def municipalities(self) -> tuple[str, ...]: ...


def presenting(name: str, presenters: Iterable[Presenter], people: Sequence[str] = (), key: str | None = None) -> Iterator[str]:
    """The keys of the presenters that a name means: every word of it is a word of theirs, it is a name of their organisation,
    whose key is `key`, or they are one of the people it means. What an organisation's other names find, it finds as well."""
    words, others = words_of(name), [words_of(other) for other in names_of(key)]
    called = _unregistered(name)
    small = words if key and words <= PARTICLES else frozenset()  # AF is nobody's af
    for who, organisation, role, person in presenters:
        office = words_of(" ".join(part for part in (organisation, role) if part))
        typed = bool(words) and words <= office | (words_of(who) - small)
        known = called is not None and called in [organisation_key(part) for part in (who, organisation) if part]
        known |= key is not None and (key in employers(who, organisation, role) or any(other <= office for other in others))
        if typed or known or (person is not None and person in people):
            yield presenter_key(who, organisation, role, person)


def plain(name: str) -> str:
    """The name without brackets and commas."""
    return " ".join(re.sub(r"[()\[\],;]", " ", name).split())


def words_of(name: str) -> frozenset[str]:
    """The folded words of a name."""
    return frozenset(fold(plain(name)).split())


def without_brackets(name: str, printed: Iterable[Presenter]) -> str:
    """The name alone, where a party's letters are what stands in brackets, or what somebody of that name has there in print."""
    bare, words = re.sub(r"\s*\([^()]*\)", "", name), words_of(name)
    if all(re.fullmatch(r"\s*[^\W\d_]{1,3}\s*", inner) for inner in re.findall(r"\(([^()]*)\)", name)):
        return bare
    found = (words_of(" ".join(filter(None, one[:3]))) for one in printed)
    return bare if any(words <= one for one in found) else name


# --- organisations -----------------------------------------------------------------------------------


def organisation_of(name: str, presenters: Iterable[Presenter], archive: Known) -> str | None:
    """The registry's key of the organisation so called; a unit of it must be of a known place, or be called so in the archive."""
    key, where = unit_of(plain(name)) or unit_of(singular(plain(name))) or (None, "")
    if not key or not where or _is_place(where, archive):
        return key
    words = words_of(name)
    called = [" ".join(filter(None, one[:3])) for one in presenters] + list(archive.spellings(key))
    return key if any(words <= words_of(one) for one in called) else None


_ABOUT = frozenset("i kommun kommuns stad stads län läns norra södra östra västra norr söder öster väster nord syd öst väst".split())
"""What may stand beside the name of a place."""


def _is_place(where: str, archive: Known) -> bool:
    """Whether the folded words tell a place that is known, or a side of one: umeå kommun, norra västerbotten."""
    rest = " ".join(word for word in where.split() if word not in _ABOUT)
    known = (*archive.mentioned("LOC"), *map(municipality_of, archive.municipalities()))
    return not rest or where in places() or municipality_of(rest) in places() or municipality_of(rest) in known


def organisations(name: str, archive: Known) -> tuple[str, ...]:
    """The keys of unregistered organisations: one municipality's or district's board; else those called so, however the name
    is parted (GotEvent, Got Event), or with its words."""
    whole = {key for one in archive.mentioned("ORG") for key in wider(one)}
    called = _unregistered(name)
    alike = tuple(sorted(key for key in whole if called and key.replace(" ", "") == called.replace(" ", "")))
    if alike:
        return alike
    boards = tuple(sorted(key for key in whole if _is_board(key, name)))
    town = municipality_of(name) if " " not in name.strip() else ""  # Lunds, too
    words = dict.fromkeys(key for form in (name, called or "", town) for key in with_words(words_of(form), whole))
    return boards or (*words, *registered_with(name))


def _unregistered(name: str) -> str | None:
    """The key of an organisation that is not registered, a company's with its form and without."""
    return None if key_of(plain(name)) else organisation_key(name)


def registered_with(name: str) -> tuple[str, ...]:
    """Registered organisations one of whose names has all the words: Arbetarnas bildning, Tekniska högskolan."""
    words = words_of(name)
    return tuple(key for key, one in registry().items() if words and any(words <= words_of(written) for written in one.names))


def boards_of(name: str) -> Iterator[tuple[str, frozenset[str]]]:
    """How a name may fall apart into a board and where it is: KS | Umeå, kommunstyrelsen | i Göteborg, Lunds | kommunstyrelse,
    socialnämnd | Centrum."""
    words = [word for word in fold(plain(name)).split() if word not in ("i", "kommun", "kommuns", "stad", "stads")]
    for n in range(1, len(words)):
        for board, where in ((words[:n], words[n:]), (words[n:], words[:n])):
            definite = re.sub(r"(?:(nämnd)|styrelse)$", lambda m: m[0] + ("en" if m[1] else "n"), singular(" ".join(board)))
            yield key_of(definite) or definite, frozenset(map(municipality_of, where))


def _is_board(key: str, name: str) -> bool:
    board, _, where = key.partition("/")
    return any(board == wanted and rest <= set(where.replace("/", " ").split()) for wanted, rest in boards_of(name) if where)


# --- people and places -------------------------------------------------------------------------------


def people_of(name: str, archive: Known) -> tuple[str, ...]:
    """The people whom the name is a key of; where it is nobody's, or a single word, all who have its words among their names: a
    surname that stands alone in some text is a key too, and hides nobody. With a number it is one person's."""
    known = {*archive.mentioned("PERSON"), *(key for *_, key in archive.attended())}
    whole = tuple(person for person in archive.people_meant(name) if person in known)
    words = words_of(turned(name))
    if (whole and len(name.split()) > 1) or (key_of(name) and words <= PARTICLES):
        return whole
    return tuple(dict.fromkeys((*whole, *with_words(words, known))))


def places_of(name: str, archive: Known) -> tuple[str, ...]:
    """The place, and those whose names have its words: Umeå, Norra Umeå."""
    known = archive.mentioned("LOC")
    found = (municipality_of(name), *with_words(words_of(name), known), *with_words(words_of(municipality_of(name)), known))
    return tuple(dict.fromkeys(key for key in found if key in places() or key in known))


def with_words(words: frozenset[str], keys: Iterable[str]) -> tuple[str, ...]:
    """The keys that have all these words, sorted."""
    return tuple(sorted(key for key in set(keys) if words and words <= set(key.replace("/", " ").split())))
