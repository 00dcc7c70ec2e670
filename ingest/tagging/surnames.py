"""The document's own people by surname alone: "Granskog reports", where one Granskog was there.

A surname that is a place's name or a short one too is somebody's only where they speak or act: "Mora yrkar", "medgav Lund".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from data.organisations import fold, is_role, key_of
from data.people import first_names, surnames_of, turned
from data.people import key as name_key
from data.places import places
from ingest.tagging.mention import Mention, acts, begins, capitalised, is_word, named, said, says

_JOINED = re.compile(r"[\w-]")
_AFTER = re.compile(r"[ ](?:[A-ZÅÄÖ]|\d+:\d)")
_BEFORE = re.compile(r"(?P<word>[\w-]+)[ ]$")
_WHERE = re.compile(
    r"\b(?:i|vid|kring|runt|utanför|nära|(?:norr|söder|öster|väster)[ ]om)[ ](?:(?:just|själva|hela|centrala|även|bland[ ]annat)[ ])?$"
)
"""What stands before places and not before people."""
_OWNED = re.compile(r"s?[ ](?:\w*(?:yrkande|yrkanden|yrkandet|reservation|inlägg|motion|interpellation|mandat|ersättare)\b)")


def by_surname(text: str, people: tuple[str, ...]) -> Iterator[Mention]:
    """Mentions by surname, keyed by it. `people` are names as printed."""
    if not _surnames(people):
        return
    for match in _pattern(people).finditer(text):
        if _is_somebody(text, match["name"], match.start(), match.end()):
            yield _mention(match.start(), match["name"])


def again(text: str, found: Iterable[Mention]) -> Iterator[Mention]:
    """Whom the text names in full, where it goes on with the surname alone. `found` are the mentions of people in it."""
    people = {turned(text[one.start : one.end]) for one in found if " " in text[one.start : one.end]}
    for surname in _surnames(tuple(sorted(people))):
        start = text.find(surname)
        while start >= 0:
            end = start + len(surname) + text.startswith("s", start + len(surname))
            apart = not (_JOINED.match(text[start - 1 : start]) or _JOINED.match(text[end : end + 1]))
            if apart and _is_somebody(text, surname, start, end):
                yield _mention(start, surname)
            start = text.find(surname, end)


def _mention(start: int, name: str) -> Mention:
    return Mention(start=start, end=start + len(name), label="PERSON", key=name_key(name), source="shape", confidence=0.8)


def _is_somebody(text: str, name: str, start: int, end: int) -> bool:
    """Whether a surname at [start, end), its genitive s with it, is its owner's there, and no word, place or longer name."""
    if _AFTER.match(text[end : end + 4]) or _led(text, start):
        return False
    if _OWNED.match(text, start + len(name)):
        return True
    if _WHERE.search(text[max(0, start - 24) : start]):
        return False
    return says(text, end) or said(text, start) or (acts(text, end) and not _governs(name)) or (_telling(name) and named(text, start, name))


def _governs(name: str) -> bool:
    """Whether a municipality is called so too, which takes part, applies and owns as people do."""
    place = places().get(fold(name))
    return place is not None and place.municipality is not None and fold(place.municipality) == fold(name)


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
    """Surnames that one person alone has, the longest first."""
    found: dict[str, set[str]] = {}
    for name in people:
        for form in surnames_of(name):
            found.setdefault(form, set()).add(name_key(name))
    return tuple(sorted((one for one, keys in found.items() if len(keys) == 1 and _can_tell(one)), key=len, reverse=True))


def _can_tell(surname: str) -> bool:
    """Whether a surname may stand alone for somebody."""
    return len(surname) > 1 and capitalised(surname.split()[-1]) and not is_role(surname)


@lru_cache(maxsize=4096)
def _telling(surname: str) -> bool:
    """Whether a surname means nothing else, so that nothing around it need tell."""
    form = fold(surname)
    if len(form) < 4 or form in first_names():
        return False
    return not (form in places() or form.removesuffix("s") in places() or key_of(surname))


@lru_cache(maxsize=64)
def _pattern(people: tuple[str, ...]) -> re.Pattern[str]:
    names = re.sub("['’]", "['’]", "|".join(map(re.escape, _surnames(people))))
    return re.compile(rf"(?<![\w-])(?P<name>{names})s?(?![\w-])")
