"""Compounds taken apart: bostadsinbrott is bostads + inbrott, kommunstyrelsen is kommun + styrelsen.

A word falls into forms that may stand first (data/lexicon.py) and a last word; of all ways the cheapest is taken:
few parts, none of them tiny. A word that a dictionary lists as a whole needs clearer parts than one it does not
know. `reference/swedish/compounds.txt` overrules both ways.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from data.curated import lines, words, wrong
from data.lexicon import lexicon

SHORTEST = 6
"""Letters of the shortest word that is tried."""
LONGEST = 60
"""Letters of the longest word that is tried: no compound of real minutes is longer, and trying takes the cube of its length."""
PART = 10
SHORT = {2: 40, 3: 6, 4: 1}
"""What a part costs, and what one of so few letters costs on top."""
_TINY = frozenset(("is", "el", "id", "ö", "it"))
"""First parts of one or two letters that are common."""
LISTED = 27
"""The most that the parts of a listed word may cost; LOOSE for one that no dictionary knows."""
LOOSE = 60
REMEMBERED = 16384
"""How many words' analyses are kept in memory: the common ones of a run, and no more however many files it takes in."""
_NO_LAST = frozenset(
    "dom het skap ning ling ande ende else are ing bar lig sam full lös vis art arts ort et en er ar or mot med tal ist ism ion ut in "
    "upp om på till för från under över åter mellan efter vid ska skall".split()
)
_NO_HEAD = frozenset(
    (
        "an av be bi er ex för före ge in miss mis o om på sam till und under upp ur ut van vid vida åter över med mot från fram "
        "hop ihop ned ner bort efter genom mellan kring ven pol kon kont pro prot proto rapp mate mater per pers kap kost tid av "
        "mån lör sön tors tis ons mar kort lev var ans gen ens bo bor"
    ).split()
)


@cache
def _overruled() -> dict[str, tuple[str, ...]]:
    """By the word as written: its parts, or the word alone."""
    return {word.replace("+", ""): tuple(word.split("+")) for word in words("swedish/compounds.txt")}


@lru_cache(maxsize=REMEMBERED)
def split(word: str) -> tuple[str, ...]:
    """The parts of a folded word as written, each with its binding letter; the word alone when it is no compound."""
    if word in _overruled():
        return _overruled()[word]
    if not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
        return (word,)
    found = _cheapest(word)
    if found is None:
        return (word,)
    cost, parts = found
    if cost > (LISTED if _is_listed(word) else LOOSE):
        return (word,)
    return tuple(finer for n, part in enumerate(parts) for finer in _finer(part, n == len(parts) - 1))


def _finer(part: str, last: bool) -> tuple[str, ...]:
    """A part that is a compound itself: konsekvensanalys, krishanterings-."""
    if last:
        return split(part)
    found = [(head, part[len(head) :]) for head in _heads(part) if len(head) > 3 and _base(part[len(head) :]) and len(part) - len(head) > 4]
    return min(found, key=lambda pair: sum(map(_cost, pair)), default=(part,))


def _is_listed(word: str) -> bool:
    words = lexicon()
    return words.key(word) in words.listed


def _cheapest(word: str) -> tuple[int, tuple[str, ...]] | None:
    """The cheapest way to read the word as first parts and a last one, from the end backwards; None when there is none."""
    words = lexicon()
    best: dict[int, tuple[int, tuple[str, ...]]] = {}
    for start in range(len(word) - 3, 0, -1):
        rest = word[start:]
        if rest not in _NO_LAST and words.key(rest) in words.lasts and words.key(rest) not in _NO_LAST:
            best[start] = (_cost(rest), (rest,))
        _extend(word, start, best)
    _extend(word, 0, best)
    return best.get(0)


def _extend(word: str, start: int, best: dict[int, tuple[int, tuple[str, ...]]]) -> None:
    """Adds to `best` the cheapest way to go on from `start` with a first part."""
    for head in _heads(word[start:]):
        after = best.get(start + len(head))
        if after is None:
            continue
        cost = _cost(head) + after[0]
        if start not in best or cost < best[start][0]:
            best[start] = (cost, (head, *after[1]))


def _heads(text: str) -> list[str]:
    """The first parts that the text may begin with."""
    heads = _more_heads()
    more = [text[:n] for n in _lengths() if n < len(text) and text[:n] in heads]
    return [head for head in (*lexicon().heads.prefixes(text), *more) if len(head) > 1 and head not in _NO_HEAD]


def _base(head: str) -> str | None:
    """The stem of the word whose form as first part this is."""
    return _more_heads().get(head) or lexicon().head(head)


@cache
def _more_heads() -> dict[str, str]:
    """First parts that hunspell does not know, with their words' stems."""
    return {head: lexicon().key(word) for head, word in listed_heads()}


@cache
def _lengths() -> tuple[int, ...]:
    return tuple(sorted({len(head) for head in _more_heads() if len(head) > 2}))


def listed_heads() -> Iterator[tuple[str, str]]:
    """First parts with their words, as the file lists them."""
    for number, line in lines("swedish/heads.txt"):
        head, _, word = line.partition(" ")
        if len(word.split()) != 1:
            raise wrong("swedish/heads.txt", number, f"“{line}” is no pair", "write the first part and its word, parted by a space")
        yield head, word.strip()


def _cost(part: str) -> int:
    return PART + SHORT.get(3 if part in _TINY else len(part), 0)


@lru_cache(maxsize=REMEMBERED)
def part_keys(word: str) -> tuple[str, ...]:
    """The keys of a folded compound's parts, and of the compounds inside it (kommunstyrelse in kommunstyrelseordförande)."""
    pieces = split(word)
    if len(pieces) == 1:
        return ()
    keys: dict[str, None] = {}
    for start in range(len(pieces)):
        for end in range(start + 1, len(pieces) + 1):
            if end - start < len(pieces):
                text = "".join(pieces[start:end])
                found = lexicon().key(text) if end == len(pieces) else _base(text)
                if found:
                    keys[found] = None
    return tuple(keys)
