"""A PDF without words: a scan asks for OCR, a damaged one is told as damaged, blank pages as blank."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from data.errors import ReadError
from ingest.pdf import pages, second
from ingest.pdf.second import read_all
from ingest.pipeline import read_minutes
from tests.papers import YEARS

WIDTH, HEIGHT = A4
Draw = Callable[[Canvas], None]
GREY = ImageReader(Image.new("L", (40, 40), 200))


def drawn(draw: Draw) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def whole(canvas: Canvas) -> None:
    canvas.drawImage(GREY, 0, 0, WIDTH, HEIGHT)


def strips(canvas: Canvas) -> None:
    """As some scanners store a page."""
    for n in range(20):
        canvas.drawImage(GREY, 0, n * HEIGHT / 20, WIDTH, HEIGHT / 20)


def outlines(canvas: Canvas) -> None:
    """A line of letters, each drawn as a shape with bends."""
    path = canvas.beginPath()
    for n in range(80):
        path.moveTo(70 + 5 * n, 700)
        for k in range(8):
            path.curveTo(70 + 5 * n, 700 + k, 73 + 5 * n, 701 + k, 72 + 5 * n, 702 + k)
        path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def stamp(canvas: Canvas) -> None:
    canvas.drawImage(GREY, 70, 740, 60, 60)


def table(canvas: Canvas) -> None:
    for n in range(200):
        canvas.rect(70, 700 - 3 * n, 400, 3)


def nothing(canvas: Canvas) -> None: ...


def unpacked(paper: bytes) -> bytes:
    """Its page's content made what cannot be unpacked."""
    return re.sub(rb"(stream\r?\n).{40}", rb"\1" + b"!" * 40, paper, count=1, flags=re.DOTALL)


def unfound(paper: bytes) -> bytes:
    """Its page's content looked for where another object lies."""
    return re.sub(rb"/Contents \d+", b"/Contents 1", paper)


def unlisted(paper: bytes) -> bytes:
    """Its table of objects and its page's content cut away."""
    return paper[: paper.index(b"stream")]


def code(paper: bytes) -> str:
    with pytest.raises(ReadError) as caught:
        read_minutes(paper, "a.pdf")
    return caught.value.code


@pytest.mark.parametrize(
    ("draw", "wrong"),
    [
        (whole, "no-text-layer"),
        (strips, "no-text-layer"),
        (outlines, "no-text-layer"),
        (stamp, "empty"),
        (table, "empty"),
        (nothing, "empty"),
    ],
)
def test_scans_are_told_from_blank_pages(draw: Draw, wrong: str) -> None:
    paper = drawn(draw)
    assert code(paper) == wrong
    assert [page.legible for page in pages.read_pages(paper)] == [page.legible for page in read_all(paper)] == [wrong == "no-text-layer"]


@pytest.mark.parametrize("harm", [unpacked, unfound, unlisted])
def test_what_is_lost_is_no_scan(harm: Callable[[bytes], bytes]) -> None:
    assert code(harm(YEARS["maj"])) == "damaged"


def test_want_of_memory_is_no_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(data: bytes) -> None:
        raise MemoryError

    monkeypatch.setattr(second, "_opened", greedy)
    with pytest.raises(MemoryError):
        read_minutes(drawn(nothing), "a.pdf")
