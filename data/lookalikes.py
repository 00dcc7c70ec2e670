"""People whose names look like one person's: suggested for a decision, never taken for one by themselves."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations

from msgspec import Struct
from rapidfuzz.distance import Levenshtein

from data.people import first_names


class Pair(Struct, frozen=True, kw_only=True):
    """Two keys that may be one person, and why."""

    one: str
    other: str
    why: str


_SOUNDS = (("ph", "f"), ("th", "t"), ("ch", "k"), ("ck", "k"), ("qu", "k"), ("x", "ks"), ("c", "k"), ("q", "k"), ("w", "v"), ("z", "s"))
_LETTERS = str.maketrans("éèëüíáóñyj", "eeeuiaonii")


def sound(word: str) -> str:
    """A word as it may as well have been spelt: Carin and Karin, Karlsson and Carlson sound the same."""
    word = word.casefold().translate(_LETTERS)
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", word)


def lookalikes(keys: Iterable[str]) -> list[Pair]:
    """Pairs of keys that may be one person, sorted; a person told apart by a number (`#2`) is no look-alike."""
    names = sorted({key for key in keys if "#" not in key and " " in key})
    rooms: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        words = name.split()
        # names are compared where a last name, or the first and the letter a last one begins with, sound alike: never all with all
        firsts = {f"{sound(words[0])} {sound(word)[:1]}" for word in words[1:]}
        for room in firsts | {sound(word) for word in words[1:]} | {_joined(words)}:
            rooms[room].append(name)
    pairs = {(a, b) for room in rooms.values() for a, b in combinations(room, 2)}
    found = ((a, b, _why(a.split(), b.split())) for a, b in pairs)
    return sorted((Pair(one=a, other=b, why=why) for a, b, why in found if why), key=lambda p: (p.one, p.other))


def _joined(words: list[str]) -> str:
    return sound("".join(words))


def _why(one: list[str], other: list[str]) -> str | None:
    if [sound(w) for w in one] == [sound(w) for w in other]:
        return "sounds alike"
    if _joined(one) == _joined(other):
        return "spaced otherwise"
    if _initials(one, other) or _initials(other, one):
        return "initials"
    if len(one) == len(other):
        unlike = [(a, b) for a, b in zip(one, other, strict=True) if sound(a) != sound(b)]
        return _one_word(*unlike[0], first=unlike[0][0] == one[0]) if len(unlike) == 1 else None
    short, long = sorted((one, other), key=len)
    kept = not Counter(map(sound, short)) - Counter(map(sound, long))
    return "one more name" if kept and sound(short[0]) == sound(long[0]) else None


def _initials(short: list[str], long: list[str]) -> bool:
    """Whether the first has the initials of two or more first names of the other, apart or together, and the rest of the name."""
    *names, last = short
    letters = names if all(len(name) == 1 for name in names) else list(names[0]) if len(names) == 1 else []
    if len(letters) < 2 or names[0] in first_names() or sound(last) != sound(long[-1]):
        return False
    return letters == [name[0] for name in long[:-1]] and all(len(name) > 1 for name in long[:-1])


def _one_word(a: str, b: str, *, first: bool) -> str | None:
    """Why two names that differ in one word may be one."""
    short, long = sorted((a, b), key=len)
    if len(short) == 1 and long.startswith(short):
        return "an initial"
    if len(short) >= 3 and long.startswith(short) and len(long) - len(short) > 1 and not first:
        return "cut off"
    if min(len(a), len(b)) >= 4 and Levenshtein.distance(a, b) == 1 and not (first and {a, b} <= first_names()):
        return "one letter apart"
    return None
