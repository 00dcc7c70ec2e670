"""An archive that an older version made: `archives/schema-1.sqlite` holds two samples and a failure, as schema 1 kept them."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from data import archive_connection, archive_schema
from data.archive import Archive
from data.errors import ArchiveError
from tests.data.records import exported

OLD = Path(__file__).parent / "archives" / "schema-1.sqlite"
BACKUP = "arende.sqlite.schema-1.backup"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(OLD, tmp_path / "arende.sqlite")
    return tmp_path


def shape(file: Path) -> list[str]:
    """What the tables, indexes and views of an archive are."""
    with closing(sqlite3.connect(file)) as sql:
        return sorted(" ".join(row[0].split()) for row in sql.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"))


def dump(file: Path) -> list[str]:
    """All an archive holds."""
    with closing(sqlite3.connect(file)) as sql:
        return list(sql.iterdump())


@pytest.mark.parametrize("write", [False, True])
def test_it_is_brought_up_to_date_after_a_backup(folder: Path, tmp_path_factory: pytest.TempPathFactory, write: bool) -> None:
    with Archive.open(folder, write=write) as archive:
        assert [m.id for m in archive.minutes()] == ["trygghetsradets-styrgrupp-2022-03-08", "trygghetsradet-umea-2024-03-12"]
        assert [f.code for f in archive.failures()] == ["not-a-pdf"]
        assert archive.decisions() == ()
    assert dump(folder / BACKUP) == dump(OLD)
    new = tmp_path_factory.mktemp("new")
    Archive.open(new, write=True).close()
    assert shape(folder / "arende.sqlite") == shape(new / "arende.sqlite")


def test_a_step_that_fails_leaves_the_old_archive(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_schema, "STEPS", {1: archive_schema.PEOPLE + "CREATE TABLE meetings (document);\n"})
    with pytest.raises(ArchiveError):
        Archive.open(folder, write=True)
    assert shape(folder / "arende.sqlite") == shape(OLD)
    monkeypatch.undo()
    assert exported(folder)


def test_what_cannot_be_written_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_connection, "_writable", lambda path: False)
    with pytest.raises(ArchiveError, match="older version"):
        Archive.open(folder)
    assert dump(folder / "arende.sqlite") == dump(OLD)
