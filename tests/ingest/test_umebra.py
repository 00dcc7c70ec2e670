"""The document this tool was made for, rebuilt by three producers: read to the last name, with boxes that lie on the names."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pdfplumber
import pytest

from data.model import Minutes, Region
from ingest.pipeline import read_minutes
from tests.corpus import gold, need

FILES = ("umebra-2024-09-24-libreoffice", "umebra-2024-09-24-chromium", "umebra-2024-09-24-pagesplit")


@cache
def record(path: Path) -> Minutes:
    return read_minutes(path)


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


def text_in(path: Path, region: Region) -> str:
    """What another reader finds inside a box."""
    with pdfplumber.open(path) as pdf:
        page = pdf.pages[region.page - 1]
        x0, top, x1, bottom = region.box
        inside = page.crop((x0 - 1, top - 2, x1 + 1, bottom + 2)).extract_text()
        return " ".join((inside or "").split())


def test_boxes_lie_on_the_names(pdf: Path) -> None:
    for attendee in record(pdf).attendance:
        printed = " ".join(text_in(pdf, region) for region in attendee.source)
        assert attendee.name in printed.replace("- ", "-"), (attendee.name, printed)
    for item in record(pdf).items:
        assert item.source, item.title
        for presenter in item.presenters:
            printed = " ".join(text_in(pdf, region) for region in presenter.source)
            assert presenter.name in printed, (presenter.name, printed)


def test_phrase_over_a_page_break_and_the_page_it_stands_on() -> None:
    path = need("umebra", "umebra-2024-09-24-pagesplit.pdf")
    item = record(path).items[2]
    assert "hamna i kriminalitet), och att arbeta" in item.text
    assert [p.page for p in item.pages] == [2, 3]
    assert item.text[item.pages[1].start :].startswith("kriminalitet")
    assert [r.page for r in item.source] == [2, 3]
