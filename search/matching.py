"""When a word of a text answers a word asked for, and why: as typed, in another form, as a compound's part, as kin, or nearly."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from data.swedish import Token, fold, key, related
from search.engine import Fuzzy, Phrase, Prefix, Word

Needle = Word | Phrase | Prefix | Fuzzy
Reason = Literal["form", "stem", "part", "kin", "pattern", "near"]
FIELDS: Mapping[str, float] = {"title": 3.0, "presenters": 2.0, "text": 1.0, "reference": 1.0}
"""The fields that a word without a field is looked for in, and what a match there weighs."""
FORM, STEM, PART = 1.4, 1.0, 0.4
"""What a match as typed, in another form, or as a part of a compound is worth."""


class Match(Struct, frozen=True, order=True):
    """A matching word at characters [start, end) of a text."""

    start: int
    end: int
    form: str
    reason: Reason


def reason(needle: Word | Prefix | Fuzzy, token: Token) -> Reason | None:
    """Why a token answers the needle; None when it does not."""
    if isinstance(needle, Prefix):
        return "pattern" if fnmatch.fnmatchcase(token.form, fold(needle.pattern).replace("[", "[[]")) else None
    form = fold(needle.text)
    if isinstance(needle, Fuzzy):
        from rapidfuzz.distance import OSA

        near = token.form[:1] == form[:1] and OSA.distance(form, token.form, score_cutoff=needle.distance) <= needle.distance
        return "near" if near else None
    if token.form == form:
        return "form"
    wanted = key(form)
    if token.key == wanted:
        return "stem"
    if wanted in token.parts:
        return "part"
    return "kin" if token.key in related(form) else None


def find(needle: Needle, tokens: Sequence[Token]) -> Iterator[Match]:
    """The places in a text's tokens that answer the needle."""
    if isinstance(needle, Phrase):
        yield from _phrases([Word(word) for word in needle.words], tokens)
        return
    for token in tokens:
        why = reason(needle, token)
        if why:
            yield Match(token.start, token.end, token.form, why)


def _phrases(words: Sequence[Word], tokens: Sequence[Token]) -> Iterator[Match]:
    """Each word of each place where the phrase stands; a compound's part is no word of a phrase."""
    at: dict[int, list[Token]] = {}
    for token in tokens:
        at.setdefault(token.position, []).append(token)
    for position in at:
        run = [_here(word, at.get(position + n, ())) for n, word in enumerate(words)]
        if None not in run:
            yield from (match for match in run if match is not None)


def _here(word: Word, tokens: Iterable[Token]) -> Match | None:
    for token in tokens:
        why = reason(word, token)
        if why in ("form", "stem"):
            return Match(token.start, token.end, token.form, why)
    return None
