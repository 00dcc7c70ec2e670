"""Which topics of the taxonomy a text speaks of.

Words are matched by lemma and by compound part, never as strings, so that bilbränderna is a bilbrand and Rune Brandt
is none.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from data.compounds import REMEMBERED, split
from data.lexicon import lexicon
from data.model import Topic
from data.signs import Sign, by_parts, signs
from data.swedish import Token, analyse, key, parts
from data.taxonomy import taxonomy

IN_TITLE = 3
"""How many mentions in the text one in the title weighs."""
LONGEST = 6
"""The most parts of a hyphenated word that are looked at."""
NOTES, POINTS, TITLED = 5000, 3000, 1500
"""Each so many characters of text a topic needs one mention more: in notes, in the parts of a formal paragraph (decision, motions,
papers), and in those where the title has told the matter already (chosen on the open labels)."""
SHORT = 350
"""In a text of fewer characters, and in a list of matters, two weak signs are enough, in others three (chosen on the open labels)."""

_STOP = re.compile(r"[.!?;](?:\s|$)|\n")
"""Between two words: the end of a sentence."""


@cache
def _bodies() -> frozenset[str]:
    """Keys of last parts that make a compound the name of a body: grundskolenämnden is no school."""
    return frozenset(map(key, "nämnd förvaltning utskott kontor styrelse departement myndighet delegation parti domstol förbund".split()))


@cache
def _acts() -> frozenset[str]:
    """Keys of last parts that make a compound the name of an act, which is cited oftener than spoken of: weak signs."""
    return frozenset(map(key, "lag balk förordning".split()))


def topics_of(title: str, text: str, *, formal: bool = False, many: bool = False) -> tuple[Topic, ...]:
    """The topics of an item, those told most often first. A long text names much in passing: a word there must stand oftener,
    above all in the formal paragraph of a protocol, whose title tells the matter; not in a list of many matters, each told once."""
    strong: Counter[str] = Counter()
    weak: Counter[str] = Counter()
    titled = _count(title, IN_TITLE, strong, weak)
    _count(text, 1, strong, weak)
    long = NOTES if not formal else TITLED if titled else POINTS
    needed = 1 if many else min(1 + len(text) // long, IN_TITLE)
    weakly = needed + (1 if many or len(text) < SHORT else 2)
    subjects = taxonomy()
    order = list(subjects)
    counts = {topic: strong[topic] + weak[topic] for topic in {*strong, *weak} if strong[topic] >= needed or weak[topic] >= weakly}
    ranked = sorted(counts, key=lambda one: (-counts[one], order.index(one)))
    return tuple(Topic(one, subjects[one].sv) for one in ranked)


def _count(text: str, weight: int, strong: Counter[str], weak: Counter[str]) -> bool:
    """Adds a text's mentions, each of that weight; whether it tells of any topic."""
    tokens = analyse(text)
    for topic, kind in (*_told(tokens), *_together(text, tokens)):
        if kind == "unless":
            strong[topic] -= weight
            weak[topic] -= weight
        else:
            (weak if kind.startswith("weak") else strong)[topic] += weight
    return any(count > 0 for count in (*strong.values(), *weak.values()))


def _told(tokens: Sequence[Token]) -> Iterable[tuple[str, str]]:
    """The topics that words and phrases tell, and how each counts: a word tells a topic once, however many of its parts do."""
    for n, token in enumerate(tokens):
        yield from _of_word(tokens, n, token)
    keys = tuple(token.key for token in tokens if not token.extra)
    phrases = signs().phrases
    for n, one in enumerate(keys, 1):
        for phrase in phrases.get(one, ()):
            if keys[n : n + len(phrase.rest)] == phrase.rest:
                yield phrase.topic, phrase.kind


def _of_word(tokens: Sequence[Token], n: int, token: Token) -> Iterable[tuple[str, str]]:
    """The topics that a word tells and how."""
    own = _of_form(token.form, token.key, () if token.extra else token.parts)
    if token.extra and not own:  # the parts of a hyphenated word stand around its joined form
        parted = by_parts(t for t in tokens[max(n - 1, 0) : n + LONGEST] if t.end <= token.end)
        return tuple(_said(signs().words.get(parted, ()), token.form))
    return own


@lru_cache(maxsize=REMEMBERED)
def _of_form(form: str, key: str, parts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The topics that a word of this form, key and parts tells, and how: strongly where one of its parts does."""
    words = signs().words
    own = dict(_said(words.get(key, ()), form))
    out = dict(own)
    if (parts and parts[-1] in _bodies()) or key.endswith("parti"):  # no dictionary parts the parties' names
        return tuple(out.items())
    act = bool(parts) and parts[-1] in _acts()
    for part in _inner(form) if parts else ():
        for topic, kind in _said(words.get(part, ()), form):
            if kind == "words" and not act and out.get(topic, "weak").startswith("weak"):
                out[topic] = kind
            elif kind in ("words", "weak words") and not own:  # of a word that is listed itself only what is no weak sign
                out.setdefault(topic, "weak words")
    out |= dict(_shaped(form) if not own else ())
    return tuple(out.items())


def _together(text: str, tokens: Sequence[Token]) -> Iterable[tuple[str, str]]:
    """What words tell that stand in one sentence, in any order: once each sentence."""
    pairs, wanted = signs().together, _partners()
    sentences: dict[int, set[str]] = {}
    stops: list[int] = []
    for token in tokens:
        if token.key in wanted or not wanted.isdisjoint(token.parts):
            stops = stops or [*(stop.start() for stop in _STOP.finditer(text)), len(text)]
            sentences.setdefault(bisect(stops, token.start), set()).update((token.key, *token.parts))
    for sentence in sentences.values():
        met = {pair.topic for one in sentence & pairs.keys() for pair in pairs[one] if all(sentence & place for place in pair.rest)}
        yield from ((topic, "together") for topic in sorted(met))


@cache
def _partners() -> frozenset[str]:
    """The keys of all words that tell a topic together with others."""
    pairs = signs().together
    return frozenset(pairs).union(*(place for found in pairs.values() for pair in found for place in pair.rest))


def _said(signs: Iterable[Sign], form: str) -> Iterable[tuple[str, str]]:
    """The topics that a word of this form tells of, and how each counts."""
    return ((sign.topic, sign.kind) for sign in signs if sign.kept in form and not form.endswith(sign.others))


@lru_cache(maxsize=REMEMBERED)
def _shaped(form: str) -> tuple[tuple[str, str], ...]:
    """The topics that a longer word's beginning (äldrekurator) or end (Eriksboskolan) tells of, and how each counts: an ending makes
    the name of a place, where something else may be."""
    strange = lexicon().key(form) not in lexicon().listed
    return tuple(
        (topic, "shapes" if first else "weak shapes")
        for first, last, topic in signs().shapes
        if len(form) > len(first + last) and form.startswith(first) and form.endswith(last) and (strange or first)
    )


@lru_cache(maxsize=REMEMBERED)
def _inner(form: str) -> tuple[str, ...]:
    """The keys of a compound's parts and of the compounds inside it, with or without a binding s: dagvatten in dagvattenpolicy."""
    pieces = split(form)
    runs = ["".join(pieces[a:b]) for a in range(len(pieces)) for b in range(a + 1, len(pieces) + 1) if b - a < len(pieces)]
    forms = [one for run in runs for one in (run, run[:-1] if run.endswith("s") else run)]
    return tuple(dict.fromkeys([*parts(form), *map(key, forms)]))
