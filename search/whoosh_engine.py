"""The only door to Whoosh: an index folder beside the archive that can be thrown away and made again.

The folder holds generations, each a Whoosh index, and a file `current` that names the one in use and the
archive's stamp it is level with. That file is replaced in one step, so a reader finds the old or the new.
"""

from __future__ import annotations

import errno
import json
import os
import pickle
import shutil
import struct
import uuid
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from whoosh import fields, index, scoring
from whoosh import query as w
from whoosh.analysis import Analyzer, Token
from whoosh.searching import Searcher
from whoosh.sorting import FieldFacet, MultiFacet

from data.errors import ArchiveError, LockedError, SearchIndexError
from data.swedish import ANALYSIS_VERSION, analyse, fold, key
from search.engine import And, DateRange, Entry, Everything, Has, Hit, Node, Not, Or, Phrase, Prefix, Query, Results, Word
from search.snippets import passage

VERSION = f"2.{ANALYSIS_VERSION}"
"""Of the fields and of the analysis: an index of another version is not asked."""
WEIGHTS = {"title": 3.0, "presenters": 2.0, "text": 1.0, "reference": 1.0}
EXACT = 0.4
"""What the word form as typed adds to what its key is worth."""
_KEYS = ("body", "municipality", "presenter", "person", "organisation", "place", "topic")
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
            for other in self.folder.iterdir():
                if other.is_dir() and other.name != generation.name:
                    shutil.rmtree(other, ignore_errors=True)

    def _point(self, generation: str, stamp: str) -> None:
        fresh = self.folder / f"current.{os.getpid()}"
        fresh.write_text(json.dumps({"version": VERSION, "generation": generation, "stamp": stamp}), "utf-8")
        fresh.replace(self.folder / "current")

    # --- reading -------------------------------------------------------------------------------------

    def stamp(self) -> str | None:
        """The archive's stamp that the index is level with; None without an index of this version."""
        pointer = self._pointer()
        if pointer is None or pointer.get("version") != VERSION or self._generation() is None:
            return None
        return pointer.get("stamp")

    def _pointer(self) -> dict[str, str] | None:
        try:
            found = json.loads((self.folder / "current").read_text("utf-8"))
        except (OSError, ValueError):
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
        pointer = self._pointer()
        if pointer is not None and pointer.get("version") != VERSION:
            raise SearchIndexError(f"the search index in {self.folder} is of another version", "make it anew: arende reindex")
        for attempt in range(5):
            generation = self._generation()
            if generation is None:
                break
            try:
                return self._ask(generation, query)
            except FileNotFoundError:
                # a writer swapped files between our look and our opening them: look again
                if attempt == 4:
                    raise SearchIndexError(f"the search index in {self.folder} is damaged", "make it anew: arende reindex") from None
        raise SearchIndexError(f"there is no search index in {self.folder}", "make one: arende reindex")

    def _ask(self, generation: Path, query: Query) -> Results:
        with _translated(self.folder, missing=False):
            opened = index.open_dir(str(generation))
            with opened.searcher(weighting=scoring.BM25F()) as searcher:
                return _answer(searcher, query)


def _answer(searcher: Searcher, query: Query) -> Results:
    wanted = _built(query.root)
    limits = [_built(node) for node in query.filters]
    by_date = MultiFacet([FieldFacet("newest"), FieldFacet("order")]) if query.sort == "date" else None
    found = searcher.search(wanted, limit=query.limit or None, filter=w.And(limits) if limits else None, sortedby=by_date, terms=False)
    hits = [_hit(hit, query.root) for hit in found]
    if by_date is None:
        hits.sort(key=lambda h: (-round(h.score, 6), h.entry.minutes, h.entry.number))
    return Results(total=len(found), hits=tuple(hits))


def _hit(hit: Any, root: Node) -> Hit:
    entry = _DECODER.decode(hit["entry"])
    shown = passage(entry, root)
    score = float(hit.score) if isinstance(hit.score, int | float) else 0.0
    return Hit(entry=entry, score=round(score, 4), snippet=shown.snippet, highlights=shown.highlights, page=shown.page)


# --- queries -----------------------------------------------------------------------------------------


def _built(node: Node) -> w.Query:
    """A node in Whoosh's own terms."""
    if isinstance(node, And):
        parts = [_built(part) for part in node.parts]
        return w.And([w.Every(), *parts]) if all(isinstance(part, Not) for part in node.parts) else w.And(parts)
    if isinstance(node, Or):
        return w.Or([_built(part) for part in node.parts])
    if isinstance(node, Not):
        return w.AndNot(w.Every(), _built(node.part))
    if isinstance(node, Everything):
        return w.Every()
    if isinstance(node, Has):
        return w.Or([w.Term(f"key_{node.field}", value) for value in node.values]) if node.values else w.NullQuery
    if isinstance(node, DateRange):
        return w.NumericRange("day", _day(node.first), _day(node.last))
    return w.Or([sub for field in ([node.field] if node.field else WEIGHTS) for sub in _in_field(node, field, WEIGHTS[field])])


def _in_field(node: Word | Phrase | Prefix, field: str, weight: float) -> Iterator[w.Query]:
    if isinstance(node, Prefix):
        yield w.Wildcard(field, "=" + fold(node.pattern), boost=weight)
    elif isinstance(node, Word):
        yield w.Term(field, key(fold(node.text)), boost=weight)
        yield w.Term(field, "=" + fold(node.text), boost=weight * EXACT)
    else:
        yield w.Phrase(field, [key(fold(word)) for word in node.words], boost=weight)
        yield w.Phrase(field, ["=" + fold(word) for word in node.words], boost=weight * EXACT)


def _day(date: str | None) -> int | None:
    return int(date.replace("-", "")) if date else None


# --- the index ---------------------------------------------------------------------------------------


class SwedishAnalyzer(Analyzer):  # type: ignore[misc]  # the package ships no types
    """Our own tokens: the key and, marked =, the form as written, at one position."""

    def __call__(self, value: str, positions: bool = False, **_: object) -> Iterator[Token]:
        token = Token(positions=positions)
        for found in analyse(value):
            for text in (found.key, "=" + found.form):
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
        **{name: fields.TEXT(analyzer=words, phrase=True) for name in WEIGHTS},
        **{f"key_{name}": fields.KEYWORD() for name in _KEYS},
    )


def _write(generation: Path, add: Iterable[Entry], remove: Iterable[str]) -> None:
    writer = index.open_dir(str(generation)).writer(timeout=60)
    try:
        for minutes in remove:
            writer.delete_by_term("minutes", minutes)
        for entry in add:
            writer.add_document(**_document(entry))
    except BaseException:
        writer.cancel()
        raise
    writer.commit()


def _document(entry: Entry) -> dict[str, Any]:
    day = _day(entry.date)
    found: dict[str, Any] = {
        "minutes": entry.minutes,
        "entry": msgspec.msgpack.encode(entry),
        "newest": -(day or 0),
        "order": f"{entry.minutes} {entry.number:06d}",
    }
    if day:
        found["day"] = day
    found.update({name: text for name in WEIGHTS if (text := getattr(entry, name))})
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
