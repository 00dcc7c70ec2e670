"""The only door to Whoosh: an index folder beside the archive that can be thrown away and made again.

It holds generations, each a Whoosh index, and a file `current`, replaced in one step, that names the one in use and the archive's
stamp it is level with, so a reader finds the old or the new. Postings are not compressed: half as large again, a tenth faster.
"""

from __future__ import annotations

import errno
import os
import pickle
import shutil
import struct
import uuid
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from whoosh import columns, fields, index, scoring
from whoosh.analysis import Analyzer, Token
from whoosh.codec.whoosh3 import W3Codec
from whoosh.searching import Searcher

from data.errors import ArchiveError, LockedError, SearchIndexError
from data.swedish import ANALYSIS_VERSION, analyse, common_words, fold, key
from search.engine import Entry, Hit, Node, Query, Results
from search.facets import facet_values, freshness, tally
from search.matching import FIELDS
from search.snippets import passage
from search.whoosh_collecting import collected
from search.whoosh_merging import merge_small
from search.whoosh_query import day_number

VERSION = f"4.{ANALYSIS_VERSION}"
"""Of the fields and of the analysis: an index of another version is not asked."""
_TEXTS = (*FIELDS, "decision")
POOL = 4
"""Megabytes of postings held before they go to disk: what a large batch may take of memory."""
RERANKED = 100
"""How many of the best hits the preference for newer meetings may reorder."""
_KEYS = ("body", "municipality", "presenter", "person", "organisation", "place", "topic")
T = TypeVar("T")
_DECODER = msgspec.msgpack.Decoder(Entry)


class WhooshEngine:
    """Search over the index in a folder; see search.engine.Engine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    # --- writing -------------------------------------------------------------------------------------

    def update(self, add: Iterable[Entry], remove: Iterable[str], stamp: str) -> None:
        """Removes the entries of these minutes and adds the entries in one commit, then notes the stamp."""
        generation = self._generation()
        if generation is None:
            raise SearchIndexError(f"there is no search index in {self.folder}", "make one: arende reindex")
        with _translated(self.folder):
            _write(generation, add, remove)
            self._point(generation.name, stamp)

    def rebuild(self, entries: Iterable[Entry], stamp: str) -> None:
        """Builds a new generation beside the old, points to it, then drops the old ones."""
        with _translated(self.folder):
            generation = self.folder / uuid.uuid4().hex
            generation.mkdir(parents=True)
            try:
                index.create_in(str(generation), _schema())
                _write(generation, entries, ())
                self._point(generation.name, stamp)
            except BaseException:
                shutil.rmtree(generation, ignore_errors=True)
                raise
            for other in self.spare():
                if other.is_dir():
                    shutil.rmtree(other, ignore_errors=True)
                else:
                    other.unlink(missing_ok=True)

    def _point(self, generation: str, stamp: str) -> None:
        fresh = self.folder / f"current.{os.getpid()}"
        fresh.write_bytes(msgspec.json.encode({"version": VERSION, "generation": generation, "stamp": stamp}))
        fresh.replace(self.folder / "current")

    def spare(self) -> list[Path]:
        """What lies in the folder beside the index in use: left by a rebuild that was broken off."""
        used = {"current", str((self._pointer() or {}).get("generation"))}
        return [path for path in self.folder.iterdir() if path.name not in used] if self.folder.is_dir() else []

    # --- reading -------------------------------------------------------------------------------------

    def stamp(self) -> str | None:
        """The archive's stamp that the index is level with; None without an index of this version."""
        pointer = self._pointer()
        if pointer is None or pointer.get("version") != VERSION or self._generation() is None:
            return None
        return pointer.get("stamp")

    def _pointer(self) -> dict[str, str] | None:
        try:
            found = msgspec.json.decode((self.folder / "current").read_bytes())
        except (OSError, ValueError, msgspec.DecodeError):
            return None
        return found if isinstance(found, dict) else None

    def _generation(self) -> Path | None:
        pointer = self._pointer()
        if pointer is None or pointer.get("version") != VERSION:
            return None
        folder = self.folder / str(pointer.get("generation"))
        return folder if folder.is_dir() else None

    def search(self, query: Query) -> Results:
        """Answers. Raises SearchIndexError when the index is missing, damaged or of another version."""
        return self._ask(lambda searcher: _answer(searcher, query))

    def _ask(self, ask: Callable[[Searcher], T]) -> T:
        """What `ask` says of the index in use. Raises SearchIndexError when it is missing, damaged or of another version."""
        pointer = self._pointer()
        if pointer is not None and pointer.get("version") != VERSION:
            raise SearchIndexError(f"the search index in {self.folder} is of another version", "make it anew: arende reindex")
        for attempt in range(5):
            generation = self._generation()
            if generation is None:
                break
            try:
                with (
                    _translated(self.folder, missing=False),
                    index.open_dir(str(generation)).searcher(weighting=scoring.BM25F()) as searcher,
                ):
                    return ask(searcher)
            except FileNotFoundError:  # a writer swapped files between our look and our opening them: look again
                if attempt == 4:
                    raise SearchIndexError(f"the search index in {self.folder} is damaged", "make it anew: arende reindex") from None
        raise SearchIndexError(f"there is no search index in {self.folder}", "make one: arende reindex")

    def frequencies(self, words: Sequence[str]) -> list[int]:
        """In how many items each word stands, by its key, in the field where it stands most."""
        return self._ask(lambda searcher: [max(searcher.doc_frequency(field, key(fold(word))) for field in FIELDS) for word in words])

    def walk(self) -> int:
        """Reads the index from end to end; how many items it holds. Raises SearchIndexError where anything cannot be read."""
        return self._ask(_walked)

    def suggest(self, word: str) -> tuple[str, ...]:
        """Forms of the index one or two letters away, the nearest and most common first."""
        return self._ask(lambda searcher: _suggested(searcher, fold(word)))


def _walked(searcher: Searcher) -> int:
    reader = searcher.reader()
    for field, term in reader.all_terms():
        for _ in reader.postings(field, term).all_ids():
            pass
    for number in reader.all_doc_ids():
        _DECODER.decode(reader.stored_fields(number)["entry"])
    return int(reader.doc_count())


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
    found, numbers = collected(searcher, query, (query.limit if dated or not query.limit else max(query.limit, RERANKED)) or None)
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


class SwedishAnalyzer(Analyzer):  # type: ignore[misc]  # the package ships no types
    """Our own tokens at one position: the key, the form as written marked =, a compound's parts marked ~."""

    def __call__(self, value: str, positions: bool = False, **_: object) -> Iterator[Token]:
        token = Token(positions=positions)
        for found in analyse(value):
            for text in (found.key, "=" + found.form, *("~" + part for part in found.parts)):
                token.text, token.pos, token.boost, token.stopped = text, found.position, 1.0, False
                yield token


def _schema() -> fields.Schema:
    words = SwedishAnalyzer()
    return fields.Schema(
        minutes=fields.ID,
        entry=fields.STORED,
        day=fields.NUMERIC(int),
        newest=fields.NUMERIC(int, signed=True, sortable=True),
        order=fields.ID(sortable=True),
        facets=fields.COLUMN(columns.VarBytesColumn()),
        **{name: fields.TEXT(analyzer=words, phrase=True) for name in _TEXTS},
        **{f"key_{name}": fields.KEYWORD() for name in _KEYS},
    )


def _write(generation: Path, add: Iterable[Entry], remove: Iterable[str]) -> None:
    writer = index.open_dir(str(generation)).writer(timeout=60, compound=False, limitmb=POOL, codec=W3Codec(compression=0))
    try:
        for minutes in remove:
            writer.delete_by_term("minutes", minutes)
        for entry in add:
            writer.add_document(**_document(entry))
    except BaseException:
        writer.cancel()
        raise
    writer.commit(mergetype=merge_small)


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


@contextmanager
def _translated(folder: Path, *, missing: bool = True) -> Iterator[None]:
    """Whoosh's errors in our words."""
    damaged = SearchIndexError(f"the search index in {folder} is damaged", "make it anew: arende reindex")
    try:
        yield
    except index.LockError as error:
        raise LockedError(f"another arende is writing the search index in {folder}", "wait until it is done") from error
    except FileNotFoundError as error:
        if not missing:
            raise
        raise damaged from error
    except PermissionError as error:
        raise ArchiveError(f"cannot write to {folder}: {error.strerror}", "make it writable, or name another archive") from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EROFS, errno.EDQUOT):
            raise ArchiveError(f"cannot write to {folder}: {error.strerror}", "free some space, then run arende reindex") from error
        raise damaged from error
    except (index.IndexError, ValueError, KeyError, struct.error, zlib.error, pickle.UnpicklingError, EOFError) as error:
        raise damaged from error
