"""Files taken into the archive: each read, stored or noted as a failure, and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct, structs

from data.archive import Archive
from data.logs import detail, event
from data.model import Failure
from ingest.pipeline import Known, Outcome, Read, read_one
from ingest.pool import MEMORY, SECONDS, read_all


class Report(Struct, frozen=True, kw_only=True):
    """What became of the files."""

    new: int
    unchanged: int
    replaced: int
    failures: tuple[Failure, ...]


def take_in(
    archive: Archive,
    files: Sequence[Path],
    *,
    workers: int,
    tick: Callable[[Path], None],
    added: Callable[[int], None] = lambda items: None,
    model: str | None = None,
    seconds: float = SECONDS,
    memory: int = MEMORY,
) -> Report:
    """Reads the files and stores what they give. `tick` is called as each is done, `added` with the number of items of each
    record that was stored; `model` fills the tagger's gaps; a document may take so many `seconds` and bytes of `memory`."""
    reader = partial(read_one, model=model)
    return keep(archive, read_all(files, known=archive.known, workers=workers, seconds=seconds, memory=memory, reader=reader), tick, added)


def keep(archive: Archive, outcomes: Iterable[Outcome], tick: Callable[[Path], None], added: Callable[[int], None]) -> Report:
    """Stores outcomes as they come, each in a transaction of its own."""
    counts: Counter[str] = Counter()
    failures: list[Failure] = []
    for outcome in outcomes:
        if isinstance(outcome, Known) and not archive.known(outcome.sha256):
            outcome = _twin(archive, outcome)
        if isinstance(outcome, Failure):
            failures.append(outcome)
            counts[archive.fail(outcome)] += 1
            event("file failed", file=outcome.file, code=outcome.code, page=outcome.page)
            if outcome.traceback:
                detail("reader error", file=outcome.file, traceback=outcome.traceback)
            tick(Path(outcome.path))
        else:
            stored = (
                archive.store(outcome.minutes, outcome.path)
                if isinstance(outcome, Read)
                else archive.remember(outcome.sha256, outcome.path)
            )
            counts[stored] += 1
            event("file taken in", file=outcome.path.name, outcome=stored)
            tick(outcome.path)
            if isinstance(outcome, Read):
                added(len(outcome.minutes.items))
    return Report(new=counts["new"], unchanged=counts["unchanged"], replaced=counts["replaced"], failures=tuple(failures))


def _twin(archive: Archive, known: Known) -> Failure:
    """The failure of bytes that failed under another name just now: they are not read again."""
    first = next(failure for failure in archive.failures() if failure.sha256 == known.sha256)
    return structs.replace(first, file=known.path.name, path=str(known.path))
