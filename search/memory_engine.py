"""A small engine without an index: plain enough to be obviously right, so that the others can be held against it."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Mapping

from msgspec import Struct

from data.swedish import ANALYSIS_VERSION, Token, analyse, fold, key
from search.engine import And, DateRange, Entry, Everything, Has, Hit, Node, Not, Or, Phrase, Prefix, Query, Results, Word
from search.snippets import passage

WEIGHTS: Mapping[str, float] = {"title": 3.0, "presenters": 2.0, "text": 1.0, "reference": 1.0}


class _Held(Struct, frozen=True):
    entry: Entry
    tokens: dict[str, list[Token]]


class MemoryEngine:
    """Keeps entries in a list and looks at each of them for every query."""

    def __init__(self) -> None:
        self._held: list[_Held] = []
        self._stamp: str | None = None

    def update(self, add: Iterable[Entry], remove: Iterable[str], stamp: str) -> None:
        """Removes the entries of these minutes, adds the entries, remembers the stamp."""
        gone = set(remove)
        fresh = [_Held(e, {field: analyse(getattr(e, field)) for field in WEIGHTS}) for e in add]
        self._held = [h for h in self._held if h.entry.minutes not in gone] + fresh
        self._stamp = f"{ANALYSIS_VERSION}/{stamp}"

    def rebuild(self, entries: Iterable[Entry], stamp: str) -> None:
        """Starts anew with these entries."""
        fresh = MemoryEngine()
        fresh.update(entries, (), stamp)
        self._held, self._stamp = fresh._held, fresh._stamp

    def stamp(self) -> str | None:
        """The archive's stamp at the last update."""
        version, _, stamp = (self._stamp or "").partition("/")
        return stamp if version == str(ANALYSIS_VERSION) else None

    def search(self, query: Query) -> Results:
        """Answers by looking at every entry."""
        found = []
        for held in self._held:
            score = _score(query.root, held)
            if score is not None and all(_score(node, held) is not None for node in query.filters):
                found.append((score, held.entry))
        if query.sort == "date":
            found.sort(key=lambda f: (f[1].minutes, f[1].number))
            found.sort(key=lambda f: f[1].date or "", reverse=True)
        else:
            found.sort(key=lambda f: (-f[0], f[1].minutes, f[1].number))
        hits = []
        for score, entry in found[: query.limit]:
            shown = passage(entry, query.root)
            hits.append(Hit(entry=entry, score=score, snippet=shown.snippet, highlights=shown.highlights, page=shown.page))
        return Results(total=len(found), hits=tuple(hits))


def _score(node: Node, held: _Held) -> float | None:
    """How well an entry answers, or None when it does not."""
    if isinstance(node, And):
        scores = [_score(part, held) for part in node.parts]
        return None if None in scores else sum(s for s in scores if s is not None)
    if isinstance(node, Or):
        found = [s for part in node.parts if (s := _score(part, held)) is not None]
        return sum(found) if found else None
    if isinstance(node, Not):
        return 0.0 if _score(node.part, held) is None else None
    if isinstance(node, Everything):
        return 0.0
    if isinstance(node, Has):
        return 0.0 if set(node.values) & set(held.entry.keys.get(node.field, ())) else None
    if isinstance(node, DateRange):
        date = held.entry.date
        inside = date is not None and (node.first is None or node.first <= date) and (node.last is None or date <= node.last)
        return 0.0 if inside else None
    return _weigh(node, held)


def _weigh(node: Word | Phrase | Prefix, held: _Held) -> float | None:
    fields = [node.field] if node.field else list(WEIGHTS)
    score = sum(WEIGHTS[field] * _count(node, held.tokens[field]) for field in fields)
    return score or None


def _count(node: Word | Phrase | Prefix, tokens: list[Token]) -> int:
    if isinstance(node, Prefix):
        pattern = fold(node.pattern).replace("[", "[[]")
        return sum(fnmatch.fnmatchcase(token.form, pattern) for token in tokens)
    words = node.words if isinstance(node, Phrase) else (node.text,)
    at: dict[int, set[str]] = {}
    for token in tokens:
        at.setdefault(token.position, set()).update((token.key, "=" + token.form))
    keys = [(key(fold(word)), "=" + word) for word in words]
    return sum(all(at.get(p + n, set()) & set(k) for n, k in enumerate(keys)) for p in at)
