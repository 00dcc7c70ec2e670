"""Swedish words for search and topics: tokens with their places, and the key under which forms meet.

å ä ö are letters of their own and are kept; other marks are folded (é is e). The key of a word is the Snowball stem
of its lemma; a compound also has the keys of its parts. Very common words are neither lemmatised nor taken apart. A
hyphenated word gives its parts, and its joined form at the first part's position. Diarienummer, dates and § numbers
stay whole and give their parts too. A surname after a first name is not stemmed, so that Brandt is no brand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from msgspec import Struct

from data.compounds import REMEMBERED, SHORTEST, part_keys, split
from data.curated import lines, words
from data.lexicon import lexicon

ANALYSIS_VERSION = 5
"""Raised whenever tokens or keys change: an index of another version must be built anew."""

_TOKEN = re.compile(
    r"(?P<section>§{1,2}\s?\d+[a-z]?)(?!\w)"
    r"|(?P<number>[^\W\d_]{0,8}-?\d+(?:[/:.\-–]\d+)+)"
    r"|(?P<word>[^\W_]+(?:['’][^\W_]+)*(?:[-‐‑][^\W_]+(?:['’][^\W_]+)*)*)"
)
_HYPHEN = re.compile(r"[-‐‑]")


class Token(Struct, frozen=True):
    """A word at characters [start, end): `form` as written but folded, `key` what its forms share, `parts` the keys of a
    compound's parts.

    Tokens with one `position` stand at the same place. `extra` ones are other readings of words that stand
    there anyway: the joined form of a hyphenated word, the parts of a number.
    """

    form: str
    key: str
    start: int
    end: int
    position: int
    extra: bool = False
    parts: tuple[str, ...] = ()


@lru_cache(maxsize=REMEMBERED)
def fold(word: str) -> str:
    """Case and foreign marks away, å ä ö kept: Ólafur → olafur, Åsa → åsa."""
    word = unicodedata.normalize("NFC", word).casefold()
    return word if word.isascii() else word.translate(_BARE)


class _Bare(dict[int, str]):
    """Each letter without its foreign marks, found when first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if letter not in "åäö":
            letter = "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c)).casefold()
        self[code] = letter = letter.replace("ø", "ö").replace("æ", "ä")
        return letter


_BARE = _Bare()


@lru_cache(maxsize=REMEMBERED)
def key(form: str) -> str:
    """The key of a folded word; numbers, short and very common words are their own.

    A compound that no dictionary lists has its last part's key: the stem alone would part medborgarlöfte from medborgarlöftet.
    """
    if len(form) < 3 or not form.isalpha() or form in common_words():
        return form
    found = lexicon()
    own = found.key(form)
    if own in common_words():  # demens is no dem
        return form
    if len(form) < SHORTEST or form in found.keys or form in found.names or own in found.listed:
        return own
    *heads, last = split(form)
    return "".join(heads) + found.key(last)


@lru_cache(maxsize=REMEMBERED)
def parts(form: str) -> tuple[str, ...]:
    """The keys of a folded word's compound parts, its own left out; none for a simple word."""
    if form in common_words() or not form.isalpha():
        return ()
    own = key(form)
    return tuple(found for found in part_keys(form) if found != own)


@lru_cache(maxsize=4096)
def related(form: str) -> tuple[str, ...]:
    """The keys of words that belong with a folded word though they have other lemmas: bordläggning, bordlägga."""
    return tuple(found for found in _families().get(key(form), ()) if found != key(form))


@cache
def _families() -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for _, line in lines("swedish/related.txt"):
        keys = tuple(dict.fromkeys(map(key, line.split())))
        out |= {one: (*out.get(one, ()), *keys) for one in keys}
    return out


@cache
def common_words() -> frozenset[str]:
    """Words so common that they are not asked for by themselves."""
    return frozenset(words("swedish/common.txt"))


@cache
def _first_names() -> frozenset[str]:
    return frozenset(map(fold, words("first_names.txt")))


def analyse(text: str) -> list[Token]:
    """The tokens of a text, in order."""
    out: list[Token] = []
    position = 0
    after_name = False
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if not match["word"]:
            found, after_name = list(_number(match[0], start, position)), False
        elif "-" in match[0] or not match[0].isalnum():
            found, after_name = _hyphened(match[0], start, position, after_name)
        else:
            word = _look_up(match[0])
            own, inner = (word.form, ()) if after_name and word.name else (word.key, word.parts)
            out.append(Token(word.form, own, start, end, position, False, inner))
            position, after_name = position + 1, word.first_name
            continue
        out += found
        position = max(token.position for token in found) + 1
    return out


class _Word(Struct, frozen=True):
    """A word as written: folded, its key, its compound's keys, and whether it is written as a name, and is a first name."""

    form: str
    key: str
    parts: tuple[str, ...]
    name: bool
    first_name: bool


@lru_cache(maxsize=REMEMBERED)
def _look_up(text: str) -> _Word:
    form = fold(text)
    name = text[:1].isupper() and text[1:2].islower()
    return _Word(form, key(form), parts(form), name, name and form in _first_names())


def _hyphened(text: str, start: int, position: int, after_name: bool) -> tuple[list[Token], bool]:
    """The tokens of a word with hyphens, each part's and the joined form's; and whether it is a first name."""
    pieces: list[tuple[str, int]] = []
    at = 0
    for cut in [*_HYPHEN.finditer(text), None]:
        end = cut.start() if cut else len(text)
        pieces.append((text[at:end], start + at))
        at = cut.end() if cut else end
    whole = _look_up(text)
    surname = after_name and whole.name
    out = []
    for n, (part, begin) in enumerate(pieces):
        word = _look_up(part)
        own, inner = (word.form, ()) if surname else (word.key, word.parts)
        out.append(Token(word.form, own, begin, begin + len(part), position + n, False, inner))
    if len(pieces) > 1:
        word = _look_up("".join(part for part, _ in pieces))
        own, inner = (word.form, ()) if surname else (word.key, word.parts)
        out.insert(1, Token(word.form, own, start, start + len(text), position, True, inner))
    return out, whole.first_name


def _number(text: str, start: int, position: int) -> Iterator[Token]:
    """A § or a diarienummer whole, and each of its parts after it at the positions that follow."""
    whole = re.sub(r"[\s–]", lambda m: "-" if m[0] == "–" else "", fold(text)).replace("§§", "§")
    yield Token(whole, whole, start, start + len(text), position)
    for n, part in enumerate(re.finditer(r"[^\W_]+", text)):
        form = fold(part[0])
        if form != whole:
            yield Token(form, form, start + part.start(), start + part.end(), position + n, True)
