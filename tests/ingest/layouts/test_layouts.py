"""The layouts' contract: every one has an example with a golden record, and the first that claims reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.layouts import LAYOUTS, choose, plain
from ingest.pipeline import read_document, read_minutes

SAMPLES = Path(__file__).parents[3] / "data" / "samples"


@pytest.mark.parametrize("name", [layout.name for layout in LAYOUTS])
def test_every_layout_has_an_example(name: str) -> None:
    examples = [p for p in SAMPLES.glob("*.pdf") if p.with_suffix(".gold.json").exists()]
    assert any(read_minutes(p.read_bytes(), p.name).layout == name for p in examples), f"data/samples/ has no example of {name}"


def test_the_plain_layout_claims_what_no_other_does() -> None:
    assert LAYOUTS[-1] is plain
    for path in SAMPLES.glob("*.pdf"):
        document = read_document(path.read_bytes(), path.name)
        layout, why = choose(document)
        claimed = [other.name for other in LAYOUTS if other.claim(document)]
        assert layout.name == claimed[0]
        assert why


def test_an_account_without_points_is_searchable_and_says_so() -> None:
    path = SAMPLES / "nattvandringen-2019-11-08.pdf"
    record = read_minutes(path.read_bytes(), path.name)
    assert [issue.code for issue in record.issues] == ["no-layout"]
    assert "flera mopeder körde fort" in record.items[0].text
