"""The index heals itself, is written by one process at a time, and tells how much was searched."""

from __future__ import annotations

import errno
import gc
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from whoosh import index
from whoosh.writing import SegmentWriter

from data.archive import Archive
from data.errors import ArchiveError, LockedError, SearchIndexError
from search import whoosh_engine
from search.engine import Everything, Query
from search.filters import Filters
from search.finder import find
from search.levelling import level, noted, reindex, try_level
from search.opening import make, opened
from search.whoosh_engine import WhooshEngine
from tests.corpus import ROOT
from tests.data.records import record

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh's half-opened readers
ALL = Query(root=Everything(), limit=None, facets=True)


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    """An archive of three meetings, open to write, with an index of two segments."""
    monkeypatch.setattr(whoosh_engine, "PAUSE", 0)
    with Archive.open(tmp_path / "archive", write=True) as held:
        for n, name in enumerate("abc", 1):
            held.store(record(name, date=f"2024-09-0{n}"), tmp_path / f"{name}.pdf")
            if name != "a":
                level(held, make(held))
        yield held


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flipped(path: Path) -> None:
    path.write_bytes(bytes(byte ^ 0xFF for byte in path.read_bytes()))


WAYS: tuple[Callable[[Path], None], ...] = (empty, cut, flipped, Path.unlink)


def kinds(archive: Archive) -> list[Path]:
    """A file of each kind that an index has."""
    files = {path.name.partition(".")[2]: path for path in sorted((archive.folder / "index").rglob("*.*")) if path.stat().st_size}
    assert {"trm", "pst", "toc", "_stored.col", "_text_len.col", "facets.col", "newest.col", "order.col"} <= set(files)
    return list(files.values())


def spoilt(archive: Archive) -> Iterator[str]:
    """Spoils each kind of index file in each way, one at a time, on a sound index."""
    sound = archive.folder / "sound"
    shutil.copytree(archive.folder / "index", sound)
    for path in kinds(archive):
        for way in WAYS:
            shutil.rmtree(archive.folder / "index")
            shutil.copytree(sound, archive.folder / "index")
            way(path)
            yield f"{path.name} {way.__name__}"


def items(engine: object) -> set[str]:
    return {hit.entry.item for hit in engine.search(ALL).hits}  # type: ignore[attr-defined]  # any engine


def test_every_damage_is_seen_by_the_doctor(archive: Archive) -> None:
    for _ in spoilt(archive):
        with pytest.raises(SearchIndexError, match="damaged"):
            WhooshEngine(archive.folder / "index").check()


def test_a_search_heals_a_damaged_index(archive: Archive) -> None:
    before = items(make(archive))
    for what in spoilt(archive):
        engine, warning = opened(archive)
        assert (items(engine), warning) == (before, None), what


def test_an_update_that_meets_damage_builds_anew(archive: Archive) -> None:
    for number, what in enumerate(spoilt(archive), 1):
        archive.store(
            record(f"more {number}", date=f"2025-01-{number % 28 + 1:02}", start=f"{number % 24:02}:00"), Path(f"/x/{number}.pdf")
        )
        assert level(archive, make(archive)), what
        assert len(items(opened(archive)[0])) == 3 * (3 + number), what
        if number == 12:
            return


def test_damage_that_cannot_be_mended_says_how(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    empty(next(path for path in kinds(archive) if path.suffix == ".pst"))
    engine, _ = opened(archive)
    monkeypatch.setattr(WhooshEngine, "writing", refused)
    with pytest.raises(SearchIndexError, match=r"damaged: make it anew: arende reindex"):
        engine.search(ALL)


@pytest.mark.parametrize("moment", ["add_document", "commit"])
def test_an_index_removed_while_it_is_written_is_one_error_and_made_anew(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], moment: str
) -> None:
    going_on = getattr(SegmentWriter, moment)

    def removed(*given: object, **how: object) -> object:
        shutil.rmtree(archive.folder / "index", ignore_errors=True)
        return going_on(*given, **how)

    with monkeypatch.context() as patch:
        patch.setattr(SegmentWriter, moment, removed)
        with pytest.raises(SearchIndexError, match="make it anew: arende reindex"):
            reindex(archive, make(archive))
    gc.collect()
    assert capfd.readouterr().err == ""
    assert (archive.counts().meetings, reindex(archive, make(archive))) == (3, 9)


def test_an_index_removed_once_it_is_written_is_made_at_the_next_search(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = Path.iterdir

    def removed(folder: Path) -> Iterator[Path]:
        if folder == archive.folder / "index":
            shutil.rmtree(folder, ignore_errors=True)
        return looked(folder)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "iterdir", removed)
        assert reindex(archive, make(archive)) == 9
    assert len(items(opened(archive)[0])) == 9


def refused(*_: object, **__: object) -> None:
    raise ArchiveError("the disk is read-only")


def test_too_many_open_files_are_no_damage(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_more(*_: object) -> None:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    engine, _ = opened(archive)
    with monkeypatch.context() as patch:
        patch.setattr(index, "open_dir", no_more)
        with pytest.raises(ArchiveError, match=r"too many files.*ulimit"):
            engine.search(ALL)
    assert engine.stamp() is not None
    assert len(items(engine)) == 9


# --- one writes ---------------------------------------------------------------------------------------


def test_one_process_writes_and_leaves_what_another_builds(tmp_path: Path) -> None:
    one, other = WhooshEngine(tmp_path / "index"), WhooshEngine(tmp_path / "index")
    (tmp_path / "index" / "dead").mkdir(parents=True)
    with one.writing():
        (tmp_path / "index" / "unfinished").mkdir()
        assert other.spare() == []
        with pytest.raises(LockedError), other.writing(wait=False):
            pass
    assert {path.name for path in other.spare()} == {"dead", "unfinished"}
    other.rebuild([], "s1")
    assert other.spare() == []


def test_of_many_searches_one_builds_and_all_answer(archive: Archive) -> None:
    shutil.rmtree(archive.folder / "index")
    command = [sys.executable, "-m", "cli", "search", "rapport", "--json", "--archive", str(archive.folder)]
    searches = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    said = [search.communicate(timeout=60) for search in searches]
    assert [(json.loads(out)["total"], err) for out, err in said] == [(3, "")] * 4
    assert len(list((archive.folder / "index").iterdir())) == 2


# --- what was searched --------------------------------------------------------------------------------


def test_coverage_counts_what_the_index_holds(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.store(record("d", date="2024-09-04"), Path("/x/d.pdf"))
    with monkeypatch.context() as patch:
        patch.setattr(WhooshEngine, "writing", refused)
        assert "could not be renewed" in str(try_level(archive, make(archive)))
        answer = find(archive, make(archive), "rapport", Filters())
    assert (answer.total, answer.searched) == (3, 3)
    level(archive, make(archive))
    assert find(archive, make(archive), "rapport", Filters()).searched == 4


def test_a_note_of_another_kind_is_no_level(archive: Archive) -> None:
    engine = make(archive)
    engine.rebuild([], "something else")
    assert noted(engine) is None
    assert reindex(archive, engine) == 9
