"""Whole PDFs: read into pages, or drawn into pictures."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from data.errors import ReadError
from data.model import Box
from ingest.page import Page
from ingest.pdf.characters import read_runs, upright
from ingest.pdf.drawings import read_rules, read_strikeouts
from ingest.place import Place
from ingest.runs import part_columns
from ingest.words import to_words

_LOCK = threading.Lock()


def read_pages(data: bytes) -> list[Page]:
    """All pages of a PDF, given its bytes. Raises ReadError with the kind of trouble when it cannot be read."""
    with _LOCK:
        document = _open(data)
        try:
            return [_page(document, number) or _again(data, number, len(document)) for number in range(len(document))]
        finally:
            document.close()


def _open(data: bytes) -> pdfium.PdfDocument:
    if b"%PDF-" not in data[:65536] and b"\nobj" not in data and b" obj" not in data:
        raise ReadError("not-a-pdf", "empty file" if not data else "")
    raw.FPDF_LoadMemDocument64(b"", 0, None)  # pdfium does not always set its last error, which must not be an earlier file's
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = "encrypted" if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY) else "damaged"
        raise ReadError(code) from error
    if len(document) == 0:
        document.close()
        raise ReadError("damaged", "it has no pages")
    return document


def _again(data: bytes, index: int, pages: int) -> Page:
    """A page that pdfium cannot load, by the second reader; one without width where that cannot either."""
    from ingest.pdf.second import read_page

    return read_page(data, index, pages) or Page(index + 1, 0.0, 0.0, (), ())


def _page(document: pdfium.PdfDocument, index: int) -> Page | None:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return None
    try:
        text = page.get_textpage()
        place = Place(page.get_bbox(), upright(text.raw, page.get_rotation()))
        rules, shown = read_rules(page, place)
        runs = part_columns(list(read_runs(text, place)))
        text.close()
        words = to_words(runs, rules, list(read_strikeouts(page, place)))
        return Page(index + 1, place.width, place.height, words, tuple(rules), shown.largest > 0, shown.largest > 0.8, shown.legible)
    finally:
        page.close()


def draw(
    data: bytes, boxes: Mapping[int, Sequence[tuple[Box, tuple[int, int, int], int]]], target: Callable[[int], Path], scale: float = 1.5
) -> list[Path]:
    """Pictures of all pages with boxes drawn on them: (box in points, colour, line width) by page number.

    Written as PNG to the path that `target` names for a page, `scale` pixels a point. Raises ReadError as read_pages does.
    """
    from PIL import ImageDraw

    written: list[Path] = []
    with _LOCK:
        document = _open(data)
        try:
            for number in range(1, len(document) + 1):
                picture = document[number - 1].render(scale=scale).to_pil().convert("RGB")
                pen = ImageDraw.Draw(picture)
                for (x0, top, x1, bottom), colour, width in boxes.get(number, ()):
                    pen.rectangle(
                        [scale * (x0 - 1), scale * (top - 1), scale * (x1 + 1), scale * (bottom + 1)], outline=colour, width=width
                    )
                picture.save(target(number))
                written.append(target(number))
        finally:
            document.close()
    return written
