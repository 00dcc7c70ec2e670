"""Every gold record read anew and scored, folder by folder, against the floors in floors.toml."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from bench.score import Tally, score
from data.errors import ReadError
from data.model import Minutes
from ingest.pipeline import read_minutes

ROOT = Path(__file__).parents[1]
RIGHT = 0.98
"""The least items and attendance of a record without issues."""
FLOORS = ROOT / "bench" / "floors.toml"


def folders() -> Iterator[tuple[str, Path]]:
    """The folders with gold records that are here: the samples, and the test corpus where it is present."""
    yield "samples", ROOT / "data" / "samples"
    corpus = Path(os.environ.get("ARENDE_CORPUS", ROOT.parent / "shared" / "corpus"))
    for name in ("umebra", "styles", "goteborg", "kungsbacka", "real"):
        if (corpus / name).is_dir():
            yield name, corpus / name


class Scored(Struct, frozen=True):
    """One document's tally, and the codes of its record's issues."""

    tally: Tally
    issues: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether items and attendance are as good as a record without issues promises."""
        figures = self.tally.figures()
        return min(figures.get("items", 1.0), figures.get("attendance", 1.0)) >= RIGHT


@cache
def read(pdf: Path) -> Minutes:
    """The record of a PDF, not tagged. Read once a run, since several measures judge the same files. Raises ReadError."""
    return read_minutes(pdf.read_bytes(), pdf.name)


def measure(folder: Path) -> tuple[Tally, dict[str, Scored]]:
    """The folder's tally, and each document's."""
    whole = Tally()
    each: dict[str, Scored] = {}
    for gold in sorted(folder.glob("*.gold.json")):
        pdf = gold.with_name(gold.name.removesuffix(".gold.json") + ".pdf")
        try:
            record = msgspec.to_builtins(read(pdf))
        except ReadError:
            record = None
        issues = tuple(issue["code"] for issue in record["issues"]) if record else ("unread",)
        each[pdf.stem] = Scored(score(record, json.loads(gold.read_text("utf-8"))), issues)
        whole.add(each[pdf.stem].tally)
    return whole, each


def trust(documents: Sequence[Scored]) -> dict[str, float]:
    """The share of documents without issues, and how many of those are right."""
    silent = [one for one in documents if not one.issues]
    return {"silent": len(silent) / len(documents), "right": sum(one.right for one in silent) / max(1, len(silent))}


def floors() -> dict[str, dict[str, float]]:
    """The least figures, by folder and kind."""
    return tomllib.loads(FLOORS.read_text("utf-8"))


def below(name: str, figures: dict[str, float]) -> list[str]:
    """Each figure under its floor, in words; a kind with a floor but without gold counts as missing."""
    least = floors().get(name, {})
    return [
        f"{name} {kind}: {figures.get(kind, 0.0):.4f} is below {floor}"
        for kind, floor in least.items()
        if figures.get(kind, 0.0) < floor - 1e-9
    ]
