"""Every gold record read anew and scored, folder by folder, against the floors in floors.toml."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from bench.score import Tally, score
from data.errors import ReadError
from ingest.pipeline import read_minutes

ROOT = Path(__file__).parents[1]
FLOORS = ROOT / "bench" / "floors.toml"


def folders() -> Iterator[tuple[str, Path]]:
    """The folders with gold records that are here: the samples, and the test corpus where it is present."""
    yield "samples", ROOT / "data" / "samples"
    corpus = Path(os.environ.get("ARENDE_CORPUS", ROOT.parent / "shared" / "corpus"))
    for name in ("umebra", "styles", "goteborg", "kungsbacka", "real"):
        if (corpus / name).is_dir():
            yield name, corpus / name


def measure(folder: Path) -> tuple[Tally, dict[str, Tally]]:
    """The folder's tally, and each document's."""
    whole = Tally()
    each: dict[str, Tally] = {}
    for gold in sorted(folder.glob("*.gold.json")):
        pdf = gold.with_name(gold.name.removesuffix(".gold.json") + ".pdf")
        try:
            record = msgspec.to_builtins(read_minutes(pdf.read_bytes(), pdf.name))
        except ReadError:
            record = None
        each[pdf.stem] = score(record, json.loads(gold.read_text("utf-8")))
        whole.add(each[pdf.stem])
    return whole, each


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
