"""Whole PDFs: read into pages, or drawn into pictures."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from data.errors import ReadError
from data.model import Box
from ingest.page import Page, Rule, Word
from ingest.pdf.characters import read_runs, upright
from ingest.pdf.drawings import read_rules, read_strikeouts
from ingest.place import Place
from ingest.runs import Run, part_columns
from ingest.strikes import mark

_LOCK = threading.Lock()


def read_pages(data: bytes) -> list[Page]:
    """All pages of a PDF, given its bytes. Raises ReadError with the kind of trouble when it cannot be read."""
    with _LOCK:
        document = _open(data)
        try:
            return [_page(document, number) for number in range(len(document))]
        finally:
            document.close()


def _open(data: bytes) -> pdfium.PdfDocument:
    if b"%PDF-" not in data[:65536] and b"\nobj" not in data and b" obj" not in data:
        raise ReadError("not-a-pdf", "empty file" if not data else "")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = "encrypted" if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY) else "damaged"
        raise ReadError(code) from error
    if len(document) == 0:
        document.close()
        raise ReadError("damaged", "it has no pages")
    return document


def _page(document: pdfium.PdfDocument, index: int) -> Page:
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return Page(index + 1, 0.0, 0.0, (), (), False)
    try:
        text = page.get_textpage()
        place = Place(page.get_cropbox(), upright(text.raw, page.get_rotation()))
        rules, covered = read_rules(page, place)
        runs = part_columns(list(read_runs(text, place)))
        text.close()
        words = _words(runs, rules, list(read_strikeouts(page, place)))
        return Page(index + 1, place.width, place.height, tuple(words), tuple(rules), covered > 0, covered > 0.8)
    finally:
        page.close()


def _words(runs: Sequence[Run], rules: Sequence[Rule], quads: Sequence[Box]) -> list[Word]:
    return [w if w.text.isascii() else _composed(w) for w in mark(runs, rules, quads)]


def _composed(word: Word) -> Word:
    """Letters with their marks put together, ligatures taken apart."""
    text = unicodedata.normalize("NFC", word.text)
    if any("\ufb00" <= c <= "\ufb06" for c in text):
        text = "".join(unicodedata.normalize("NFKC", c) if "\ufb00" <= c <= "\ufb06" else c for c in text)
    return Word(text, *word.box, word.baseline, word.size, word.bold, word.struck, word.glued)


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
