"""What people type, asked of UmeBrå's minutes: each word finds its item by whatever form is printed."""

from __future__ import annotations

import pytest

from ingest.pipeline import read_minutes
from search.engine import Engine, Query
from search.entries import entries
from search.memory_engine import MemoryEngine
from search.query import parse
from tests.corpus import need

REPORT, COMING, TRUST = "Rapport från polisen", "På gång Umebrå under hösten", "Tillit och trygghet i lokalsamhället"


@pytest.fixture(scope="module")
def engine() -> Engine:
    pdf = sorted(need("umebra").glob("*.pdf"))[0]
    made = MemoryEngine()
    made.rebuild(entries([read_minutes(pdf.read_bytes(), pdf.name)]), "s")
    return made


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("polis", REPORT),
        ("områdespolis", REPORT),
        ("bilbrand", REPORT),
        ("brott", REPORT),
        ("bedrägeri", REPORT),
        ("sommar", REPORT),
        ("trossamfund", TRUST),
        ("skola", TRUST),
        ("medborgarlöfte", COMING),
        ("samverkan", TRUST),
    ],
)
def test_a_word_finds_its_item(engine: Engine, query: str, title: str) -> None:
    assert any(hit.entry.title.startswith(title[:20]) for hit in engine.search(Query(root=parse(query), limit=None)).hits)


def test_a_fire_is_not_a_man_called_brandt(engine: Engine) -> None:
    for hit in engine.search(Query(root=parse("brand"), limit=None)).hits:
        assert "Brandt" not in [hit.snippet[a:b] for a, b in hit.highlights]
