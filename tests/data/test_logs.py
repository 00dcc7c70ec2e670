"""What operators are told: safe to show, and never a reason to stop."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.logs import LOG, begin, event

NAME = "odd\udcff\x1b[31m\u202e\n.pdf"


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(logging, "raiseExceptions", True)
    yield
    for handler in LOG.handlers:
        handler.close()
    LOG.handlers.clear()


def test_names_are_safe_on_a_terminal_and_whole_in_the_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begin(1, tmp_path / "log", pytest.fail)
    event("file failed", file=NAME, code="damaged")
    assert capsys.readouterr().err == "info: file failed file=odd\ufffd\ufffd[31m\ufffd\ufffd.pdf code=damaged\n"
    (line,) = (tmp_path / "log").read_text("utf-8").splitlines()
    assert not {"\x1b", "\u202e"} & set(line)
    assert json.loads(line)["file"] == NAME


class Full(io.StringIO):
    """A file on a full disk."""

    def flush(self) -> None:
        raise OSError(28, "No space left on device")


def test_a_log_that_is_full_is_told_once_and_stops_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told: list[str] = []
    begin(0, tmp_path / "log", told.append)
    kept = next(handler for handler in LOG.handlers if isinstance(handler, logging.FileHandler))
    kept.stream.close()
    kept.stream = Full()  # type: ignore[assignment]  # what a disk that fills up is like
    for _ in range(3):
        event("file taken in", file="a.pdf")
    kept.stream = None  # type: ignore[assignment]  # nothing to close
    assert told == [f"the log file {tmp_path / 'log'} cannot be written any more (No space left on device): the rest is done without it"]
    assert capsys.readouterr().err == ""
