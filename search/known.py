"""Names that nothing has, told with names like them. A name is known where anything in the archive or the registries has it,
of whatever kind: asking for what is there in vain finds nothing, and is no slip."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from data.errors import UsageError
from data.organisations import fold, is_role, registry, roles
from data.places import municipality_of, places
from search.called import (
    Known,
    Presenter,
    boards_of,
    organisation_of,
    organisations,
    people_of,
    places_of,
    plain,
    with_words,
    without_brackets,
    words_of,
)
from search.entries import wider

_BESIDE_ROLES = frozenset("för på vid hos i inom från och".split())
"""What joins a role with whose it is: chef för socialtjänsten."""


def demand(field: str, name: str, presenters: Sequence[Presenter], archive: Known) -> str | None:
    """How the name is spelled, where only its accents were left out (umea); None when every word of it belongs to something or somebody
    known as it is. Raises UsageError, with names like it, when it is neither or may be spelled in two ways."""
    if _is_known(name, presenters, archive):
        return None
    known = list(_vocabulary(field, presenters, archive))
    spelled = accented(plain(name), known) or accented(municipality_of(plain(name)), known)
    if len(spelled) == 1:
        return spelled[0]
    there = "nothing that is held has a name like it; arende status lists what is"
    raise unknown(field, name, spelled, cure(name, known, there))


def accented(name: str, known: Iterable[str]) -> list[str]:
    """The spellings, as written, that known names give the words of a name whose accents are left out: of names that are called so
    whole, or else of those that have all its words."""
    wanted = fold(name).split()
    whole: dict[str, str] = {}
    within: dict[str, str] = {}
    for one in known:
        words = plain(one).replace("-", " ").split()
        bare = {form: word for word in words for form in (_unaccented(fold(word)), fold(word))}
        spelled = " ".join(bare.get(word, "") for word in wanted)
        if fold(spelled) != fold(name) and all(word in bare for word in wanted):
            (whole if len(words) == len(wanted) else within).setdefault(fold(spelled), spelled)
    return list((whole or within).values())


def unknown(field: str, name: str, spelled: Sequence[str], otherwise: str) -> UsageError:
    """The error of a name that nothing has, which may be spelled in several ways, or in none."""
    return UsageError(f"no {field} is called “{name}”", f"did you mean {' or '.join(spelled)}?" if spelled else otherwise)


def _unaccented(form: str) -> str:
    """A folded word in the letters of a keyboard without å, ä, ö and é."""
    plainer = form.replace("ø", "o").replace("æ", "a")
    return "".join(letter for letter in unicodedata.normalize("NFKD", plainer) if not unicodedata.combining(letter))


def _is_known(name: str, presenters: Sequence[Presenter], archive: Known) -> bool:
    """Whether the name is known whole, or falls at its brackets and commas into things and at most one person that are."""
    name = without_brackets(name, (*presenters, *archive.attended()))
    parts = [part for part in re.split(r"[()\[\],;]", name) if part.strip()]
    people = [part for part in parts if not any(_is_thing(form, presenters, archive) for form in _forms(part, presenters))]
    return bool(parts) and all(_is_somebody(one, presenters, archive) for one in ([plain(name)] if len(people) > 1 else people))


def _forms(part: str, presenters: Iterable[Presenter]) -> tuple[str, ...]:
    """The words, and what is left beside roles, which may say whose: kommunstyrelsens ordförande."""
    bare = _bare(part, presenters)
    return (part, bare, bare.removesuffix("s"))


def _bare(part: str, presenters: Iterable[Presenter]) -> str:
    """What is left beside words for roles, and nothing where all are."""
    offices = {word for *_, role, _ in presenters for word in words_of(role or "")}
    offices |= {word for role in roles().words for word in role.split()}
    words = fold(part).split()
    rest = [word for word in words if not (word in offices or is_role(word))]
    return " ".join(rest if len(rest) == len(words) else (word for word in rest if word not in _BESIDE_ROLES))


def _is_thing(name: str, presenters: Sequence[Presenter], archive: Known) -> bool:
    """Whether an organisation, a board, a body, a place or nothing but a role is called so."""
    words = words_of(name)
    return (
        not words
        or organisation_of(name, presenters, archive) is not None
        or bool(organisations(name, archive) or places_of(name, archive))
        or bool(with_words(words, map(fold, (*archive.body_names(), *archive.municipalities()))))
        or any(words <= words_of(organisation or "") for _, organisation, _, _ in presenters)
        or any(board in registry() and rest <= set(places()) for board, rest in boards_of(name))
    )


def _is_somebody(name: str, presenters: Iterable[Presenter], archive: Known) -> bool:
    """Whether one person has all the words, beside those for roles."""
    return any(
        people_of(form, archive) or any(words_of(form) <= words_of(who) for who, *_ in presenters)
        for form in {name, _bare(name, presenters)}
    )


def _vocabulary(field: str, presenters: Iterable[Presenter], archive: Known) -> Iterator[str]:
    """Names as written that might have been meant."""
    if field == "place":
        yield from (place.name for place in places().values())
        yield from archive.mentioned("LOC")
        return
    for who, organisation, role, _ in presenters:
        yield from (part for part in (who, organisation, role) if part)
    if field in ("person", "presenter"):
        yield from (name for name, *_ in archive.attended())
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
        if form == folded:  # what is asked for is no answer
            continue
        written.setdefault(form, one)
        for part in (form, *(form.split() if " " not in folded else ())):
            alike.setdefault(part, written[form])
    found = process.extract(folded, alike.keys(), scorer=fuzz.ratio, score_cutoff=60, limit=None)
    return list(dict.fromkeys(alike[part] for part, _, _ in found))[:most]


def cure(name: str, known: Iterable[str], otherwise: str) -> str:
    """What to do about a name that is unknown: names like it, or else."""
    found = near(name, known)
    return f"did you mean {', '.join(found)}?" if found else otherwise
