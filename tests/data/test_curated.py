"""Slips in the files that people edit: each is told with its file, its line and a cure, before anything is read."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import curated
from data.errors import UsageError
from data.registries import check
from tests.commands import Run
from tests.corpus import ROOT
from tests.papers import YEARS, write

TOPIC = '[[topic]]\nid = "{id}"\nsv = "{id}"\nen = "{id} en"\n'
A, B = TOPIC.format(id="alfa"), TOPIC.format(id="beta")


@pytest.fixture
def reference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the curated files to slip in."""
    shutil.copytree(curated.REFERENCE, tmp_path / "reference")
    monkeypatch.setattr(curated, "REFERENCE", tmp_path / "reference")
    forget()
    yield tmp_path / "reference"
    monkeypatch.undo()
    forget()


def forget() -> None:
    """Lets every registry be read anew."""
    for name, module in list(sys.modules.items()):
        for value in vars(module).values() if name.startswith("data.") else ():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


def test_the_files_hold_together() -> None:
    check()


@pytest.mark.parametrize(
    ("file", "content", "line", "words"),
    [
        ("topics.toml", f'{A}words = ["x" "y"]\n', 5, "no TOML"),
        ("topics.toml", f"{A}{B}words = 3\n", 5, "words"),
        ("topics.toml", f'{A}{B}ord = ["x"]\n', 5, "ord"),
        ("topics.toml", f'{A}[[topic]]\nid = "beta"\nsv = "Beta"\n', 5, "en"),
        ("topics.toml", f"{A}{B}{A}", 9, "“alfa” names the topic alfa already"),
        ("topics.toml", f"{A}{B.replace('beta en', 'Alfa')}", 5, "“alfa” names the topic alfa already"),
        ("topics.toml", TOPIC.format(id=""), 1, "empty"),
        ("topics.toml", f'{A}{B}broader = "gamma"\n', 5, "“gamma”, which is no topic"),
        ("topics.toml", f'{A}broader = "beta"\n{B}broader = "alfa"\n', 1, "alfa under beta under alfa"),
        ("topics.toml", f'{A}broader = "alfa"\n', 1, "alfa under alfa"),
        ("topics.toml", f'{A}phrases = ["–"]\n', 1, "“–” in phrases of alfa"),
        ("topics.toml", f'{A}shapes = ["skolan"]\n', 1, "“skolan” in shapes of alfa"),
        ("topics.toml", f'{A}words = ["två ord"]\n', 1, "“två ord” in words of alfa"),
        ("topics.toml", f'{A}together = ["gång- väg"]\n', 1, "“gång- väg” in together of alfa"),
        ("topics.toml", f'{A}together = ["ensam"]\n', 1, "“ensam” in together of alfa"),
        ("topics.toml", f'{A}together = ["kosta|– kr"]\n', 1, "“kosta|– kr” in together of alfa"),
        ("topics.toml", f'{A}words = ["ord"]\n{B}', 6, "no word tells of beta"),
        ("topics.toml", f'{A}words = ["ord"]\nkept = ["orden"]\n', 1, "“orden” in kept of alfa is no word of it"),
        ("topics.toml", "", None, "nothing where topics belong"),
        ("topics.toml", f"{A}{B}".replace("[[topic]]", "[[topics]]"), None, "topics where topics belong"),
        ("organisations.csv", "key,name,kind\npolisen,Polisen,agency\n", 1, "no column aliases"),
        ("organisations.csv", "key;name;kind;aliases\n", 1, "parted by commas"),
        ("organisations.csv", "key,name,kind,aliases\n\n,Polisen,agency,\n", 3, "the key is empty"),
        ("organisations.csv", "key,name,kind,aliases\na,A,agency,\nA,B,agency,\n", 3, "“A” stands in line 2 already"),
        ("organisations.csv", "key,name,kind,aliases\na,A,agency,x,y\n", 2, "5 cells where 4 belong"),
        ("organisations.csv", 'key,name,kind,aliases\na,"A,agency,\n', 2, "no table"),
        ("organisations.csv", "key,name,kind,aliases\na,,agency,A\n", 2, "the name is empty"),
        ("organisations.csv", "key,name,kind,aliases\na,A,agensy,\n", 2, "“agensy” is no kind"),
        ("organisations.csv", "key,name,kind,aliases\na,A,,\n", 2, "“” is no kind"),
        ("organisations.csv", "key,name,kind,aliases\na,A,agency,\nb,B,union,a\n", 3, "“a” names a in line 2 already"),
        ("organisations.csv", "key,name,kind,aliases\na,Aa,agency,A\nb,A,union,\n", 3, "“A” names a in line 2 already"),
        ("roles.csv", "role,organisation\nkommunpolis,polizen\n", 2, "“polizen” is no organisation's key"),
        ("places.csv", "name,municipality,latitude,longitude\nEkby,Ekby kommun,63;8,20\n", 2, "“63;8” is no latitude"),
        ("places.csv", "name,municipality,latitude,longitude\nEkby,,63,200\n", 2, "“200” is no longitude"),
        (
            "places.csv",
            "name,municipality,latitude,longitude\nEkby,Ek,63,20\nEkby,Al,,\nEkby,Ek,64,20\n",
            4,
            "“Ekby” stands in line 2 already",
        ),
        ("places.csv", "name,municipality,latitude,longitude,population\nEkby,,63,20,few\n", 2, "“few” is no population"),
        ("districts/ekby.csv", "namn,kommun\nNorr,Ekby\n", 1, "no column name, municipality"),
        ("regions.csv", "name\nEkby län\n", 1, "no column kind"),
        ("laws.csv", "sfs,name,aliases\n2001:1,,\n", 2, "the name is empty"),
        ("laws.csv", "sfs,name,aliases\n2018:218,en lag,\n2023-421,lagen,\n", 3, "“2023-421” is no SFS number"),
        ("swedish/heads.txt", "# första delar\ngatu\n", 2, "“gatu” is no pair"),
    ],
)
def test_a_slip_is_told_with_its_place(reference: Path, file: str, content: str, line: int | None, words: str) -> None:
    (reference / file).write_text(content, "utf-8")
    with pytest.raises(UsageError) as told:
        check()
    assert str(reference / file) + (f", line {line}: " if line else ": ") in str(told.value)
    assert words in str(told.value)
    assert told.value.hint


@pytest.mark.parametrize("file", ["laws.csv", "topics.toml", "events.txt", "last_names.txt"])
def test_a_file_that_is_gone_or_of_another_encoding(reference: Path, file: str) -> None:
    (reference / file).write_bytes("# å\n".encode() + "räksmörgås\n".encode("latin-1"))
    with pytest.raises(UsageError, match=rf"{file}, line 2: is not UTF-8"):
        check()
    forget()
    (reference / file).unlink()
    with pytest.raises(UsageError, match=rf"{file}: cannot be read"):
        check()


def test_a_table_saved_by_a_spreadsheet_is_read(reference: Path) -> None:
    path = reference / "laws.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    check()


def test_commands_stop_before_anything_is_read(arende: Run, tmp_path: Path) -> None:
    house = tmp_path / "house"
    house.mkdir()
    shutil.copytree(ROOT / "data", house / "data", ignore=shutil.ignore_patterns("samples", "__pycache__"))
    for name in ("ingest", "search", "cli.py"):
        (house / name).symlink_to(ROOT / name)
    papers = write(tmp_path / "papers", maj=YEARS["maj"])
    assert arende("ingest", papers, "--archive", "other", PYTHONPATH=str(house)).returncode == 0
    (house / "data" / "reference" / "topics.toml").write_text(A + A, "utf-8")
    for command in (("ingest", papers), ("retag", "--archive", "other"), ("topics", "--archive", "other")):
        done = arende(*command, PYTHONPATH=str(house))
        assert done.returncode == 2, (command, done.stderr)
        assert done.stderr.count("\n") == 1
        assert "topics.toml, line 5: " in done.stderr
    assert not (tmp_path / "archive").exists()
