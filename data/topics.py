"""The taxonomy of topics (`reference/topics.toml`), and which of them a text speaks of.

Words are matched by lemma and by compound part, never as strings, so that bilbränderna is a bilbrand and Rune Brandt
is none.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from msgspec import Struct, convert

from data.model import Topic
from data.organisations import REFERENCE, fold
from data.swedish import Token, analyse, key


class Subject(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One topic: labels, what it takes in (`scope`), the topic above, and the words that tell of it (see the file's head)."""

    id: str
    sv: str
    en: str
    scope: str = ""
    broader: str | None = None
    words: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


@cache
def taxonomy() -> Mapping[str, Subject]:
    """The topics by id, in the file's order."""
    found = tomllib.loads((REFERENCE / "topics.toml").read_text("utf-8"))["topic"]
    return {subject.id: subject for subject in convert(found, list[Subject])}


def with_narrower(name: str) -> tuple[str, ...]:
    """The ids of the topic of that id or label, in Swedish or English, and of all under it; none when there is no such topic."""
    wanted = fold(name)
    found = [s.id for s in taxonomy().values() if wanted in (fold(s.id), fold(s.sv), fold(s.en))]
    if not found:
        return ()
    out = [found[0]]
    for one in out:
        out += [s.id for s in taxonomy().values() if s.broader == one and s.id not in out]
    return tuple(out)


def labels() -> tuple[str, ...]:
    """The Swedish labels, in the file's order."""
    return tuple(subject.sv for subject in taxonomy().values())


@cache
def _words() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Key → (topic, how it counts): words, whole or weak."""
    out: dict[str, list[tuple[str, str]]] = {}
    for subject in taxonomy().values():
        weak = {key(fold(word).replace("-", "")) for word in subject.weak}
        for kind in ("words", "whole", "weak"):
            for word in getattr(subject, kind):
                one = key(fold(word).replace("-", ""))
                out.setdefault(one, []).append((subject.id, "weak" if one in weak else kind))
    return {one: tuple(dict.fromkeys(found)) for one, found in out.items()}


@cache
def _phrases() -> tuple[tuple[tuple[str, ...], str], ...]:
    return tuple((tuple(t.key for t in analyse(phrase)), subject.id) for subject in taxonomy().values() for phrase in subject.phrases)


@cache
def _bodies() -> frozenset[str]:
    """Keys of last parts that make a compound the name of a body: grundskolenämnden is no school."""
    return frozenset(map(key, "nämnd förvaltning utskott kontor styrelse departement myndighet delegation beredning".split()))


def topics_of(title: str, text: str) -> tuple[Topic, ...]:
    """The topics of an item, those told most often first."""
    strong: Counter[str] = Counter()
    weak: Counter[str] = Counter()
    for tokens, weight in ((analyse(title), 3), (analyse(text), 1)):
        for topic, kind in _told(tokens):
            (weak if kind == "weak" else strong)[topic] += weight
    for topic, count in weak.items():
        if count >= 2:
            strong[topic] += count
    subjects = taxonomy()
    order = list(subjects)
    ranked = sorted(strong, key=lambda one: (-strong[one], order.index(one)))
    return tuple(Topic(one, subjects[one].sv) for one in ranked)


def _told(tokens: Sequence[Token]) -> Iterable[tuple[str, str]]:
    words = _words()
    for token in tokens:
        if token.parts and token.parts[-1] in _bodies():
            continue
        for topic, kind in words.get(token.key, ()):
            yield topic, kind
        for part in token.parts:
            yield from ((topic, kind) for topic, kind in words.get(part, ()) if kind == "words")
    keys = [token.key for token in tokens if not token.extra]
    places: dict[str, list[int]] = {}
    for n, one in enumerate(keys):
        places.setdefault(one, []).append(n)
    for phrase, topic in _phrases():
        if any(tuple(keys[n : n + len(phrase)]) == phrase for n in places.get(phrase[0], ())):
            yield topic, "phrase"
