"""An archive that may not be read: an error of the archive, and no wrong use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import cli
from tests.commands import Run

ROOT_READS_ALL = "root may read whatever its mode is"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason=ROOT_READS_ALL)
@pytest.mark.parametrize("command", [("search", "polis"), ("status",), ("reindex",), ("doctor",), ("export",)])
def test_a_closed_archive_is_one_line(arende: Run, held: Path, command: tuple[str, ...]) -> None:
    held.chmod(0)
    try:
        done = arende(*command)
    finally:
        held.chmod(0o755)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (4, "", 1)
    assert "Permission denied" in done.stderr


def test_only_opening_an_archive_tells_whether_it_may_be_read(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line does not look first, and call it wrong use: it cannot know, and root may anyway."""
    monkeypatch.setattr(os, "access", lambda *given, **how: False)
    assert cli._run(["status", "--archive", str(held)]) == 0
