"""A damaged record stops nothing but itself, is told by file and cure, and is made anew by taking the PDF in again."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from msgspec import structs

from data.archive import Archive
from data.errors import ArchiveError
from data.people import Decision
from search.filters import Filters
from search.finder import find
from search.levelling import level, noted
from search.opening import make, opened
from tests.commands import Run
from tests.data.records import exported, record, take_in

DAMAGE = {
    "cut": "UPDATE documents SET record = substr(record, 1, 100) WHERE document = 2",
    "of another document": "UPDATE documents SET record = (SELECT record FROM documents WHERE document = 3) WHERE document = 2",
    "a letter changed": "UPDATE documents SET record = replace(record, '2024-09-02', '2024-09-03') WHERE document = 2",
    "no text": "UPDATE documents SET record = CAST(x'ff' || CAST(record AS BLOB) AS TEXT) WHERE document = 2",
    "under another hash": "UPDATE documents SET sha256 = 'other' WHERE document = 2",
}
RECORDS = {name: record(name, date=f"2024-09-0{n}", file=f"{name}.pdf") for n, name in enumerate("abc", 1)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive of three meetings, its index level."""
    with Archive.open(tmp_path / "archive", write=True) as archive:
        for name, minutes in RECORDS.items():
            archive.store(minutes, Path(f"/minnes/{name}.pdf"))
        level(archive, make(archive))
    return tmp_path / "archive"


def spoil(folder: Path, case: str) -> None:
    with sqlite3.connect(folder / "arende.sqlite") as sql:
        assert sql.execute(DAMAGE[case]).rowcount == 1
    sql.close()


@pytest.mark.parametrize("case", DAMAGE)
def test_the_others_are_read_and_the_damaged_one_is_told(folder: Path, case: str) -> None:
    spoil(folder, case)
    with Archive.open(folder, write=True) as archive:
        assert [minutes.date for minutes in archive.minutes()] == ["2024-09-01", "2024-09-03"]
        with pytest.raises(ArchiveError, match=r"record of b.pdf is damaged: ingest the PDF again: arende ingest /minnes/b.pdf"):
            archive.tell_unreadable()
        with pytest.raises(ArchiveError, match=r"record of b.pdf"):
            archive.get("trygghetsradet-2024-09-02")


@pytest.mark.parametrize("case", DAMAGE)
def test_taking_the_file_in_again_mends_it_and_keeps_ids(folder: Path, case: str) -> None:
    before = exported(folder)
    spoil(folder, case)
    with Archive.open(folder, write=True) as archive:
        list(archive.minutes())
        assert not archive.known(RECORDS["b"].source.sha256)
        assert take_in(archive, RECORDS["b"], Path("/minnes/b.pdf")) == "replaced"
        archive.tell_unreadable()
        assert archive.rows("SELECT count(*) FROM documents") == [(3,)]
        level(archive, make(archive))
        assert find(archive, make(archive), "rapport", Filters()).total == 3
    assert exported(folder) == before


@pytest.mark.parametrize("case", DAMAGE)
def test_a_newer_version_takes_the_place_of_a_damaged_one(folder: Path, case: str) -> None:
    spoil(folder, case)
    with Archive.open(folder, write=True) as archive:
        assert archive.store(record("b2", date="2024-09-02"), Path("/minnes/b.pdf")) == "replaced"
        assert [minutes.date for minutes in archive.minutes()] == ["2024-09-01", "2024-09-02", "2024-09-03"]


def test_revising_and_deciding_pass_it_by(folder: Path) -> None:
    spoil(folder, "cut")

    with Archive.open(folder, write=True) as archive:
        assert archive.revise(lambda minutes: structs.replace(minutes, venue="Salen")) == 2
        assert [one.file for one in archive.unreadable.values()] == ["b.pdf"]
        archive.decide(Decision(action="merge", person="olle berg", target="maja lind"))
        assert {minutes.attendance[0].person for minutes in archive.minutes()} <= {None, "maja lind"}


def test_an_index_made_without_it_says_so_until_it_is_back(folder: Path) -> None:
    spoil(folder, "cut")
    with Archive.open(folder, write=True) as archive:
        archive.revise(lambda minutes: minutes, always=True)
        make(archive).rebuild([], "nothing")
        engine, warning = opened(archive)
        assert warning == "records that are damaged, and not searched: 1: arende doctor names them"
        assert find(archive, engine, "rapport", Filters()).searched == 2
        archive.store(record("d", date="2024-09-04"), Path("/minnes/d.pdf"))
        assert level(archive, engine)
        assert (noted(engine).meetings, noted(engine).missing) == (3, ("trygghetsradet-2024-09-02",))  # type: ignore[union-attr]  # written just now
        archive.store(RECORDS["b"], Path("/minnes/b.pdf"))
        assert opened(archive)[1] is None
        assert find(archive, engine, "rapport", Filters()).searched == 4


@pytest.mark.parametrize("command", [("export",), ("reindex",), ("retag",), ("doctor", "--fix"), ("show", "trygghetsradet-2024-09-02")])
def test_commands_tell_it_in_one_line_and_by_their_code(folder: Path, arende: Run, command: tuple[str, ...]) -> None:
    spoil(folder, "cut")
    done = arende(*command, "--archive", folder)
    assert done.returncode == (11 if command[0] == "doctor" else 4)
    assert (done.stdout if command[0] == "doctor" else done.stderr).count("b.pdf") > 0
    assert "Traceback" not in done.stderr
    if command == ("export",):
        assert done.stdout.count('"schema"') == 2
