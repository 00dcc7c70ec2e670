"""Files taken into the archive: each read, stored or noted as a failure, and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import closing
from functools import partial
from itertools import chain
from pathlib import Path

from msgspec import Struct, field, structs

from data.archive import Archive
from data.archive_identity import spelt
from data.logs import detail, event
from data.model import Failure
from ingest.confined import MEMORY, SECONDS
from ingest.finding import Found
from ingest.pipeline import Known, Outcome, Read, read_one
from ingest.pool import read_all


class Report(Struct):
    """What became of the files so far: how many of each kind (new, unchanged, replaced), and those that failed."""

    counts: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)


def take_in(
    archive: Archive,
    found: Found,
    report: Report,
    *,
    workers: int,
    tick: Callable[[Path], None],
    added: Callable[[int], None] = lambda items: None,
    model: str | None = None,
    seconds: float = SECONDS,
    memory: int = MEMORY,
) -> None:
    """Reads the files found and stores what they give; `report` tells how far it came, also when something stops it.

    `tick` is called as each is done, `added` with the number of items of each record that was stored; `model` fills the
    tagger's gaps; a document may take so many `seconds` and bytes of `memory`.
    """
    archive.recovered(found.folders)
    reader = partial(read_one, model=model)
    outcomes = read_all(found.files, known=archive.known, workers=workers, seconds=seconds, memory=memory, reader=reader)
    with closing(outcomes):  # ends the workers at once when something stops us
        keep(archive, chain(found.failures, outcomes), report, tick, added)


def keep(archive: Archive, outcomes: Iterable[Outcome], report: Report, tick: Callable[[Path], None], added: Callable[[int], None]) -> None:
    """Stores outcomes as they come, each in a transaction of its own."""
    for outcome in outcomes:
        if isinstance(outcome, Known) and not archive.known(outcome.sha256):
            outcome = _twin(archive, outcome)
        path = Path(outcome.path)
        stored = _stored(archive, outcome)
        report.counts[stored] += 1
        if stored == "failed":
            failure = outcome if isinstance(outcome, Failure) else archive.failure_of(path)
            report.failures.append(failure)
            event("file failed", file=failure.file, code=failure.code, page=failure.page)
            if failure.traceback:
                detail("reader error", file=failure.file, traceback=failure.traceback)
        else:
            event("file taken in", file=spelt(path), outcome=stored)
        tick(path)
        if isinstance(outcome, Read):
            added(len(outcome.minutes.items))


def _stored(archive: Archive, outcome: Outcome) -> str:
    """What became of an outcome in the archive; a record that cannot be kept is a failure, too."""
    if isinstance(outcome, Failure):
        return archive.fail(outcome)
    return archive.store(outcome.minutes, outcome.path) if isinstance(outcome, Read) else archive.remember(outcome.sha256, outcome.path)


def _twin(archive: Archive, known: Known) -> Failure:
    """The failure of bytes that failed under another name just now: they are not read again."""
    first = next(failure for failure in archive.failures() if failure.sha256 == known.sha256)
    return structs.replace(first, file=spelt(known.path), path=str(known.path))
