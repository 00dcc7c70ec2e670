"""The registry of people: who is who over all meetings, and what people have decided about it.

A name gives a key that hyphens, spaces and case leave alone, and by itself a key is a person. Where that is wrong
somebody decides otherwise: that two keys are one person, or that a key means another person in some meetings. Whoever is
told apart so gets a number (`karin nilsson #2`), and the name with #1 asks for the one who was there before. Decisions are
kept with their reasons in the order they were made, and an undone one no longer counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct, structs

from data.curated import words
from data.model import Entity, Minutes
from data.places import municipality_of

Action = Literal["merge", "split"]
PARTICLES = frozenset("von af de la van der den du el al di da ibn bin zu".split())
"""Small words within surnames."""
_NICKNAME = re.compile(r"""\s*["“”„«»][^"“”„«»\n]{1,30}["“”„«»]""")
_FIRST = " #1"
"""After a name that several share: the one who had it before others were told apart."""


def key(name: str) -> str:
    """Equal for one person's name however it is hyphenated, spaced or cased, with a nickname in quotes or without: AnnaSara,
    Annasara and Anna-Sara are one name."""
    *given, last = re.split(r"[\s\-‐‑–]+", _folded(plainly(name).strip(" .,")))
    return " ".join([*map(_apart, given), last])


def _folded(name: str) -> str:
    return name.casefold().replace("’", "'")


def plainly(name: str) -> str:
    """The name without a nickname in quotes: Jan-Olof "Jolle" Vik is Jan-Olof Vik."""
    return _NICKNAME.sub("", name).strip()


def as_said(name: str) -> str:
    """How a text writes a name that a list has in capitals: ANN LINDGREN is Ann Lindgren."""
    return " ".join(_small(word) if len(word) > 1 and word.isupper() else word for word in name.split())


def _small(word: str) -> str:
    return word.lower() if word.casefold() in PARTICLES else word.title()


def surnames_of(name: str) -> tuple[str, ...]:
    """The surname as it may stand alone: its last word, and with its small words and what stands before them: Lind af Hageby."""
    words = plainly(name).split()
    if len(words) < 2:
        return ()
    first = len(words) - 1
    while first > 1 and words[first - 1].casefold() in PARTICLES:
        first -= 1
    found = [" ".join(words[first:]), words[-1]]
    if first < len(words) - 1 and first > 1 and words[first - 1].casefold() not in first_names():
        found.insert(0, " ".join(words[first - 1 :]))
    return tuple(dict.fromkeys(form for one in found for form in (one, one[:1].upper() + one[1:])))


@lru_cache(maxsize=4096)
def _apart(word: str) -> str:
    """Two first names written as one, apart; a name of its own (Marianne) and one that can be read in two ways stay."""
    names = first_names()
    cuts = [n for n in range(2, len(word) - 1) if word[:n] in names and word[n:] in names] if word not in names else []
    return f"{word[: cuts[0]]} {word[cuts[0] :]}" if len(cuts) == 1 else word


def turned(name: str) -> str:
    """The name with its surname last: Ek, Anna is Anna Ek."""
    surname, _, first = name.partition(",")
    return f"{first.strip()} {surname.strip()}" if first.strip() else name


@cache
def first_names() -> frozenset[str]:
    """Common first names, casefolded, from `data/reference/first_names.txt`."""
    return frozenset(map(str.casefold, words("first_names.txt")))


class Decision(Struct, frozen=True, kw_only=True):
    """That `person` is from now on `target`: everywhere (merge), or in the meetings that the rest tells (split).

    `number` counts decisions from 1; `decided` and `undone` are times (UTC) that the archive fills in.
    """

    action: Action
    person: str
    target: str
    body: str | None = None
    municipality: str | None = None
    first: str | None = None
    last: str | None = None
    reason: str = ""
    number: int = 0
    decided: str | None = None
    undone: str | None = None

    @property
    def partial(self) -> bool:
        """Whether the decision is about some meetings only."""
        return bool(self.body or self.municipality or self.first or self.last)

    def covers(self, minutes: Minutes) -> bool:
        """Whether the decision is about this meeting."""
        if self.body and key(self.body) != key(minutes.body or ""):
            return False
        if self.municipality and municipality_of(self.municipality) != municipality_of(minutes.municipality or ""):
            return False
        if not (self.first or self.last):
            return True
        return minutes.date is not None and (self.first or "") <= minutes.date <= (self.last or "9999")


class Registry(Struct, frozen=True):
    """The decisions that count, in the order they were made."""

    decisions: tuple[Decision, ...] = ()

    @classmethod
    def of(cls, log: Iterable[Decision]) -> Registry:
        """What is left of a log when the undone ones are gone."""
        return cls(tuple(one for one in log if one.undone is None))

    def person(self, name: str, minutes: Minutes) -> str:
        """Who the name is in a meeting."""
        found = key(name)
        for one in self.decisions:
            if one.person == found and one.covers(minutes):
                found = one.target
        return found

    def meant(self, name: str) -> tuple[str, ...]:
        """Everybody the name can mean in some meeting, the one it means in most first; with a number that one alone."""
        asked = key(turned(name))
        base, _, number = asked.partition(" #")
        if number and asked not in {one.target for one in self.decisions} and asked != base + _FIRST:
            return tuple(one for one in self.meant(base) if one.endswith(f" #{number}")) or (asked,)  # who is another's name, too
        found = [asked.removesuffix(_FIRST)]
        for one in self.decisions:
            if one.person in found:
                if one.action == "merge":
                    found.remove(one.person)
                elif number:
                    continue
                if one.target not in found:
                    found.append(one.target)
        return tuple(found)

    def number(self, person: str) -> int | None:
        """Which of several people of one name this is; None where nobody shares the name."""
        _, _, number = person.partition(" #")
        if number:
            return int(number)
        others = {one.target for one in self.decisions if one.target.startswith(f"{person} #")}
        return 1 if any(other in self.meant(other) for other in others) else None  # not merged again

    def asked(self, person: str) -> str:
        """What asks for this person and nobody else of the name, or with a name of which theirs is one word."""
        return f"{person}{_FIRST}" if self.number(person) == 1 or " " not in person else person

    def free(self, person: str) -> str:
        """A key for one more person of that name: `karin nilsson #2`."""
        taken = {one.target for one in self.decisions}
        base = person.partition(" #")[0]
        number = 2
        while f"{base} #{number}" in taken:
            number += 1
        return f"{base} #{number}"


def related(log: Iterable[Decision], one: Decision) -> tuple[str, ...]:
    """The keys that a decision and those hanging together with it are about, sorted."""
    listed = list(log)
    found = {one.person, one.target}
    grown = True
    while grown:
        more = {k for d in listed if {d.person, d.target} & found for k in (d.person, d.target)} - found
        found |= more
        grown = bool(more)
    return tuple(sorted(found))


def printed(minutes: Minutes) -> tuple[str, ...]:
    """The names of a meeting's people as its lists, cells and signatures have them, each once."""
    found = [entry.name for entry in minutes.attendance]
    found += [entry.substitute_for for entry in minutes.attendance if entry.substitute_for]
    found += [presenter.name for item in minutes.items for presenter in item.presenters]
    found += [signatory.name for signatory in (*minutes.recorded_by, *minutes.approved_by)]
    return tuple(dict.fromkeys(found))


def spoken_of(text: str, people: Iterable[str]) -> str:
    """The key of whom a mention names: with the surname first (Ek, Anna) turned round, a surname alone the one of the meeting's
    people who has it."""
    if (whole := turned(text)) != text:
        return key(whole)
    alone = _folded(text)
    ends = (name for name in people if _folded(name).endswith(alone))
    full = {key(name) for name in ends if any(alone == _folded(form) for form in surnames_of(name))}
    return full.pop() if len(full) == 1 else key(text)


def settle(minutes: Minutes, registry: Registry) -> Minutes:
    """The record with its people as the registry has them; those without a key stay without."""

    def who(name: str, person: str | None) -> str | None:
        return registry.person(name, minutes) if person else None

    people = printed(minutes)

    def named(found: tuple[Entity, ...]) -> tuple[Entity, ...]:
        return tuple(structs.replace(e, key=who(spoken_of(e.text, people), e.key)) if e.label == "PERSON" else e for e in found)

    items = tuple(
        structs.replace(
            item,
            presenters=tuple(structs.replace(p, person=who(p.name, p.person)) for p in item.presenters),
            entities=named(item.entities),
            title_entities=named(item.title_entities),
        )
        for item in minutes.items
    )
    return structs.replace(
        minutes,
        items=items,
        attendance=tuple(structs.replace(a, person=who(a.name, a.person)) for a in minutes.attendance),
        recorded_by=tuple(structs.replace(s, person=who(s.name, s.person)) for s in minutes.recorded_by),
        approved_by=tuple(structs.replace(s, person=who(s.name, s.person)) for s in minutes.approved_by),
    )
