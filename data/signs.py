"""The words that tell of each topic, by the keys they are looked up with: made from the taxonomy and kept, since that takes longer
than reading some minutes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import msgspec

from data import compounds, lexicon, swedish
from data.compiled import compiled, discard
from data.swedish import Token, analyse, fold, key
from data.taxonomy import Subject, taxonomy

_FILE = "signs.json"


class Sign(NamedTuple):
    """A word that tells of a topic: how it counts (words, whole, or either of them weak), letters that its forms keep, and forms of
    other words that share its key."""

    topic: str
    kind: str
    kept: str
    others: tuple[str, ...]


class Phrase(NamedTuple):
    """Keys that follow a first one, the topic, and whether they tell of it or take one mention back."""

    rest: tuple[str, ...]
    topic: str
    kind: str


class Together(NamedTuple):
    """Keys of which one of each must stand in a sentence with a first one, and the topic that this tells of."""

    rest: tuple[frozenset[str], ...]
    topic: str


class Signs(msgspec.Struct, frozen=True):
    """All of them. `words`, `phrases` and `together` by the first key; `shapes` are how a word begins, how it ends, and the topic."""

    words: Mapping[str, tuple[Sign, ...]]
    phrases: Mapping[str, tuple[Phrase, ...]]
    together: Mapping[str, tuple[Together, ...]]
    shapes: tuple[tuple[str, str, str], ...]


@cache
def signs() -> Signs:
    """Those of the taxonomy, made anew where it, the dictionary or what looks words up has changed since they were kept.

    Raises LexiconError where they can be kept nowhere, UsageError for a taxonomy that does not hold together.
    """
    subjects = tuple(taxonomy().values())
    mark = blake2b(msgspec.json.encode((subjects, _makers())), digest_size=8).hexdigest()
    for _ in range(2):
        folder = compiled(f"topics-{mark}", lambda folder: _write(folder, subjects))
        try:
            return msgspec.json.decode((folder / _FILE).read_bytes(), type=Signs)
        except (OSError, ValueError):  # harmed since it was looked at, or in a way that its sums do not tell
            discard(folder)
    return _made(subjects)


def _makers() -> list[tuple[str, int, int]]:
    """The code that makes keys, by name, size and age, and the dictionary's mark."""
    files = [Path(module.__file__ or "") for module in (compounds, lexicon, swedish)] + [Path(__file__)]
    return [(lexicon.mark(), 0, 0), *((file.name, (stat := file.stat()).st_size, stat.st_mtime_ns) for file in files)]


def _write(folder: Path, subjects: Iterable[Subject]) -> None:
    (folder / _FILE).write_bytes(msgspec.json.encode(_made(subjects)))


def _made(subjects: Iterable[Subject]) -> Signs:
    subjects = tuple(subjects)
    shapes = ((fold(shape).partition("-"), subject.id) for subject in subjects for shape in subject.shapes)
    return Signs(
        _words(subjects), _phrases(subjects), _together(subjects), tuple((begins, ends, topic) for (begins, _, ends), topic in shapes)
    )


def _words(subjects: Iterable[Subject]) -> dict[str, tuple[Sign, ...]]:
    """Key → what it tells."""
    out: dict[str, list[Sign]] = {}
    for subject in subjects:
        weak = {one for word in subject.weak for one in _keys(word)}
        others: dict[str, list[str]] = {}
        for form in map(fold, subject.others):
            others.setdefault(key(form), []).append(form)
        for kind in ("words", "whole", "weak"):
            for word in getattr(subject, kind):
                kept = fold(word) if word in subject.kept else ""
                if word.endswith("are") and "-" not in word:  # fältare shares its key with fält
                    kept = fold(word)[:-1]
                for one in _keys(word):
                    if all(sign.topic != subject.id or sign.kept != kept for sign in out.setdefault(one, [])):
                        out[one].append(Sign(subject.id, f"weak {kind}" if one in weak else kind, kept, tuple(others.get(one, ()))))
    return {one: tuple(found) for one, found in out.items()}


def _keys(word: str) -> set[str]:
    """A word's key, and of one with hyphens also its parts' (A-traktorer), whose forms dictionaries know."""
    joined = key(fold(word).replace("-", ""))
    return {joined, by_parts(analyse(word))} if "-" in word else {joined}


def by_parts(tokens: Iterable[Token]) -> str:
    """The key of a word with hyphens that its parts' keys make."""
    return "-".join(token.key for token in tokens if not token.extra)


def _phrases(subjects: Iterable[Subject]) -> dict[str, tuple[Phrase, ...]]:
    """First key → the phrases that it begins."""
    out: dict[str, list[Phrase]] = {}
    for subject in subjects:
        for kind in ("phrases", "unless"):
            for phrase in getattr(subject, kind):
                first, *rest = (token.key for token in analyse(phrase) if not token.extra)
                out.setdefault(first, []).append(Phrase(tuple(rest), subject.id, kind))
    return {first: tuple(found) for first, found in out.items()}


def _together(subjects: Iterable[Subject]) -> dict[str, tuple[Together, ...]]:
    """First key → what else must stand in its sentence."""
    out: dict[str, list[Together]] = {}
    for subject in subjects:
        for line in subject.together:
            firsts, *rest = (frozenset(key(fold(word)) for word in place.split("|")) for place in line.split())
            for first in firsts:
                out.setdefault(first, []).append(Together(tuple(rest), subject.id))
    return {first: tuple(found) for first, found in out.items()}
