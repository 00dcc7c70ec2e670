"""Where the test corpus lies: $ARENDE_CORPUS, or ../shared/corpus beside the repository."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]


def corpus() -> Path:
    """The corpus folder, whether it is there or not."""
    return Path(os.environ.get("ARENDE_CORPUS", ROOT.parent / "shared" / "corpus"))


def need(*names: str) -> Path:
    """A corpus file or folder; the test is skipped, with the reason, where the corpus is absent."""
    path = corpus().joinpath(*names)
    if not path.exists():
        pytest.skip(f"the test corpus is absent: {'/'.join(names)} was looked for in {corpus()} (set ARENDE_CORPUS)")
    return path


def gold(path: Path) -> dict[str, Any]:
    """The gold record beside a PDF."""
    record: dict[str, Any] = json.loads(path.with_suffix(".gold.json").read_text("utf-8"))
    return record
