"""Wrong use and places that cannot be used: one line each, and an exit code of its own."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.commands import Run, answer, one_line


@pytest.mark.parametrize(
    ("arguments", "code", "word"),
    [
        (["ingest", "nowhere"], 2, "nowhere"),
        (["search", '"Holmsund'], 3, "quote"),
        (["search", "foo:bar"], 3, "foo"),
        (["search", ""], 3, "no word"),
        (["search", "Holmsund", "--body", "Rådet i Ekby"], 2, "Trygghetsrådet"),
        (["search", "Holmsund", "--from", "i fjol"], 2, "2024-09-24"),
        (["items", "--topic", "rymdfart"], 2, "no topic is called"),
        (["items", "--place", "Holmsunt"], 2, "did you mean Holmsund"),
        (["search", "person:xyzzyx"], 2, "no person is called"),
        (["export", "--format", "csv", "--presenter", "Adda"], 2, "did you mean Ada Ek"),
        (["search", "Holmsund", "--sort", "luck"], 2, "relevance"),
        (["search"], 2, "QUERY"),
        (["show", "trygghetsradet-2022-03-16"], 7, "trygghetsradet-2022-03-15"),
        (["export", "--format", "xml"], 2, "jsonl"),
        (["export", "-o", "no/such/folder/x.json"], 2, "x.json"),
        (["frobnicate"], 2, "frobnicate"),
        (["explain", "nowhere.pdf"], 2, "nowhere.pdf"),
    ],
)
def test_wrong_use_is_one_line(arende: Run, held: Path, arguments: list[str], code: int, word: str) -> None:
    before = arende("export").stdout
    one_line(arende(*arguments), code, word)
    assert arende("export").stdout == before


def test_odd_words_and_places_are_one_line(arende: Run, held: Path) -> None:
    one_line(arende("show", "x\udcff"), 2, "UTF-8")
    one_line(arende("people", "merge", "Ada Ek", "Bo Dal", "--reason", "x\udcff"), 2, "UTF-8")
    one_line(arende("status", "--archive", "x\udcff"), 4, "no archive in x\ufffd")
    one_line(arende("explain", "papers"), 2, "is no file")
    one_line(arende("ingest", "papers", "--archive", "other", "--model", "nowhere"), 2, "no spaCy pipeline is called nowhere")
    assert not (held.parent / "other").exists()
    (held.parent / "bad.pdf").write_bytes(b"inte en PDF")
    one_line(arende("explain", "bad.pdf"), 10, "no PDF")
    one_line(arende("explain", "papers/mars.pdf", "--pictures", "papers/maj.pdf"), 12, "maj.pdf")


def test_wrong_use_without_an_archive(arende: Run, tmp_path: Path) -> None:
    one_line(arende("search", "Holmsund"), 4, "arende ingest")
    (tmp_path / "empty").mkdir()
    one_line(arende("ingest", tmp_path / "empty"), 2, "no PDF")
    assert not (tmp_path / "archive").exists()


def test_an_archive_on_a_read_only_place(arende: Run, held: Path, tmp_path: Path) -> None:
    """Searching goes on; taking in is refused in one line. Root may write anywhere, so a mount is made read-only for it."""
    mounted = os.geteuid() == 0 and subprocess.run(["mount", "--bind", "-r", held, held], check=False, capture_output=True).returncode == 0
    if not mounted and os.geteuid() == 0:
        pytest.skip("this process is root and may not mount: no place is read-only for it")
    if not mounted:
        for path in [held, *held.rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        assert answer(arende, "search", "Holmsund")["total"] == 2
        one_line(arende("ingest", tmp_path / "papers"), 4, "Read-only" if mounted else "permi")
    finally:
        if mounted:
            subprocess.run(["umount", held], check=True)
        else:
            for path in [held, *held.rglob("*")]:
                path.chmod(0o755 if path.is_dir() else 0o644)
