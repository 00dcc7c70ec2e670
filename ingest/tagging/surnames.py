"""The document's own people by surname alone: "Granskog reports", where one Granskog was there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from data.organisations import fold, is_role, key_of
from data.people import first_names
from data.people import key as name_key
from data.places import places
from ingest.tagging.mention import Mention, begins, is_word, named

_AFTER = re.compile(r"[ ](?:[A-ZÅÄÖ]|\d+:\d)")
_BEFORE = re.compile(r"(?P<word>[\w-]+)[ ]$")


def by_surname(text: str, people: tuple[str, ...]) -> Iterator[Mention]:
    """Mentions by surname, keyed by it. `people` are names as printed."""
    if not _surnames(people):
        return
    for match in _pattern(people).finditer(text):
        plain = named(text, match.start(), match["name"])
        if plain and not _AFTER.match(text[match.end() : match.end() + 4]) and not _led(text, match.start()):
            end = match.end("name")
            yield Mention(start=match.start(), end=end, label="PERSON", key=name_key(match["name"]), source="shape", confidence=0.8)


def _led(text: str, start: int) -> bool:
    """Whether another name's word stands before, so that this is somebody else's surname or a longer name."""
    before = _BEFORE.search(text[max(0, start - 30) : start])
    if before is None or not before["word"][:1].isupper():
        return False
    word = before["word"]
    heads_a_sentence = begins(text, start - len(word) - 1) and (is_word(word) or is_role(word))
    return not heads_a_sentence or fold(word) in first_names()


@lru_cache(maxsize=64)
def _surnames(people: tuple[str, ...]) -> tuple[str, ...]:
    """Surnames that one person alone has and that mean nothing else, the longest first."""
    found: dict[str, set[str]] = {}
    for name in people:
        words = name.split()
        if len(words) > 1:
            found.setdefault(words[-1], set()).add(name_key(name))
    return tuple(sorted((one for one, keys in found.items() if len(keys) == 1 and _telling(one)), key=len, reverse=True))


def _telling(surname: str) -> bool:
    form = fold(surname)
    if len(form) < 4 or not surname[:1].isupper() or form in first_names():
        return False
    return not (form in places() or form.removesuffix("s") in places() or key_of(surname) or is_role(surname))


@lru_cache(maxsize=64)
def _pattern(people: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?P<name>{'|'.join(map(re.escape, _surnames(people)))})s?(?![\w-])")
