"""The only door to pypdfium2 and pdfplumber: a PDF's bytes in, pages of words and rules out.

pdfium reads characters, drawn lines and annotations; pdfplumber's table geometry finds cells between the
lines. Nothing above this module knows which library did what.
"""

from __future__ import annotations

import ctypes
import math
import re
import threading
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from data.errors import ReadError
from data.model import Box
from ingest.page import Page, Rule, Word
from ingest.place import Place
from ingest.strikes import Run, mark

WORD_GAP = 0.15
"""Space between two characters, in font sizes, from which they are two words."""
THIN = 3.0
"""How thick, in points, a drawn box may be and still be a line."""
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "-"}
_BLANK = frozenset({0x20, 0xA0, 0x09, 0x0A, 0x0D, 0x2028, 0x2029, 0x200B, 0xFEFF, *range(0x2000, 0x200B), 0x202F})
_BOLD = re.compile(r"bold|black|heavy|semib|demi|[-,]bd|CMBX|SFBX|LMRoman\d+-Bold", re.IGNORECASE)
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
        place = Place(page.get_cropbox(), _upright(text.raw, page.get_rotation()))
        rules, covered = _drawn(page, place)
        runs = list(_runs(text, place))
        text.close()
        words = _words(runs, rules, list(_strikeouts(page, place)))
        return Page(index + 1, place.width, place.height, tuple(words), tuple(rules), covered > 0, covered > 0.8)
    finally:
        page.close()


def _words(runs: Sequence[Run], rules: Sequence[Rule], quads: Sequence[Box]) -> list[Word]:
    return [w if w.text.isascii() else _composed(w) for w in mark(runs, rules, quads)]


def _upright(handle: Any, rotation: int) -> int:
    """How far the page must be turned clockwise, in degrees, for most of its text to stand upright; its own turn without text."""
    count = raw.FPDFText_CountChars(handle)
    angles = [raw.FPDFText_GetCharAngle(handle, i) for i in range(0, count, max(1, count // 24))]
    quarters = Counter(round(math.degrees(a) / 90) % 4 * 90 for a in angles if a >= 0)
    return quarters.most_common(1)[0][0] if quarters else rotation % 360


def _composed(word: Word) -> Word:
    """Letters with their marks put together, ligatures taken apart."""
    text = unicodedata.normalize("NFC", word.text)
    if any("\ufb00" <= c <= "\ufb06" for c in text):
        text = "".join(unicodedata.normalize("NFKC", c) if "\ufb00" <= c <= "\ufb06" else c for c in text)
    return Word(text, *word.box, word.baseline, word.size, word.bold, word.struck, word.glued)


def _runs(text: pdfium.PdfTextPage, place: Place) -> Iterator[Run]:
    """Characters gathered into words, in the file's order."""
    handle = text.raw
    unicode_of, loose_box, generated = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, raw.FPDFText_IsGenerated
    rect, pointer, fonts = raw.FS_RECTF(), None, _Fonts()
    pointer = ctypes.byref(rect)
    run: Run | None = None
    spaced = True
    for i in range(raw.FPDFText_CountChars(handle)):
        code = unicode_of(handle, i)
        if code in _BLANK:
            spaced = spaced or generated(handle, i) != 1
            continue
        letter = _HYPHENS.get(code) or chr(code) if 0 < code < 0x110000 else "\ufffd"
        category = unicodedata.category(letter)
        if category in ("Cc", "Cf", "Cs") or not loose_box(handle, i, pointer):
            continue
        x0, _, x1, bottom = place.box(rect.left, rect.bottom, rect.right, rect.top)
        if category == "Mn" and run is not None:
            run.letters[-1] += letter
            continue
        if run is None or spaced or _apart(run, x0, bottom):
            if run is not None:
                yield run
            run = Run(_baseline(handle, i, place), _em(handle, i), fonts.bold(handle, i))
            spaced = False
        run.letters.append(letter)
        run.edges.append((x0, x1))
        run.foot = bottom
    if run is not None:
        yield run


def _apart(run: Run, x0: float, foot: float) -> bool:
    """Whether a character begins another word than the run: a gap, a jump back or another line.

    The letters of one ligature share a place.
    """
    if x0 == run.edges[-1][0]:
        return False
    gap = x0 - run.edges[-1][1]
    return gap > WORD_GAP * run.size or gap < -0.6 * run.size or abs(foot - run.foot) > 0.5 * run.size


def _em(handle: Any, index: int) -> float:
    """The font's size as it stands on the page."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(handle, index, ctypes.byref(matrix)):
        return float(raw.FPDFText_GetFontSize(handle, index))
    return float(raw.FPDFText_GetFontSize(handle, index)) * math.hypot(matrix.c, matrix.d) or 1.0


def _baseline(handle: Any, index: int, place: Place) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(handle, index, ctypes.byref(x), ctypes.byref(y))
    return place.box(x.value, y.value, x.value, y.value)[1]


class _Fonts:
    """Whether a character's font is bold, looked up once a font."""

    def __init__(self) -> None:
        self._known: dict[int, bool] = {}

    def bold(self, handle: Any, index: int) -> bool:
        thing = raw.FPDFText_GetTextObject(handle, index)
        font = raw.FPDFTextObj_GetFont(thing) if thing else None
        if not font:
            return False
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        if key not in self._known:
            buffer = ctypes.create_string_buffer(256)
            raw.FPDFFont_GetBaseFontName(font, buffer, 256)
            name = buffer.value.decode("utf-8", "replace")
            self._known[key] = bool(_BOLD.search(name)) or raw.FPDFFont_GetWeight(font) >= 600
        return self._known[key]


def _drawn(page: pdfium.PdfPage, place: Place) -> tuple[list[Rule], float]:
    """The page's drawn lines, forms within it included, and how much of it its largest picture covers."""
    rules: list[Rule] = []
    covered = 0.0
    kinds = [raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE]
    for thing in page.get_objects(filter=kinds, max_depth=8):
        x0, top, x1, bottom = place.box(*thing.get_bounds())
        if thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            covered = max(covered, (x1 - x0) * (bottom - top) / (place.width * place.height or 1))
            continue
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(thing.raw, ctypes.byref(fill), ctypes.byref(stroke))
        if not fill.value and not stroke.value:
            continue
        if min(x1 - x0, bottom - top) <= THIN:
            rules.append(Rule(x0, top, x1, bottom))
        elif stroke.value and raw.FPDFPath_CountSegments(thing.raw) in (4, 5):
            rules += (Rule(x0, top, x1, top), Rule(x0, bottom, x1, bottom), Rule(x0, top, x0, bottom), Rule(x1, top, x1, bottom))
    return rules, covered


def _strikeouts(page: pdfium.PdfPage, place: Place) -> Iterator[Box]:
    """The boxes that StrikeOut annotations cover."""
    for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        try:
            if raw.FPDFAnnot_GetSubtype(annotation) != raw.FPDF_ANNOT_STRIKEOUT:
                continue
            quad = raw.FS_QUADPOINTSF()
            for k in range(raw.FPDFAnnot_CountAttachmentPoints(annotation)):
                if raw.FPDFAnnot_GetAttachmentPoints(annotation, k, ctypes.byref(quad)):
                    xs, ys = (quad.x1, quad.x2, quad.x3, quad.x4), (quad.y1, quad.y2, quad.y3, quad.y4)
                    yield place.box(min(xs), min(ys), max(xs), max(ys))
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def find_cells(rules: Sequence[Rule], width: float, height: float) -> list[list[list[Box | None]]]:
    """Tables between drawn lines: each a list of rows, each row its cells from left to right.

    A cell that another one covers (merged cells) is None.
    """
    from pdfplumber.table import TableFinder

    edges = [_edge(rule) for rule in rules]
    page: Any = SimpleNamespace(edges=edges, bbox=(0, 0, width, height), chars=[], width=width, height=height)
    settings = {"vertical_strategy": "lines", "horizontal_strategy": "lines", "snap_tolerance": 2.5, "intersection_tolerance": 4}
    return [[list(row.cells) for row in table.rows] for table in TableFinder(page, settings).tables]


def _edge(rule: Rule) -> dict[str, Any]:
    """A rule in the form pdfplumber's table geometry takes: a line through the rule's middle."""
    if rule.horizontal:
        y = (rule.top + rule.bottom) / 2
        return {
            "object_type": "line",
            "orientation": "h",
            "x0": rule.x0,
            "x1": rule.x1,
            "top": y,
            "bottom": y,
            "width": rule.x1 - rule.x0,
            "height": 0.0,
        }
    x = (rule.x0 + rule.x1) / 2
    return {
        "object_type": "line",
        "orientation": "v",
        "x0": x,
        "x1": x,
        "top": rule.top,
        "bottom": rule.bottom,
        "width": 0.0,
        "height": rule.bottom - rule.top,
    }


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
