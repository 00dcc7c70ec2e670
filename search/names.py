"""What a name as people type it means in an archive: presenters, people, organisations and places, as keys of the index.

Every word typed must be a word of the name meant. An organisation means the same by any of its names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, Protocol

from data.employers import employers
from data.errors import UsageError
from data.organisations import fold, is_role, key_of, names_of, registry
from data.places import municipality_of, places
from search.engine import Has, Node, Or
from search.entries import presenter_key, wider

Presenter = tuple[str, str | None, str | None, str | None]
"""Name, organisation and role as printed, and the key of the person."""


class Known(Protocol):
    """What the archive tells about the names it holds."""

    def distinct_presenters(self) -> Iterable[Presenter]: ...

    def mentioned(self, label: str) -> Sequence[str]: ...

    def attended(self) -> Sequence[tuple[str, str]]: ...

    def people_meant(self, name: str) -> tuple[str, ...]: ...


Field = Literal["presenter", "person", "organisation", "place"]


def meant(field: Field, names: Sequence[str], archive: Known) -> Node:
    """The entries that any of the names means. Raises UsageError for a name that nothing and nobody has."""
    presenters = list(archive.distinct_presenters()) if field != "place" else []
    nodes = [_one(field, name, presenters, archive) for name in names]
    return nodes[0] if len(nodes) == 1 else Or(tuple(nodes))


def _one(field: Field, name: str, presenters: Sequence[Presenter], archive: Known) -> Node:
    shown = tuple(presenting(name, presenters, archive.people_meant(name))) if field != "place" else ()
    keys = _MEANT[field](name, archive)
    if not (shown or keys or _known(field, name, archive)):
        raise UsageError(f"no {field} is called “{name}”", _cure(name, _vocabulary(field, presenters, archive)))
    if field == "place":
        return Has("place", keys)
    presented = Has("presenter", shown)
    return presented if field == "presenter" else Or((presented, Has(field, keys)))


def presenting(name: str, presenters: Iterable[Presenter], people: Sequence[str] = ()) -> Iterator[str]:
    """The keys of the presenters that a name means: every word of it is a word of theirs, it is a name of their organisation,
    or they are one of the people it means. What an organisation's other names find, it finds as well."""
    words, key = _words(name), key_of(name)
    others = [_words(other) for other in names_of(key)]
    for who, organisation, role, person in presenters:
        office = _words(" ".join(part for part in (organisation, role) if part))
        typed = bool(words) and words <= office | _words(who)
        known = key is not None and (key in employers(who, organisation, role) or any(other <= office for other in others))
        if typed or known or (person is not None and person in people):
            yield presenter_key(who, organisation, role, person)


def _words(name: str) -> frozenset[str]:
    return frozenset(fold(name).split())


# --- what is meant beside presenters ---------------------------------------------------------------


def _nothing(name: str, archive: Known) -> tuple[str, ...]:
    return ()


def _people(name: str, archive: Known) -> tuple[str, ...]:
    """The people whom the name is a key of; where it is nobody's, all who have its words among their names."""
    known = {*archive.mentioned("PERSON"), *(key for key, _ in archive.attended())}
    return tuple(p for p in archive.people_meant(name) if p in known) or _with_words(_words(name), known)


def _organisations(name: str, archive: Known) -> tuple[str, ...]:
    """The registered organisation; else one municipality's or district's board; else those called so, or with its words."""
    registered = key_of(name)
    if registered:
        return (registered,)
    known = set(archive.mentioned("ORG"))
    whole = {key for one in known for key in wider(one)}
    if fold(name) in whole:
        return (fold(name),)
    boards = tuple(sorted(key for key in whole if _is_board(key, name)))
    return boards or (*_with_words(_words(name), whole), *_registered(name))


def _registered(name: str) -> tuple[str, ...]:
    """Registered organisations one of whose names has all the words: Arbetarnas bildning, Tekniska högskolan."""
    words = _words(name)
    return tuple(key for key, one in registry().items() if words and any(words <= _words(written) for written in one.names))


def _boards(name: str) -> Iterator[tuple[str, frozenset[str]]]:
    """How a name may fall apart into a board and where it is: KS | Umeå, kommunstyrelsen | i Göteborg, Lunds | kommunstyrelse,
    socialnämnd | Centrum."""
    words = [word for word in fold(name.replace(",", " ")).split() if word not in ("i", "kommun", "kommuns", "stad", "stads")]
    for n in range(1, len(words)):
        for board, where in ((words[:n], words[n:]), (words[n:], words[:n])):
            definite = re.sub(r"(?:(nämnd)|styrelse)$", lambda m: m[0] + ("en" if m[1] else "n"), " ".join(board))
            yield key_of(definite) or definite, frozenset(map(municipality_of, where))


def _is_board(key: str, name: str) -> bool:
    board, _, where = key.partition("/")
    return any(board == wanted and rest <= set(where.replace("/", " ").split()) for wanted, rest in _boards(name) if where)


def _places(name: str, archive: Known) -> tuple[str, ...]:
    """The place, and those whose names have its words: Umeå, Norra Umeå."""
    known = archive.mentioned("LOC")
    found = (municipality_of(name), *_with_words(_words(name), known), *_with_words(_words(municipality_of(name)), known))
    return tuple(dict.fromkeys(key for key in found if key in places() or key in known))


def _with_words(words: frozenset[str], keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(key for key in set(keys) if words and words <= set(key.replace("/", " ").split())))


_MEANT = {"presenter": _nothing, "person": _people, "organisation": _organisations, "place": _places}


# --- names that nothing has --------------------------------------------------------------------------


def _known(field: Field, name: str, archive: Known) -> bool:
    """Whether something is called so, though nothing is found: a registered organisation, a role, somebody who only attended,
    a board of a municipality."""
    if field == "place":
        return False
    if key_of(name) or is_role(name) or _registered(name):
        return True
    if field == "organisation":
        return any(board in registry() and rest <= set(places()) for board, rest in _boards(name))
    return bool(_people(name, archive))


def _vocabulary(field: Field, presenters: Iterable[Presenter], archive: Known) -> Iterator[str]:
    """Names as written that might have been meant."""
    if field == "place":
        yield from (place.name for place in places().values())
        yield from archive.mentioned("LOC")
        return
    for who, organisation, role, _ in presenters:
        yield from (part for part in (who, organisation, role) if part)
    if field in ("person", "presenter"):
        yield from (name for _, name in archive.attended())
        yield from archive.mentioned("PERSON")
    if field in ("organisation", "presenter"):
        yield from (name for one in registry().values() for name in one.names)
        yield from (key for one in archive.mentioned("ORG") if (key := wider(one)[0]) not in registry())


def near(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The names that look like one, or with a word that looks like its only one; the likest first, each once however it is cased."""
    from rapidfuzz import fuzz, process

    folded = fold(name)
    written: dict[str, str] = {}
    alike: dict[str, str] = {}
    for one in known:
        form = fold(one)
        written.setdefault(form, one)
        for part in (form, *(form.split() if " " not in folded else ())):
            alike.setdefault(part, written[form])
    found = process.extract(folded, alike.keys(), scorer=fuzz.ratio, score_cutoff=60, limit=None)
    return list(dict.fromkeys(alike[part] for part, _, _ in found))[:most]


def cure(name: str, known: Iterable[str], otherwise: str) -> str:
    """What to do about a name that is unknown: names like it, or else."""
    found = near(name, known)
    return f"did you mean {', '.join(found)}?" if found else otherwise


def _cure(name: str, known: Iterable[str]) -> str:
    return cure(name, known, "nothing that is held has a name like it; arende status lists what is")
