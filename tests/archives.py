"""Archives that many tests start from: each is made once by the command line, and every test gets a copy of its own."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.commands import here


def take_in(folder: Path, papers: Path) -> str:
    """Makes FOLDER/archive of PDFs; returns what the command says of it."""
    notes = folder / "notes"
    notes.mkdir()
    done = here(folder, notes, "ingest", papers)
    shutil.rmtree(notes)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    return done.stderr


def copied(made: Path, folder: Path) -> Path:
    """A copy of a folder that holds an archive and may hold its PDFs: the copied archive, which knows the copied PDFs."""
    shutil.copytree(made, folder, dirs_exist_ok=True)
    with closing(sqlite3.connect(folder / "archive" / "arende.sqlite")) as sql, sql:
        sql.execute("UPDATE paths SET path = replace(path, ?, ?)", (f"{made}/", f"{folder}/"))
    return folder / "archive"
