"""The document this tool was made for, rebuilt by three producers: read to the last name, with boxes that lie on the names."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from data.model import Minutes, Region
from ingest.pipeline import read_minutes
from tests.corpus import gold, need

FILES = ("umebra-2024-09-24-libreoffice", "umebra-2024-09-24-chromium", "umebra-2024-09-24-pagesplit")


@cache
def record(path: Path) -> Minutes:
    return read_minutes(path.read_bytes(), path.name)


@pytest.fixture(params=FILES)
def pdf(request: pytest.FixtureRequest) -> Path:
    return need("umebra", f"{request.param}.pdf")


def test_head(pdf: Path) -> None:
    m, g = record(pdf), gold(pdf)
    assert (m.body, m.title, m.date, m.start, m.end, m.venue) == tuple(g[k] for k in ("body", "title", "date", "start", "end", "venue"))
    assert [s.name for s in m.recorded_by] == g["recorded_by"]
    assert [n.start for n in m.next_meetings] == g["next_meetings"]
    assert m.issues == ()


def test_attendance(pdf: Path) -> None:
    fields = ("name", "status", "called", "struck", "substitute_for")
    assert [tuple(getattr(a, f) for f in fields) for a in record(pdf).attendance] == [
        tuple(a[f] for f in fields) for a in gold(pdf)["attendance"]
    ]


def test_items(pdf: Path) -> None:
    for item, expected in zip(record(pdf).items, gold(pdf)["items"], strict=True):
        assert item.title == expected["title"]
        assert " ".join(item.text.split()) == " ".join(expected["text"].split())
        who = [{"name": p.name, "organisation": p.organisation, "role": p.role} for p in item.presenters]
        assert who == expected["presenters"]


@cache
def characters(path: Path) -> list[list[dict[str, Any]]]:
    """The characters of each page by another reader."""
    with pdfplumber.open(path) as pdf:
        return [page.chars for page in pdf.pages]


def text_in(path: Path, region: Region) -> str:
    """The characters that another reader finds with their middle inside a box, without spaces."""
    x0, top, x1, bottom = region.box
    chars = [
        c["text"]
        for c in characters(path)[region.page - 1]
        if x0 <= (c["x0"] + c["x1"]) / 2 <= x1 and top <= (c["top"] + c["bottom"]) / 2 <= bottom
    ]
    return "".join(chars).replace(" ", "").rstrip(",.")


def test_boxes_lie_on_the_names(pdf: Path) -> None:
    for attendee in record(pdf).attendance:
        assert "".join(text_in(pdf, region) for region in attendee.source) == attendee.name.replace(" ", "")
    for item in record(pdf).items:
        assert item.source, item.title
        for presenter in item.presenters:
            assert "".join(text_in(pdf, region) for region in presenter.source) == presenter.name.replace(" ", "")


def test_phrase_over_a_page_break_and_the_page_it_stands_on() -> None:
    path = need("umebra", "umebra-2024-09-24-pagesplit.pdf")
    item = record(path).items[2]
    assert "hamna i kriminalitet), och att arbeta" in item.text
    assert [p.page for p in item.pages] == [2, 3]
    assert item.text[item.pages[1].start :].startswith("kriminalitet")
    assert [r.page for r in item.source] == [2, 3]
