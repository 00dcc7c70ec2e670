"""Search finds what the labels say, and takes compounds apart as written down."""

from __future__ import annotations

from bench.quality import below
from bench.relevance import compounds, judged, measure
from tests.corpus import need


def test_labelled_queries_and_known_items() -> None:
    need("goteborg")
    found = measure(judged())
    low = [line for name, figures in found.items() for line in below(name.replace(" ", "-"), figures)]
    assert low == []
    assert found["search open"]["recall"] > found["snowball open"]["recall"] > found["raw open"]["recall"]


def test_compounds() -> None:
    figures = compounds()
    assert below("compounds", figures) == []
    assert figures["false_kept"] <= 0.04
    assert figures["false_open"] <= 0.04
