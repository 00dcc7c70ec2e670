"""Something of another kind where the index, its note or a lock goes: nothing waits for it, and what is not ours is left alone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import Run, answer

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")


def pipe(place: Path) -> None:
    os.mkfifo(place)


def folder(place: Path) -> None:
    place.mkdir()
    (place / "more").touch()


def loop(place: Path) -> None:
    place.symlink_to(place.name)


def plain(place: Path) -> None:
    place.write_text("notes")


def put(make: Callable[[Path], None], place: Path) -> None:
    """Puts something in the place of what is there."""
    shutil.rmtree(place) if place.is_dir() else place.unlink()
    make(place)


@pytest.mark.parametrize("make", [pipe, folder, loop])
def test_in_the_place_of_the_note_it_gives_way(arende: Run, held: Path, make: Callable[[Path], None]) -> None:
    asked = ("search", "polis OR belysning OR annat")
    before = answer(arende, *asked)["total"]
    put(make, held / "index" / "current")
    assert "index-damaged" in arende("doctor").stdout
    assert answer(arende, *asked)["total"] == before
    done = arende("doctor")
    assert (done.returncode, done.stdout) == (0, ""), done.stdout
    put(make, held / "index" / "current")
    assert arende("doctor", "--fix").returncode == 0


@pytest.mark.parametrize("make", [pipe, plain, loop])
@pytest.mark.parametrize("command", [("search", "polis"), ("reindex",)])
def test_in_the_place_of_the_index_it_is_named_and_left(
    arende: Run, held: Path, make: Callable[[Path], None], command: tuple[str, ...]
) -> None:
    put(make, held / "index")
    done = arende(*command)
    assert (done.returncode, done.stdout) == (6, "")
    assert (
        done.stderr
        == f"arende: there can be no search index, since archive{os.sep}index is no folder: remove it, then run arende reindex\n"
    )
    done = arende("doctor", "--fix")
    assert (done.returncode, done.stdout.split(":")[0]) == (11, "index-blocked")
    assert os.path.lexists(held / "index")
    (held / "index").unlink()
    assert arende("reindex").returncode == 0


def test_in_the_place_of_a_file_of_the_index_it_is_damage(arende: Run, held: Path) -> None:
    put(pipe, next((held / "index").rglob("*.pst")))
    assert "index-damaged" in arende("doctor").stdout
    assert answer(arende, "search", "annat OR polis")["coverage"]["searched"] == 3


@pytest.mark.parametrize("make", [pipe, folder])
@pytest.mark.parametrize("name", ["index.lock", "writer.lock", "arende.sqlite"])
def test_in_the_place_of_a_lock_or_the_archive_it_is_named(arende: Run, held: Path, make: Callable[[Path], None], name: str) -> None:
    put(make, held / name)
    done = arende("reindex")
    assert (done.returncode, len(done.stderr.splitlines())) == (4, 1)
    assert f"{name} is no file: remove it" in done.stderr
    if name == "index.lock":
        assert "index-blocked" in arende("doctor").stdout
