"""The signs of topics are kept from one run to the next, and made anew whenever they would come out otherwise."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from data import signs
from data.taxonomy import Subject, taxonomy


@pytest.fixture
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("data.compiled._places", lambda: iter([tmp_path]))
    return tmp_path


def anew() -> signs.Signs:
    return signs.signs.__wrapped__()


def kept(folder: Path) -> list[Path]:
    return sorted(folder.glob("topics-*"))


def test_what_is_kept_is_what_was_made(cache_folder: Path) -> None:
    assert anew() == signs._made(tuple(taxonomy().values()))
    assert len(kept(cache_folder)) == 1
    before = kept(cache_folder)[0].stat().st_mtime_ns
    assert anew() == signs._made(tuple(taxonomy().values()))
    assert kept(cache_folder)[0].stat().st_mtime_ns == before


def test_an_edit_of_the_taxonomy_is_heeded(cache_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    subject = Subject(id="a", sv="A", en="A", words=("hoppsan",))
    monkeypatch.setattr(signs, "taxonomy", lambda: {"a": subject})
    assert list(anew().words) == ["hoppsan"]
    monkeypatch.setattr(signs, "taxonomy", lambda: {"a": msgspec.structs.replace(subject, words=("heja",))})
    assert list(anew().words) == ["hej"]
    assert len(kept(cache_folder)) == 2


def test_a_kept_file_that_came_to_harm_is_made_anew(cache_folder: Path) -> None:
    whole = anew()
    file = kept(cache_folder)[0] / "signs.json"
    file.write_bytes(file.read_bytes()[:100])
    assert anew() == whole
    assert len(file.read_bytes()) > 100
