"""Outcomes stored and told: every failure is in the report, and what came right is a failure no longer."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from data.archive import Archive
from data.archive_identity import on_disk
from data.checkup import check
from data.errors import ReadError
from ingest.finding import Found
from ingest.intake import Report, keep, take_in
from ingest.pipeline import Read, failure
from tests.data.records import record


def test_a_record_that_cannot_be_kept_is_in_the_report(tmp_path: Path) -> None:
    path, minutes = tmp_path / "halv.pdf", record("a", titles=["halv \ud800"])
    with Archive.open(tmp_path / "archive", write=True) as archive:
        report = Report()
        keep(archive, [Read(path, minutes.source.sha256, minutes)], report, lambda path: None, lambda items: None)
        assert [(one.file, one.code) for one in report.failures] == [("halv.pdf", "reader-error")]
        assert tuple(report.failures) == archive.failures()


def test_a_folder_that_opens_is_no_failure_any_more(tmp_path: Path) -> None:
    found = failure(tmp_path / "in", ReadError("unreadable", "Permission denied"))
    with Archive.open(tmp_path / "archive", write=True) as archive:
        report = Report()
        take_in(archive, Found((), (found,)), report, workers=1, tick=lambda path: None)
        assert [one.path for one in report.failures] == [one.path for one in archive.failures()] == [str(tmp_path / "in")]
        take_in(archive, Found((), folders=(tmp_path / "in",)), Report(), workers=1, tick=lambda path: None)
        assert archive.failures() == ()


@pytest.mark.parametrize("name", [b"odd\xff.pdf", b"odd\\xff.pdf", "både %20 och å.pdf".encode(), b"line\n\x1b.pdf"])
def test_a_file_is_found_again_whatever_its_name(tmp_path: Path, name: bytes) -> None:
    path = tmp_path / os.fsdecode(name)
    path.write_bytes(b"")
    with Archive.open(tmp_path / "archive", write=True) as archive:
        archive.fail(failure(path, ReadError("not-a-pdf")))
        (kept,) = archive.failures()
        assert on_disk(kept.path) == path
        assert archive.failure_of(path) == kept
        assert not list(check(archive))
        minutes = record("", file=kept.file)  # the bytes are those of the file: none
        archive.store(minutes, path)
        assert archive.failures() == ()
        assert archive.path_known(path, minutes.source.sha256)
        assert not list(check(archive))
