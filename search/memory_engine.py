"""A small engine without an index: plain enough to be obviously right, so that the others can be held against it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext

from msgspec import Struct
from rapidfuzz import process
from rapidfuzz.distance import OSA

from data.swedish import ANALYSIS_VERSION, Token, analyse, common_words, fold, key
from search.engine import And, DateRange, Entry, Everything, Fuzzy, Has, Hit, Named, Node, Not, Or, Phrase, Prefix, Query, Results, Word
from search.facets import count_facets, freshened
from search.matching import FIELDS, FORM, PART, STEM, find
from search.snippets import passage

_TEXTS = (*FIELDS, "decision")
_WORTH = {"form": FORM, "stem": STEM, "part": PART, "kin": PART, "pattern": STEM, "near": PART}


class _Held(Struct, frozen=True):
    entry: Entry
    tokens: dict[str, list[Token]]


class MemoryEngine:
    """Keeps entries in a list and looks at each of them for every query."""

    def __init__(self) -> None:
        self._held: list[_Held] = []
        self._stamp: str | None = None

    def writing(self, *, wait: bool = True) -> AbstractContextManager[None]:
        """Nobody else can see what is kept in memory."""
        return nullcontext()

    def update(self, add: Iterable[Entry], remove: Iterable[str], stamp: str) -> None:
        """Removes the entries of these minutes, adds the entries, remembers the stamp."""
        gone = set(remove)
        fresh = [_Held(e, {field: analyse(getattr(e, field)) for field in _TEXTS}) for e in add]
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
        found: list[tuple[float, Entry]] = []
        for held in self._held:
            score = _score(query.root, held)
            if score is not None and all(_score(node, held) is not None for node in query.filters):
                found.append((score, held.entry))
        if query.recent:
            found = freshened(found)
        if query.sort == "date":
            found.sort(key=lambda f: (f[1].minutes, f[1].number))
            found.sort(key=lambda f: f[1].date or "", reverse=True)
        else:
            found.sort(key=lambda f: (-f[0], f[1].minutes, f[1].number))
        hits = []
        for score, entry in found[: query.limit]:
            shown = passage(entry, query.root)
            hits.append(Hit(entry=entry, score=score, snippet=shown.snippet, highlights=shown.highlights, page=shown.page))
        facets = count_facets(entry for _, entry in found) if query.facets else {}
        return Results(total=len(found), hits=tuple(hits), facets=facets)

    def frequencies(self, words: Sequence[str]) -> list[int]:
        """In how many entries each word stands in one field, the one where it stands most."""
        return [max(sum(_whole(word, held, field) for held in self._held) for field in FIELDS) for word in words]

    def suggest(self, word: str) -> tuple[str, ...]:
        """Forms of the index one or two letters away, those in most entries first."""
        counts = Counter(form for held in self._held for form in {t.form for tokens in held.tokens.values() for t in tokens})
        near = process.extract(fold(word), counts.keys(), scorer=OSA.distance, score_cutoff=2, limit=None)
        ranked = sorted(near, key=lambda found: (found[1], -counts[found[0]], found[0]))
        return tuple(form for form, _, _ in ranked if form != fold(word) and form not in common_words())[:3]


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
    if isinstance(node, Named):
        raise TypeError(f"{node} was not looked up")
    return _weigh(node, held)


def _whole(word: str, held: _Held, field: str) -> bool:
    wanted = key(fold(word))
    return any(t.key == wanted for t in held.tokens[field])


def _weigh(node: Word | Phrase | Prefix | Fuzzy, held: _Held) -> float | None:
    fields = [node.field] if node.field else list(FIELDS)
    score = sum(FIELDS.get(field, 1.0) * sum(_WORTH[m.reason] for m in find(node, held.tokens[field])) for field in fields)
    return score or None
