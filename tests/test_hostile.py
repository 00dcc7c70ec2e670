"""Files meant to break a reader, and scans: each is accounted for, in words, and nothing else is said."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.commands import Run, answer
from tests.corpus import need

KINDS = {"encrypted", "damaged", "not-a-pdf", "no-text-layer", "empty", "too-large", "timed-out", "out-of-memory", "unreadable"}

SCANS = {"ocrmypdf-enormous.pdf", "ocrmypdf-hugemono.pdf", "paperless-tagged-but-no-text.pdf", "pdfjs-bitmap-symbol-empty.pdf"}
"""Those of the hostile files that are one picture a page."""


@pytest.mark.parametrize("folder", ["hostile", "scanned"])
def test_every_file_is_a_record_or_a_named_failure(folder: str, arende: Run) -> None:
    place = need(folder)
    files = sorted(path.name for path in place.rglob("*.pdf"))
    done = arende("ingest", place)
    counts, *lines = done.stderr.splitlines()
    held = answer(arende, "status")
    failures = held["failures"]
    kinds = Counter(failure["code"] for failure in failures)
    assert set(kinds) <= KINDS
    assert counts == f"{held['meetings']} new, 0 unchanged, 0 replaced, {len(failures)} failed"
    assert held["meetings"] + len(failures) == len(files)
    assert [line.split()[0] for line in lines] == [failure["file"] for failure in failures]
    assert not {failure["file"] for failure in failures if failure["code"] == "no-text-layer"} - SCANS or folder == "scanned"
    if folder == "scanned":
        assert kinds == {"no-text-layer": len(files)}
