"""What is compiled once is kept whole or made anew, and lies in one place of the user's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from data import compiled as room
from data.compiled import SUMS, compiled
from data.errors import LexiconError
from data.lexicon import _folder as lexicon_folder

ROOT = Path(__file__).parents[2]
Made = list[str]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own, and a folder for temporary files."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: tmp_path / "cache" / name)
    return tmp_path / "cache" / "arende"


def writer(made: Made) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        made.append("now")
        (folder / "one").write_bytes(b"many words")
        (folder / "two").write_bytes(b"more words")

    return write


def cut(folder: Path) -> None:
    os.truncate(folder / "one", 4)


def emptied(folder: Path) -> None:
    (folder / "two").write_bytes(b"")


def changed(folder: Path) -> None:
    (folder / "one").write_bytes(b"mane words")


def gone(folder: Path) -> None:
    (folder / "two").unlink()


def unsealed(folder: Path) -> None:
    (folder / SUMS).unlink()


def garbled(folder: Path) -> None:
    (folder / SUMS).write_bytes(b"[1, \xff")


@pytest.mark.parametrize("harm", [cut, emptied, changed, gone, unsealed, garbled, shutil.rmtree])
def test_harmed_it_is_made_anew_once(cache: Path, harm: Callable[[Path], None]) -> None:
    made: Made = []
    folder = compiled("words", writer(made))
    assert compiled("words", writer(made)) == folder == cache / "words"
    assert len(made) == 1
    harm(folder)
    assert (compiled("words", writer(made)) / "one").read_bytes() == b"many words"
    compiled("words", writer(made))
    assert len(made) == 2
    assert [path.name for path in cache.iterdir()] == ["words"]


def test_leftovers_of_the_killed_go(cache: Path) -> None:
    (cache / "words-killed").mkdir(parents=True)
    (cache / "words-working").mkdir()
    os.utime(cache / "words-killed", (0, 0))
    compiled("words", writer([]))
    assert sorted(path.name for path in cache.iterdir()) == ["words", "words-working"]


def test_without_a_cache_it_lies_in_one_place_of_the_users_own(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("in the way")
    made: Made = []
    folder = compiled("words", writer(made))
    assert compiled("words", writer(made)) == folder
    assert (len(made), len(list((tmp_path / "temporary").iterdir()))) == (1, 1)
    folder.parent.chmod(0o777)
    with pytest.raises(LexiconError, match="belongs to somebody else"):
        compiled("words", writer(made))


def test_a_cache_may_lie_elsewhere(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    cache.parent.mkdir()
    cache.symlink_to(tmp_path / "elsewhere")
    assert compiled("words", writer([])) == cache / "words"


@pytest.mark.parametrize("put", [lambda at: at.write_text("x"), lambda at: at.symlink_to("nowhere")])
def test_what_is_no_folder_makes_way(cache: Path, put: Callable[[Path], object]) -> None:
    cache.mkdir(parents=True)
    put(cache / "words")
    assert compiled("words", writer([])) == cache / "words"
    assert [path.name for path in cache.iterdir()] == ["words"]


def test_the_oldest_of_a_kind_go(cache: Path) -> None:
    for n in range(6):
        folder = compiled(f"words-{n}", writer([]))
        os.utime(folder, (1e9 + n, 1e9 + n))
    compiled("others-1", writer([]))
    assert sorted(path.name for path in cache.iterdir()) == ["others-1", "words-2", "words-3", "words-4", "words-5"]


def test_a_full_disk_is_told_and_leaves_nothing(cache: Path, tmp_path: Path) -> None:
    def full(folder: Path) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(LexiconError, match="No space left"):
        compiled("words", full)
    assert not list(tmp_path.rglob("words*"))


def test_two_at_once_both_get_it(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: Made = []

    def slower(folder: Path) -> None:
        compiled("words", writer(made))  # another process, done first
        writer(made)(folder)

    assert room._whole(compiled("words", slower))
    assert [path.name for path in cache.iterdir()] == ["words"]


def test_a_cut_dictionary_mends_itself(tmp_path: Path) -> None:
    def key() -> str:
        code = "from data.swedish import key; print(key('nämnderna'))"
        environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    whole = lexicon_folder()
    folder = tmp_path / "arende" / whole.name
    shutil.copytree(whole, folder)
    before = key()
    os.truncate(folder / "keys.marisa", 1000)
    assert key() == before
    assert (folder / "keys.marisa").read_bytes() == (whole / "keys.marisa").read_bytes()
