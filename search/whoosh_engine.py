"""Search with Whoosh: an index folder beside the archive that can be thrown away and made again.

How the folder is kept stands in `whoosh_folder`. Postings are not compressed: half as large again, a tenth faster.
"""

from __future__ import annotations

import shutil
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, suppress
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from whoosh import columns, fields, index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.searching import Searcher

from data.errors import ArchiveError, LockedError, SearchIndexError
from data.swedish import ANALYSIS_VERSION, common_words, fold, key
from search.engine import Entry, Hit, Node, Query, Results
from search.facets import facet_values, freshness, tally
from search.matching import FIELDS
from search.snippets import passage
from search.whoosh_collecting import collected
from search.whoosh_folder import Generations, damaged, translated
from search.whoosh_merging import merge_small
from search.whoosh_query import day_number
from search.whoosh_runs import Runs
from search.whoosh_scoring import Steady
from search.whoosh_words import Words

VERSION = f"7.{ANALYSIS_VERSION}"
"""Of the fields and of the analysis: an index of another version is not asked."""
_TEXTS = (*FIELDS, "decision")
POOL = 4
"""Megabytes of postings held before they go to disk: what a large batch may take of memory."""
RERANKED = 100
"""How many of the best hits the preference for newer meetings may reorder."""
_KEYS = ("body", "municipality", "presenter", "person", "organisation", "place", "topic")
_LOOKS, PAUSE = 6, 0.05
"""How often, and after how many seconds, to look for files that a writer may be swapping just now."""
T = TypeVar("T")
_DECODER = msgspec.msgpack.Decoder(Entry)


class WhooshEngine:
    """Search over the index in a folder; see search.engine.Engine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._held = Generations(folder, VERSION)

    # --- writing -------------------------------------------------------------------------------------

    def writing(self, *, wait: bool = True) -> AbstractContextManager[None]:
        """Nobody else writes meanwhile. Raises LockedError when another process does, with `wait` only after a long time."""
        return self._held.writing(wait=wait)

    def update(self, add: Iterable[Entry], remove: Iterable[str], stamp: str) -> None:
        """Removes the entries of these minutes and adds the entries in one commit, then notes the stamp."""
        with self.writing():
            current = self._held.current()
            if current is None:
                raise SearchIndexError(f"there is no search index in {self.folder}", "make one: arende reindex")
            generation = self.folder / current.generation
            with translated(self.folder, "write"):
                self._held.measure(current)
            _write(generation, add, remove)
            with translated(self.folder, "write"):
                self._held.point(generation, stamp)

    def rebuild(self, entries: Iterable[Entry], stamp: str) -> None:
        """Builds a new generation beside the old, points to it, then drops the old ones and what broken-off rebuilds left."""
        with self.writing():
            generation = self.folder / uuid.uuid4().hex
            try:
                with translated(self.folder, "write"):
                    generation.mkdir(parents=True)
                    index.create_in(str(generation), _schema())
                _write(generation, entries, ())
                with translated(self.folder, "write"):
                    self._held.point(generation, stamp)
            except BaseException:
                shutil.rmtree(generation, ignore_errors=True)
                raise
            self._held.clear()

    def spare(self) -> list[Path]:
        """What lies in the folder beside the index in use, unless somebody is writing there."""
        with ExitStack() as stack:
            try:
                stack.enter_context(self.writing(wait=False))
            except LockedError:
                return []
            except ArchiveError:  # where nothing can be written nobody writes
                pass
            return self._held.spare()

    # --- reading -------------------------------------------------------------------------------------

    def stamp(self) -> str | None:
        """The archive's stamp that the index is level with; None without an index of this version that can be used."""
        current = self._held.current()
        return current.stamp if current else None

    def search(self, query: Query) -> Results:
        """Answers. Raises SearchIndexError when the index is missing, damaged or of another version."""
        return self._ask(lambda searcher: _answer(searcher, query))

    def _ask(self, ask: Callable[[Searcher], T]) -> T:
        """What `ask` says of the index in use. Raises SearchIndexError when it is missing, damaged or of another version."""
        if self._held.other_version():
            raise SearchIndexError(f"the search index in {self.folder} is of another version", "make it anew: arende reindex")
        for look in range(_LOOKS):
            time.sleep(PAUSE if look else 0)
            current = self._held.current()
            if current is None:
                break
            try:
                with translated(self.folder):
                    self._held.measure(current)
                    with index.open_dir(str(self.folder / current.generation)).searcher(weighting=Steady()) as searcher:
                        return ask(searcher)
            except FileNotFoundError:  # a writer swapped files between our look and our opening them: look again
                if look < _LOOKS - 1:
                    continue
                self._held.condemn(current)
                raise damaged(self.folder) from None
            except SearchIndexError:
                self._held.condemn(current)
                raise
        raise SearchIndexError(f"there is no search index in {self.folder}", "make one: arende reindex")

    def frequencies(self, words: Sequence[str]) -> list[int]:
        """In how many items each word stands, by its key, in the field where it stands most."""
        return self._ask(lambda searcher: [max(searcher.doc_frequency(field, key(fold(word))) for field in FIELDS) for word in words])

    def check(self) -> int:
        """How many items the index holds, each byte of it being what was written. Raises SearchIndexError where it is not."""
        if not self._held.sound():
            with ExitStack() as stack:
                with suppress(ArchiveError):  # it may only be that somebody writes just now
                    stack.enter_context(self.writing())
                if not self._held.sound():
                    raise damaged(self.folder)
        return self._ask(lambda searcher: int(searcher.reader().doc_count()))

    def suggest(self, word: str) -> tuple[str, ...]:
        """Forms of the index one or two letters away, the nearest and most common first."""
        return self._ask(lambda searcher: _suggested(searcher, fold(word)))


def _suggested(searcher: Searcher, form: str) -> tuple[str, ...]:
    from rapidfuzz.distance import OSA, Levenshtein

    found: dict[str, tuple[int, int]] = {}
    for field in ("title", "text"):
        for term in searcher.reader().terms_within(field, "=" + form, 2, prefix=2):
            near = term[1:]
            # Whoosh counts a swap as one step in an index of many segments, as two in one of a single segment
            if near != form and Levenshtein.distance(form, near) <= 2 and near not in common_words():
                count = searcher.doc_frequency(field, term)
                found[near] = (OSA.distance(form, near), -max(count, -found.get(near, (0, 0))[1]))
    return tuple(sorted(found, key=lambda near: (*found[near], near)))[:3]


def _answer(searcher: Searcher, query: Query) -> Results:
    dated = query.sort == "date"
    limit = (query.limit if dated or not query.limit else max(query.limit, RERANKED)) or None
    found, numbers = collected(searcher, query, limit if dated or not limit else limit + 1)
    if not dated and limit and len(found.top_n) > limit:
        if round(found.top_n[limit][0], 6) == round(found.top_n[limit - 1][0], 6):  # who is in must not hang on the order of arrival
            found, numbers = collected(searcher, query, None)
        else:
            found.top_n = found.top_n[:limit]
    if not len(found):  # an index without items has no columns to look into
        return Results(total=0, hits=(), facets=tally(Counter()) if query.facets else {})
    if dated:
        ranked = [(0.0, number) for _, number in found.top_n]
    else:
        ranked = _ranked(searcher, [(float(score), number) for score, number in found.top_n], query.recent)
    hits = [_hit(searcher, number, score, query.root) for score, number in ranked[: query.limit]]
    facets = _facets(searcher, numbers) if query.facets else {}
    return Results(total=len(found), hits=tuple(hits), facets=facets)


def _ranked(searcher: Searcher, found: list[tuple[float, int]], recent: bool) -> list[tuple[float, int]]:
    """By score, newer meetings weighing a little more; equals by meeting and number."""
    days, order = searcher.reader().column_reader("newest"), searcher.reader().column_reader("order")
    newest = max((-days[number] for _, number in found), default=0)
    scored = [(score * (freshness(-days[number], newest) if recent else 1.0), number) for score, number in found]
    return sorted(scored, key=lambda one: (-round(one[0], 6), order[one[1]]))


def _facets(searcher: Searcher, documents: Iterable[int]) -> Mapping[str, Mapping[str, int]]:
    """Counts over the matching documents; the same stored values are decoded once."""
    column = searcher.reader().column_reader("facets")
    stored = Counter(column[number] for number in documents)
    counts: Counter[tuple[str, str]] = Counter()
    for packed, count in stored.items():
        for name, value in msgspec.msgpack.decode(packed) if packed else ():
            counts[name, value] += count
    return tally(counts)


def _hit(searcher: Searcher, number: int, score: float, root: Node) -> Hit:
    entry = _DECODER.decode(searcher.stored_fields(number)["entry"])
    shown = passage(entry, root)
    return Hit(entry=entry, score=round(score, 4), snippet=shown.snippet, highlights=shown.highlights, page=shown.page)


def _schema() -> fields.Schema:
    return fields.Schema(
        minutes=fields.ID,
        entry=fields.STORED,
        day=fields.NUMERIC(int),
        newest=fields.NUMERIC(int, signed=True, sortable=True),
        order=fields.ID(sortable=True),
        facets=fields.COLUMN(columns.VarBytesColumn()),
        **{name: Words() for name in _TEXTS},
        **{f"key_{name}": fields.KEYWORD() for name in _KEYS},
    )


def _write(generation: Path, add: Iterable[Entry], remove: Iterable[str]) -> None:
    """One commit. What the entries' maker raises is no word on the index, and stays as it is."""
    folder = generation.parent
    with translated(folder, "write"):
        writer = index.open_dir(str(generation)).writer(timeout=60, compound=False, codec=W3Codec(compression=0))
        writer.pool = Runs.instead_of(writer.pool, POOL)
    try:
        with translated(folder, "write"):
            for minutes in remove:
                writer.delete_by_term("minutes", minutes)
        for entry in add:
            document = _document(entry)
            with translated(folder, "write"):
                writer.add_document(**document)
        with translated(folder, "write"):
            writer.commit(mergetype=merge_small)
    except BaseException:
        with suppress(Exception):  # in a damaged index even that may fail
            writer.cancel()
        raise


def _document(entry: Entry) -> dict[str, Any]:
    day = day_number(entry.date)
    found: dict[str, Any] = {
        "minutes": entry.minutes,
        "entry": msgspec.msgpack.encode(entry),
        "newest": -(day or 0),
        "order": f"{entry.minutes} {entry.number:06d}",
        "facets": msgspec.msgpack.encode(facet_values(entry)),
    } | ({"day": day} if day else {})
    found.update({name: text for name in _TEXTS if (text := getattr(entry, name))})
    found.update({f"key_{name}": list(values) for name, values in entry.keys.items()})
    return found
