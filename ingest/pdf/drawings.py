"""Lines, frames, pictures and StrikeOut annotations that a page shows."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from data.model import Box
from ingest.page import Rule
from ingest.place import Place
from ingest.rules import MOST_SEGMENTS, THIN, Shown, frame, slimmed, straight


def read_rules(page: pdfium.PdfPage, place: Place) -> tuple[list[Rule], Shown]:
    """The page's drawn lines, forms within it included, and what else it shows."""
    rules: list[Rule] = []
    shown = Shown()
    kinds = [raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE]
    for thing in page.get_objects(filter=kinds, max_depth=8):
        box = place.box(*thing.get_bounds())
        if thing.type == raw.FPDF_PAGEOBJ_IMAGE:
            shown.picture(box, place.width, place.height)
            continue
        shown.shape(raw.FPDFPath_CountSegments(thing.raw))
        rules += _rules(thing, place, box)
    return rules, shown


def _rules(path: pdfium.PdfObject, place: Place, box: Box) -> Iterator[Rule]:
    """The lines a drawn path shows: a thin box is one, a stroked frame four, a long path those of its straight parts."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path.raw, ctypes.byref(fill), ctypes.byref(stroke))
    if not fill.value and not stroke.value:
        return
    x0, top, x1, bottom = box
    count = raw.FPDFPath_CountSegments(path.raw)
    if min(x1 - x0, bottom - top) <= THIN:
        pen = ctypes.c_float()
        drawn = stroke.value and raw.FPDFPageObj_GetStrokeWidth(path.raw, ctypes.byref(pen))
        yield slimmed(box, pen.value if drawn else THIN)
    elif stroke.value and count in (4, 5):
        yield from frame(box)
    elif stroke.value and 5 < count <= MOST_SEGMENTS:
        yield from straight(_corners(path, place, count))


def _corners(path: pdfium.PdfObject, place: Place, count: int) -> Iterator[tuple[float, float] | None]:
    """Where a path's straight segments begin and end, on the page; None before each new stroke or bend."""
    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(path.raw, index)
        if not segment or not raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            return
        if raw.FPDFPathSegment_GetType(segment) != raw.FPDF_SEGMENT_LINETO:
            yield None
        a, b = matrix.on_point(x.value, y.value)
        yield place.box(a, b, a, b)[:2]


def read_strikeouts(page: pdfium.PdfPage, place: Place) -> Iterator[Box]:
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
