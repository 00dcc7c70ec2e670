"""Spoilt PDFs become records or named failures, each within its limits; the reader itself never fails on them."""

from __future__ import annotations

from tests.mutations import mutations, outcomes


def test_spoilt_files_are_records_or_named_failures() -> None:
    counts = outcomes(seed=11, count=90)
    assert sum(counts.values()) == 90
    assert counts["reader-error"] == counts["timed-out"] == counts["out-of-memory"] == 0
    assert counts["no-text-layer"] == 0, "the samples hold no pictures"
    assert counts["read"] > 0
    assert counts["damaged"] + counts["not-a-pdf"] > 0


def test_a_seed_settles_them() -> None:
    assert list(mutations(3, 12)) == list(mutations(3, 12))
    assert list(mutations(3, 12)) != list(mutations(4, 12))
