"""Keeping an index level with the archive: by what changed, or whole; while an ingest goes on; and when it is found damaged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from typing import Protocol, TypeVar

import msgspec
from msgspec import Struct

from data.errors import ArendeError, LockedError, SearchIndexError
from data.logs import event
from data.model import Minutes
from search.called import Known
from search.engine import Engine, Entry, Query, Results
from search.entries import entries

BATCH = 30
"""How many new items are worth writing to the index while others are still being read."""
T = TypeVar("T")


class Counted(Protocol):
    """How many meetings are held, and how many files failed."""

    @property
    def meetings(self) -> int: ...

    @property
    def failed(self) -> int: ...


class Failed(Protocol):
    """A file that could not be read."""

    @property
    def code(self) -> str: ...


class Unread(Protocol):
    """A record that cannot be read any more; `id` is its meeting's, where it has one."""

    @property
    def id(self) -> str | None: ...


class Source(Known, Protocol):
    """What is asked of the archive. `minutes` leaves out records that cannot be read and notes them in `unreadable`."""

    @property
    def unreadable(self) -> Mapping[int, Unread]: ...

    def tell_unreadable(self) -> None: ...

    def minutes(self, *, ids: Iterable[str] | None = None) -> Iterator[Minutes]: ...

    def counts(self) -> Counted: ...

    def failures(self) -> Sequence[Failed]: ...

    def stamp(self) -> str: ...

    def changed_since(self, stamp: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None: ...


class Level(Struct, frozen=True):
    """What an index is level with, as the engine keeps it for us: the archive's stamp, how many meetings it holds, and the
    ids of those it lacks because their records could not be read."""

    stamp: str
    meetings: int
    missing: tuple[str, ...] = ()


def noted(engine: Engine) -> Level | None:
    """What the index is level with; None without one that can be used."""
    said = engine.stamp()
    with suppress(msgspec.DecodeError):
        return msgspec.json.decode(said, type=Level) if said else None
    return None


def level(archive: Source, engine: Engine, *, wait: bool = True) -> bool:
    """Brings the index level with the archive by what changed, or whole where there is none to go on from; whether it wrote.

    Of several processes one writes. The others wait for it, or with `wait` unset are told by LockedError.
    """
    if _is_level(archive, engine):
        return False
    with engine.writing(wait=wait):
        if _is_level(archive, engine):  # whom we waited for did it
            return False
        at = noted(engine)
        changes = archive.changed_since(at.stamp) if at else None
        if at is None or changes is None:
            reindex(archive, engine)
            return True
        try:
            _update(archive, engine, at, *changes)
        except SearchIndexError as error:
            event("index damaged, made anew", reason=error.message)
            reindex(archive, engine)
        return True


def _is_level(archive: Source, engine: Engine) -> bool:
    at = noted(engine)
    return at is not None and at.stamp == archive.stamp()


def _update(archive: Source, engine: Engine, at: Level, changed: Sequence[str], gone: Sequence[str]) -> None:
    kept = {*at.missing}.difference(changed, gone)
    now = Level(archive.stamp(), archive.counts().meetings - len(kept), tuple(sorted(kept)))
    engine.update(entries(archive.minutes(ids=changed)), (*changed, *gone), _told(now))
    _note_missing(archive, engine, now, set(changed))


def reindex(archive: Source, engine: Engine) -> int:
    """Builds the index anew from the archive, swapped in whole; returns how many items it holds."""
    count = 0

    def counted() -> Iterator[Entry]:
        nonlocal count
        for count, entry in enumerate(entries(archive.minutes()), 1):  # noqa: B007  # read when all is done
            yield entry

    with engine.writing():
        now = Level(archive.stamp(), archive.counts().meetings)
        engine.rebuild(counted(), _told(now))
        _note_missing(archive, engine, now, None)
    return count


def _note_missing(archive: Source, engine: Engine, now: Level, among: set[str] | None) -> None:
    """Which records, of those just read, could not be: known only when all has been read, and rare."""
    lost = {one.id for one in archive.unreadable.values() if one.id and (among is None or one.id in among)}
    if lost:
        missing = tuple(sorted({*now.missing} | lost))
        engine.update((), (), _told(Level(now.stamp, now.meetings - len(lost), missing)))


def _told(level: Level) -> str:
    return msgspec.json.encode(level).decode()


class Follower:
    """Brings the index level now and then while an ingest goes on, in ever larger batches, so that it does not all wait for the end."""

    def __init__(self, archive: Source, engine: Engine) -> None:
        self._archive, self._engine = archive, engine
        self._waiting = self._indexed = 0

    def added(self, items: int) -> None:
        """Told of items that were stored."""
        self._waiting += items
        if self._waiting >= max(BATCH, self._indexed // 8):
            with suppress(ArendeError):  # whoever brings it level at the end meets the same trouble and tells it
                level(self._archive, self._engine, wait=False)
            self._indexed, self._waiting = self._indexed + self._waiting, 0


def trouble_levelling(archive: Source, engine: Engine) -> ArendeError | None:
    """Brings the index level; what stood in the way, for whoever has to tell other things first."""
    try:
        level(archive, engine)
        archive.tell_unreadable()
    except ArendeError as error:
        return error
    return None


def try_level(archive: Source, engine: Engine) -> str | None:
    """Brings the index level if it can be written; else says why it is behind. An index that can be used is used as it is while
    another process writes; one that cannot is waited for."""
    try:
        level(archive, engine, wait=noted(engine) is None)
    except LockedError:
        if noted(engine) is None:
            raise
        return None  # an ingest is under way and will bring the index level itself
    except ArendeError as error:
        if isinstance(error, SearchIndexError) and noted(engine) is None:  # there is none to ask, and none can be made
            raise
        return f"the search index is behind the archive and could not be renewed: {error}"
    at = noted(engine)
    if at and at.missing:
        return f"records that are damaged, and not searched: {len(at.missing)}: arende doctor names them"
    return None


class Healing:
    """An engine that, found damaged while it is asked, is made anew from the archive and asked again; see search.engine.Engine."""

    def __init__(self, archive: Source, engine: Engine) -> None:
        self._archive, self._engine = archive, engine

    def _asked(self, ask: Callable[[], T]) -> T:
        try:
            return ask()
        except SearchIndexError as damage:
            event("index damaged, made anew", reason=damage.message)
            try:
                level(self._archive, self._engine)
            except ArendeError:
                raise damage from None
            return ask()

    def search(self, query: Query) -> Results:
        """Answers."""
        return self._asked(lambda: self._engine.search(query))

    def frequencies(self, words: Sequence[str]) -> list[int]:
        """In how many items each word stands, in the field where it stands most."""
        return self._asked(lambda: self._engine.frequencies(words))

    def suggest(self, word: str) -> tuple[str, ...]:
        """Words of the index that look like this one."""
        return self._asked(lambda: self._engine.suggest(word))

    def stamp(self) -> str | None:
        """What the index is level with."""
        return self._engine.stamp()

    def writing(self, *, wait: bool = True) -> AbstractContextManager[None]:
        """Nobody else writes meanwhile."""
        return self._engine.writing(wait=wait)

    def update(self, add: Iterable[Entry], remove: Iterable[str], stamp: str) -> None:
        """Changes the index."""
        self._engine.update(add, remove, stamp)

    def rebuild(self, entries: Iterable[Entry], stamp: str) -> None:
        """Makes the index anew."""
        self._engine.rebuild(entries, stamp)
