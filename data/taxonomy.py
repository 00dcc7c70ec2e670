"""The taxonomy of topics (`reference/topics.toml`): which there are, and which stand under which."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from msgspec import Struct, ValidationError, convert

from data.curated import text, wrong
from data.errors import UsageError
from data.organisations import fold

_FILE = "topics.toml"
_CURES = {
    "shapes": "write a beginning (äldre-) or an ending (-skolan)",
    "together": "write words without hyphens, with blanks between, and other words for one with | (kosta|betala kronor)",
    **dict.fromkeys(("words", "whole", "weak"), "write a word, or put what is several words into phrases"),
}


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
    shapes: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@cache
def taxonomy() -> Mapping[str, Subject]:
    """The topics by id, in the file's order. Raises UsageError for a file that does not hold together."""
    source = text(_FILE)
    at = [n for n, line in enumerate(source.splitlines(), 1) if re.match(r"\s*\[\[\s*topic\s*\]\]", line)]
    found: dict[str, Subject] = {}
    taken: dict[str, str] = {}
    for n, raw in enumerate(_raw(source)):
        line = at[n] if n < len(at) else None
        try:
            subject = convert(raw, Subject)
        except ValidationError as error:
            raise _wrong(line, _plain(error), "write the topic as those around it are") from error
        _sound(subject, line, taken)
        found[subject.id] = subject
    for line, subject in zip(at, found.values(), strict=False):
        _placed(subject, line, found)
    for line, subject in zip(at, found.values(), strict=False):
        _told(subject, line, found)
    return found


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


def with_broader(topic: str) -> tuple[str, ...]:
    """The id and those of all topics above it, the nearest first."""
    out = [topic]
    while (subject := taxonomy().get(out[-1])) and subject.broader:
        out.append(subject.broader)
    return tuple(out)


def tree() -> Iterator[tuple[int, Subject]]:
    """The topics with how many stand above each: every one under its broader, else in the file's order."""

    def under(broader: str | None, depth: int) -> Iterator[tuple[int, Subject]]:
        for subject in taxonomy().values():
            if subject.broader == broader:
                yield depth, subject
                yield from under(subject.id, depth + 1)

    return under(None, 0)


def labels() -> tuple[str, ...]:
    """The Swedish labels, in the file's order."""
    return tuple(subject.sv for subject in taxonomy().values())


def _raw(source: str) -> list[Any]:
    try:
        held = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"\(at line (\d+)", str(error))
        cure = "see that each text stands in quotes and each list in brackets, with commas between"
        raise _wrong(int(line[1]) if line else None, f"no TOML ({error})", cure) from error
    topics = held.get("topic")
    if not isinstance(topics, list) or not topics or len(held) > 1:
        others = ", ".join(sorted(set(held) - {"topic"})) or "nothing"
        raise _wrong(None, f"holds {others} where topics belong", "begin each topic with [[topic]]")
    return topics


def _sound(subject: Subject, line: int | None, taken: dict[str, str]) -> None:
    """Its names are its own, and its words are words. `taken` are the names so far, each with its topic."""
    for name in dict.fromkeys(map(fold, (subject.id, subject.sv, subject.en))):
        if not name:
            raise _wrong(line, "the id or a label is empty", "give the topic an id, and labels in sv and en")
        if name in taken:
            raise _wrong(line, f"“{name}” names the topic {taken[name]} already", "give each topic an id and labels of its own")
        taken[name] = subject.id
    for kind in ("words", "whole", "phrases", "weak", "shapes", "together", "unless", "kept", "others"):
        for word in getattr(subject, kind):
            if not _sought(kind, word):
                raise _wrong(
                    line, f"“{word}” in {kind} of {subject.id} cannot be looked for", _CURES.get(kind, "write a word, or take it away")
                )
    if loose := set(subject.kept) - {*subject.words, *subject.whole, *subject.weak}:
        raise _wrong(line, f"“{min(loose)}” in kept of {subject.id} is no word of it", "put it in words, whole or weak as well")


def _sought(kind: str, word: str) -> bool:
    """Whether what is written there can be looked for."""
    if kind == "together":
        places = [place.split("|") for place in word.split()]
        return len(places) > 1 and all(any(c.isalnum() for c in one) and "-" not in one for place in places for one in place)
    if kind in ("words", "whole", "weak") and " " in word.strip():
        return False
    return any(c.isalnum() for c in word) and (kind != "shapes" or word.count("-") == 1)


def _placed(subject: Subject, line: int | None, known: Mapping[str, Subject]) -> None:
    """Its broader topics are topics, and it is none of them."""
    path = [subject.id]
    while above := known[path[-1]].broader:
        if above not in known:
            raise _wrong(line, f"{path[-1]} stands under “{above}”, which is no topic", "let broader be another topic's id")
        if above in path:
            raise _wrong(line, f"{' under '.join([*path, above])}: a topic stands under itself", "take one broader away")
        path.append(above)


def _told(subject: Subject, line: int | None, known: Mapping[str, Subject]) -> None:
    """Words tell of it, or of topics under it."""
    words = subject.words or subject.whole or subject.phrases or subject.weak or subject.shapes or subject.together
    if not words and all(other.broader != subject.id for other in known.values()):
        raise _wrong(
            line, f"no word tells of {subject.id}", "give it words, whole, phrases, weak, shapes or together (see the file's head)"
        )


def _plain(error: ValidationError) -> str:
    return re.sub(r" - at `\$\.?(.*)`$", r" (\1)", str(error)).replace("`", "").removesuffix(" ()")


def _wrong(line: int | None, what: str, cure: str) -> UsageError:
    return wrong(_FILE, line, what, cure)
