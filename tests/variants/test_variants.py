"""Minutes drawn at random, set by three producers, are read back as they were drawn."""

from __future__ import annotations

from concurrent.futures import Executor
from functools import partial
from pathlib import Path

import pytest

from bench.quality import below, measure, trust
from tests.variants.variant import FAMILIES, PRODUCERS, variant, write

COUNT = 45
"""One seed's variants: every family with every producer, five turns of nine."""


def _weasyprint() -> None:
    try:
        import weasyprint  # noqa: F401  # only whether it can be loaded
    except OSError as error:  # the package is there, but not the system's Pango that it draws with
        pytest.skip(f"WeasyPrint cannot draw here, Pango is missing: {error}")


def drawn(seed: int, folder: Path, index: int) -> Path:
    """Draws and writes a variant; returns the PDF's path."""
    return write(variant(seed, index), folder)


@pytest.mark.parametrize("seed", [101, 102, 103])
def test_drawn_minutes_are_read(seed: int, tmp_path: Path, helpers: Executor) -> None:
    _weasyprint()
    assert len(set(helpers.map(partial(drawn, seed, tmp_path), range(COUNT)))) == COUNT
    tally, each = measure(tmp_path)
    assert len(each) == COUNT
    assert below("variants", tally.figures()) == []
    kept = trust(list(each.values()))
    assert kept["silent"] >= 0.85
    assert kept["right"] >= 0.97


def test_a_seed_settles_everything(tmp_path: Path) -> None:
    one, other = variant(7, 1), variant(7, 1)
    assert one == other
    assert write(one, tmp_path).read_bytes() == write(other, tmp_path).read_bytes()
    assert variant(8, 1).golden != one.golden


def test_families_and_producers_all_meet() -> None:
    drawn = {(v.style["family"], v.style["look"]["producer"]) for v in (variant(1, n) for n in range(COUNT))}
    assert drawn == {(family, producer) for family in FAMILIES for producer in PRODUCERS}


def test_a_misreading_is_below_the_floor() -> None:
    assert below("variants", {"attendance": 0.5})[0].startswith("variants attendance: 0.5")
