"""Other readers of PDFs, each reading every page of a file as far as it goes by itself."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from importlib.util import find_spec

Reader = Callable[[bytes], int]


def peers() -> Mapping[str, Reader]:
    """The readers that are installed, by name; each returns the number of pages it read."""
    always: dict[str, Reader] = {"plain pdfplumber": pdfplumber_tables, "pdfium's bare dump": pdfium_characters}
    if find_spec("playa"):
        always["playa"] = playa_glyphs
    if find_spec("docling_parse"):
        always["docling-parse"] = docling_characters
    return always


def pdfplumber_tables(pdf: bytes) -> int:
    """Words and tables."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            page.extract_words()
            page.find_tables()
            page.close()
        return len(opened.pages)


def pdfium_characters(pdf: bytes) -> int:
    """Each character's box."""
    import pypdfium2

    opened = pypdfium2.PdfDocument(pdf)
    for page in opened:
        text = page.get_textpage()
        for n in range(text.count_chars()):
            text.get_charbox(n)
    return len(opened)


def playa_glyphs(pdf: bytes) -> int:
    """Each glyph's text and box."""
    import playa

    with playa.parse(pdf) as opened:
        for page in opened.pages:
            for glyph in page.glyphs:
                _ = glyph.text, glyph.bbox
        return len(opened.pages)


def docling_characters(pdf: bytes) -> int:
    """Each character's cell."""
    from docling_parse.pdf_parser import DoclingPdfParser

    opened = DoclingPdfParser(loglevel="fatal").load(path_or_stream=io.BytesIO(pdf))
    pages = sum(1 for _, page in opened.iterate_pages() if page.char_cells is not None)
    opened.unload()
    return pages
