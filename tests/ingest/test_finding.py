"""Every file is found once, and what cannot be looked into is told."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from data.errors import UsageError
from ingest.finding import find_files


def touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")


def names(paths: tuple[Path, ...], top: Path) -> list[str]:
    return [path.relative_to(top).as_posix() for path in paths]


@contextmanager
def closed(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[None]:
    """A folder that nobody may look into, root included."""
    look = os.scandir

    def refused(path: Any) -> Any:
        if Path(path) == folder:
            raise PermissionError(13, "Permission denied", str(path))
        return look(path)

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", refused)
        yield


def test_a_closed_folder_is_a_failure_and_the_rest_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path / "a" / "1.pdf", tmp_path / "b" / "2.pdf", tmp_path / "c" / "3.PDF")
    with closed(monkeypatch, tmp_path / "b"):
        found = find_files([tmp_path])
    assert names(found.files, tmp_path) == ["a/1.pdf", "c/3.PDF"]
    (failure,) = found.failures
    assert (failure.file, failure.path, failure.code) == ("b", str(tmp_path / "b"), "unreadable")
    assert str(tmp_path / "b") in failure.reason
    assert "Permission denied" in failure.reason
    assert tmp_path / "b" not in found.folders
    assert {tmp_path, tmp_path / "a", tmp_path / "c"} <= set(found.folders)


def test_a_closed_folder_alone_is_no_empty_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closed(monkeypatch, tmp_path):
        found = find_files([tmp_path])
    assert (found.files, len(found.failures)) == ((), 1)
    with pytest.raises(UsageError, match="no PDF"):
        find_files([tmp_path])


def test_linked_folders_are_read_once_and_go_by_their_own_names(tmp_path: Path) -> None:
    top = tmp_path / "top"
    touch(top / "real" / "1.pdf", tmp_path / "elsewhere" / "2.pdf")
    (top / "a link to real").symlink_to(top / "real")
    (top / "year").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere" / "round").symlink_to(top)
    found = find_files([top])
    assert names(found.files, top) == ["real/1.pdf", "year/2.pdf"]
    assert found.failures == ()


def test_what_only_looks_like_a_pdf_is_left_to_the_reader_to_tell(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "gone.pdf").symlink_to(tmp_path / "nowhere")
    (tmp_path / "round.pdf").symlink_to("round.pdf")
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(tmp_path / "s.pdf"))
    assert names(find_files([tmp_path]).files, tmp_path) == ["gone.pdf", "pipe.pdf", "round.pdf", "s.pdf"]


def test_a_link_to_a_folder_that_is_not_there_now_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "2019").symlink_to("/nowhere/2019")
    (tmp_path / ".lock").symlink_to("nobody@nowhere")
    (tmp_path / "notes.docx").symlink_to("/nowhere/notes.docx")
    found = find_files([tmp_path])
    assert [(failure.file, failure.code) for failure in found.failures] == [("2019", "unreadable")]


def test_the_same_file_named_in_many_ways_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path / "in" / "a.pdf")
    monkeypatch.chdir(tmp_path)
    ways = [Path("in"), Path("in/a.pdf"), tmp_path / "in", Path("in/../in/a.pdf"), Path()]
    assert find_files(ways).files == (Path("in/a.pdf"),)


def test_a_name_too_long_is_wrong_use_but_no_bar_to_trying_again(tmp_path: Path) -> None:
    long = tmp_path / ("a" * 300 + ".pdf")
    with pytest.raises(UsageError, match="cannot be reached"):
        find_files([long])
    assert find_files([], [long, tmp_path / "gone.pdf"]).files == (long, tmp_path / "gone.pdf")


def test_an_empty_folder_that_failed_before_is_no_wrong_use(tmp_path: Path) -> None:
    assert find_files([], [tmp_path]).folders == (tmp_path,)
