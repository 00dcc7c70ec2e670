"""Two programs read the same pages, and the records are the same; a page that one cannot load the other reads."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from functools import lru_cache
from pathlib import Path
from typing import Any
from unittest import mock

import msgspec
import pytest
from reportlab.pdfgen.canvas import Canvas

from data.errors import ReadError
from ingest import pipeline
from ingest.page import Page
from ingest.pdf import pages
from ingest.pdf.second import read_all
from tests.corpus import ROOT, need
from tests.papers import minutes

FOLDERS = ("umebra", "styles", "goteborg", "kungsbacka", "scanned", "real")
UNLIKE = 2
"""How many items of a file may differ where nobody knows the right reading: the readers space some letters differently there."""


def record(path: Path, reader: Callable[[bytes], list[Page]]) -> Any:
    """What the pipeline makes of a file, as exported, when its pages are read by this reader."""
    with mock.patch.object(pipeline, "read_pages", reader):
        try:
            return msgspec.json.decode(msgspec.json.encode(pipeline.read_minutes(path.read_bytes(), path.name)))
        except ReadError as error:
            return error.code


def both(path: Path) -> tuple[Any, Any]:
    """The records that the two readers lead to."""
    return record(path, first), record(path, second)


def boxes(found: Any) -> Iterator[list[float]]:
    """All boxes in a record, taken out of it."""
    if isinstance(found, dict):
        if "box" in found:
            yield found.pop("box")
        found = list(found.values())
    if isinstance(found, list):
        for one in found:
            yield from boxes(one)


@pytest.mark.parametrize("folder", [*FOLDERS, "samples"])
def test_both_readers_give_the_same_records(folder: str, helpers: Executor) -> None:
    papers = sorted((ROOT / "data" / "samples" if folder == "samples" else need(folder)).glob("*.pdf"))
    compared = items = 0
    for path, (one, two) in zip(papers, helpers.map(both, papers), strict=True):
        for a, b in zip(list(boxes(one)), list(boxes(two)), strict=folder != "real"):
            assert a == pytest.approx(b, abs=1.0) or folder == "real", path.name
        if one != two and folder == "real" and not path.with_suffix(".gold.json").exists():
            unlike = sum(a != b for a, b in zip(one["items"], two["items"], strict=True))
            assert unlike <= UNLIKE, path.name
            one, two = {**one, "items": []}, {**two, "items": []}
        assert one == two, path.name
        compared += 1
        items += len(one["items"]) if isinstance(one, dict) else 0
    assert compared == len(papers) > 0
    assert items or folder == "scanned"


@lru_cache(maxsize=1)
def first(data: bytes) -> list[Page]:
    """The first reader."""
    return pages.read_pages(data)


def second(data: bytes) -> list[Page]:
    """The second reader, refusing what the first refuses."""
    first(data)
    return read_all(data)


def test_a_page_that_pdfium_cannot_load_is_read_by_the_second(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = minutes("2024-03-15", "Mötets öppnande", "Belysning i Holmsund")
    whole = pipeline.read_minutes(paper, "a.pdf")
    monkeypatch.setattr(pages, "_page", lambda document, index: None)
    again = pipeline.read_minutes(paper, "a.pdf")
    assert [(i.title, i.text) for i in again.items] == [(i.title, i.text) for i in whole.items]
    assert [i.title for i in again.items] == ["Mötets öppnande", "Belysning i Holmsund"]
    assert not again.issues


def test_a_page_that_nobody_can_load_is_said_to_be_missing() -> None:
    paper = two_pages(b"/Type[/Page]")
    record = pipeline.read_minutes(paper, "a.pdf")
    assert [(issue.code, issue.page) for issue in record.issues if issue.code == "page-unreadable"] == [("page-unreadable", 2)]
    assert not [issue for issue in pipeline.read_minutes(two_pages(b"/Type/Page"), "a.pdf").issues if issue.code == "page-unreadable"]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("text", [0, 90, 180, 270])
def test_turned_pages_read_alike(turn: int, text: int) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(500, 700), pageCompression=0, cropBox=(20, 30, 480, 650), initialFontSize=11)
    canvas.setPageRotation(turn)
    canvas.translate(250, 350)
    canvas.rotate(text)
    canvas.drawString(-120, 20, "Belysning i Holmsund")
    canvas.line(-120, 24, -70, 24)
    canvas.rect(-140, -60, 250, 110)
    canvas.save()
    (one,), (two,) = pages.read_pages(out.getvalue()), read_all(out.getvalue())
    assert [(w.text, w.struck) for w in one.words] == [("Belysning", True), ("i", False), ("Holmsund", False)]
    assert [(w.text, w.struck) for w in two.words] == [(w.text, w.struck) for w in one.words]
    assert (one.width, one.height) == (two.width, two.height)
    for a, b in zip((*one.words, *one.rules), (*two.words, *two.rules), strict=True):
        assert (a.x0, a.top, a.x1, a.bottom) == pytest.approx((b.x0, b.top, b.x1, b.bottom), abs=1.0)


def two_pages(second_page: bytes) -> bytes:
    """A PDF of two pages, the second's dictionary beginning like this."""
    text = b"BT /F 12 Tf 72 700 Td (1. Belysning i Holmsund) Tj ET"
    page = b"/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 6 0 R>>"
    things = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
        b"<</Type/Page" + page,
        b"<<" + second_page + page,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
    )
    out, places = b"%PDF-1.4\n", []
    for number, thing in enumerate(things, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, thing)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 7\n0000000000 65535 f \n" + table + b"trailer<</Size 7/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(out)
