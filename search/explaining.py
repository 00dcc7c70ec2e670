"""Why: how a query was understood, why an entry matched, what would find something, what an item is about."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from data.swedish import analyse, common_words, fold, key, parts, related
from search.engine import And, Engine, Entry, Fuzzy, Named, Node, Not, Or, Phrase, Prefix, Query, Word
from search.matching import FIELDS
from search.snippets import found_in, needles

BECAUSE = {
    "form": "as asked for",
    "stem": "another form of it",
    "part": "a compound with it",
    "kin": "a word that belongs with it",
    "pattern": "it fits the pattern",
    "near": "it is spelt nearly so",
}
TELLING = 12
"""How many of an item's words others are compared by."""


class Reason(Struct, frozen=True):
    """A word of an entry that matched: in which field, why, and how often."""

    field: str
    word: str
    because: str
    times: int


def told(node: Node) -> str:
    """A query's tree in words."""
    where = f"{node.field}: " if isinstance(node, Word | Phrase | Prefix | Fuzzy) and node.field else ""
    if isinstance(node, Word):
        form = fold(node.text)
        inner = [f"compounds with {key(form)}-"] if form.isalpha() else []
        kin = [f"kin {', '.join(related(form))}"] if related(form) else []
        whole = [f"itself a compound of {' + '.join(parts(form))}"] if parts(form) else []
        return f"{where}{node.text} (all forms of {key(form)}; {'; '.join([*inner, *kin, *whole]) or 'as written'})"
    if isinstance(node, Phrase):
        return f"{where}the words “{' '.join(node.words)}” side by side, in any form"
    if isinstance(node, Prefix):
        return f"{where}words like {node.pattern}"
    if isinstance(node, Fuzzy):
        return f"{where}words spelt nearly like {node.text}"
    if isinstance(node, Named):
        return f"{node.field} {node.value}"
    if isinstance(node, And | Or):
        return "(" + (" and " if isinstance(node, And) else " or ").join(map(told, node.parts)) + ")"
    return f"not {told(node.part)}" if isinstance(node, Not) else "everything"


def reasons(entry: Entry, node: Node) -> tuple[Reason, ...]:
    """The entry's words that match, by field, the most telling reason first."""
    sought = list(needles(node))
    counts = Counter((field, m.form, m.reason) for field in FIELDS for m in found_in(field, getattr(entry, field), sought))
    order = list(BECAUSE)
    ranked = sorted(counts, key=lambda one: (order.index(one[2]), list(FIELDS).index(one[0]), -counts[one]))
    return tuple(Reason(field, form, BECAUSE[why], counts[field, form, why]) for field, form, why in ranked)


def offers(engine: Engine, tree: Node, filters: tuple[Node, ...]) -> tuple[str, ...]:
    """Queries that would find something: a word respelt, or any of the words instead of all."""
    words = [needle.text for needle in needles(tree) if isinstance(needle, Word) and fold(needle.text).isalpha()]
    counts = engine.frequencies(words)
    missing = [word for word, count in zip(words, counts, strict=True) if not count]
    out: list[str] = []
    for word in missing:
        out += [" ".join(near if other == word else other for other in words) for near in engine.suggest(word)]
    if len(words) > 1 and len(missing) < len(words):
        out.append(" OR ".join(word for word in words if word not in missing))
    if filters and not out and engine.search(Query(root=tree, limit=1)).total:
        out.append("the same without the filters")
    return tuple(dict.fromkeys(out))[:4]


def alike(engine: Engine, entry: Entry, meetings: int) -> Node | None:
    """A query for the entry's most telling words: those it uses much and others little."""
    counts: Counter[str] = Counter()
    forms: dict[str, str] = {}
    for text, weight in ((entry.title, 3), (entry.text, 1)):
        for token in analyse(text):
            if len(token.form) > 3 and token.form.isalpha() and token.form not in common_words() and not token.extra:
                counts[token.key] += weight
                forms.setdefault(token.key, token.form)
    keys = [one for one, _ in counts.most_common(60)]
    often = engine.frequencies([forms[one] for one in keys])
    weighed = [(-counts[one] * math.log(1 + 20 * meetings / n), one) for one, n in zip(keys, often, strict=True) if n]
    best = [one for _, one in sorted(weighed)[:TELLING]]
    return Or(tuple(Word(forms[one]) for one in best)) if best else None


def filled(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts by year or month with those in between that have none."""
    return {period: counts.get(period, 0) for period in _between(sorted(counts))}


def _between(periods: Sequence[str]) -> Iterator[str]:
    if not periods:
        return
    first, last = periods[0], periods[-1]
    if len(first) == 4:
        yield from (f"{year:04d}" for year in range(int(first), int(last) + 1))
        return
    for year in range(int(first[:4]), int(last[:4]) + 1):
        yield from (month for n in range(1, 13) if first <= (month := f"{year:04d}-{n:02d}") <= last)
