"""The second reader: a page's characters, lines and annotations by pdfplumber, for pages that pdfium cannot read.

About ten times slower than pdfium and less forgiving, but another program: what one stumbles over the other may read.
"""

from __future__ import annotations

import io
import logging
import math
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from data.model import Box
from ingest.page import Page, Rule
from ingest.place import Place
from ingest.rules import MOST_SEGMENTS, THIN, Shown, frame, slimmed, straight
from ingest.runs import Run, part_columns
from ingest.words import BLANK, apart, is_bold, letter, to_words

_UNKNOWN = re.compile(r"^\(cid:\d+\)$")


def read_page(data: bytes, index: int, pages: int) -> Page | None:
    """The page with this index, from 0, of a PDF that should have so many pages; None where that cannot be had."""
    with _forgiven(), _opened(data) as pdf:
        if len(pdf.pages) == pages:
            return _page(pdf.pages[index], index)
    return None


def read_all(data: bytes) -> list[Page]:
    """All pages, to be held against the first reader's. Raises whatever pdfplumber raises."""
    with _opened(data) as pdf:
        return [_page(page, index) for index, page in enumerate(pdf.pages)]


def sound(data: bytes, pages: int) -> bool:
    """Whether nothing is amiss with a PDF that should have so many pages: its table of objects is whole, and what its pages
    should show is there and can be read."""
    with _forgiven(), _opened(data) as pdf:
        rebuilt = any(type(table).__name__ == "PDFXRefFallback" for table in pdf.doc.xrefs)  # pdfminer's name for a table it made itself
        return not rebuilt and len(pdf.pages) == pages and all(map(_whole, pdf.pages))
    return False


@contextmanager
def _forgiven() -> Iterator[None]:
    """Goes on after whatever is raised, but for want of memory: a damaged file makes pdfminer raise nearly anything."""
    try:
        yield
    except MemoryError:
        raise
    except Exception:  # whatever a damaged file does to pdfplumber: it cannot be asked about that page
        return


def _whole(page: Any) -> bool:
    """Whether the page's content is there and can be unpacked and read. Raises whatever pdfplumber raises."""
    from pdfplumber.utils.pdfinternals import resolve

    for part in map(resolve, page.page_obj.contents):
        packed = part.get_rawdata()  # a part that is no stream raises
        if packed and not part.get_data() and part.get_filters() and not part.decipher:
            return False
    return page.objects is not None


def _opened(data: bytes) -> Any:
    import pdfplumber

    for name in ("pdfminer", "pdfplumber"):  # what they have to say of a damaged file is no news, and may be the file's own words
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return pdfplumber.open(io.BytesIO(data))


def _page(found: Any, index: int) -> Page:
    with _unturned(found) as (page, turn):
        place = _place(page, turn)
        rules = [rule for kind in ("lines", "rects", "curves") for thing in getattr(page, kind) for rule in _rules(thing, page, place)]
        runs = part_columns(list(_runs(page.chars, page, place)))
        words = to_words(runs, rules, list(_strikeouts(page, place)))
        shown = Shown()
        for thing in page.images:
            shown.picture(_box(thing, page, place), place.width, place.height)
        for thing in page.curves:
            shown.shape(len(thing["pts"]))
        return Page(index + 1, place.width, place.height, words, tuple(rules), shown.largest > 0, shown.largest > 0.8, shown.legible)


@contextmanager
def _unturned(page: Any) -> Iterator[tuple[Any, int]]:
    """The page in the file's own coordinates, and its /Rotate: pdfplumber would turn it as that says, but not as its text does."""
    from pdfplumber.page import Page as Plumber

    turn = page.page_obj.attrs.get("Rotate", 0)
    page.page_obj.attrs["Rotate"], page.page_obj.rotate = 0, 0
    own = Plumber(page.pdf, page.page_obj, page.page_number)
    try:
        yield own, turn if isinstance(turn, int) else 0
    finally:
        own.close()


def _place(page: Any, turn: int) -> Place:
    (x0, y0, x1, y1), crop = _ordered(page.page_obj.mediabox), _ordered(page.page_obj.cropbox)
    seen = (max(x0, crop[0]), max(y0, crop[1]), min(x1, crop[2]), min(y1, crop[3]))
    angles = Counter(round(math.degrees(math.atan2(c["matrix"][1], c["matrix"][0])) / 90) % 4 * 90 for c in page.chars)
    upright = angles.most_common(1)[0][0] if angles else turn % 360
    return Place(seen if seen[0] < seen[2] and seen[1] < seen[3] else (x0, y0, x1, y1), upright)


def _ordered(box: Any) -> Box:
    x0, y0, x1, y1 = map(float, box)
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _box(thing: dict[str, Any], page: Any, place: Place) -> Box:
    """Where an object of pdfplumber's stands; it counts heights from the media box's foot."""
    foot = _ordered(page.page_obj.mediabox)[1]
    return place.box(thing["x0"], thing["y0"] + foot, thing["x1"], thing["y1"] + foot)


def _runs(chars: list[dict[str, Any]], page: Any, place: Place) -> Iterator[Run]:
    """Characters gathered into words, in the file's order."""
    left, foot = _ordered(page.page_obj.mediabox)[:2]
    run: Run | None = None
    spaced = True
    for char in chars:
        letters = [letter(ord(c)) for c in ("\ufffd" if _UNKNOWN.match(char["text"]) else char["text"]) if ord(c) not in BLANK]
        if not letters:
            spaced = True
            continue
        x0, top, x1, bottom = _box(char, page, place)
        e, f = char["matrix"][4:]
        baseline = place.box(e + left, f + foot, e + left, f + foot)[1]
        for one in filter(None, letters):
            if one.combining and run is not None:
                run.letters[-1] += one.text
                continue
            if run is None or spaced or apart(run, x0, baseline):
                if run is not None:
                    yield run
                run = Run(baseline, bottom - top or 1.0, is_bold(char["fontname"]))
                spaced = False
            run.letters.append(one.text)
            run.edges.append((x0, x1))
            run.foot = baseline
    if run is not None:
        yield run


def _rules(thing: dict[str, Any], page: Any, place: Place) -> Iterator[Rule]:
    """The lines a drawn shape shows, as the first reader has them."""
    box, stroke, points = _box(thing, page, place), thing["stroke"], thing["pts"]
    if not stroke and not thing["fill"]:
        return
    if min(box[2] - box[0], box[3] - box[1]) <= THIN:
        yield _inked(box, thing["linewidth"] or 0.0) if stroke else slimmed(box, THIN)
    elif stroke and thing["object_type"] == "rect":
        yield from frame(box)
    elif stroke and len(points) <= MOST_SEGMENTS:
        yield from straight(_corners(thing, page, place))


def _inked(box: Box, pen: float) -> Rule:
    """A stroked line as wide as its pen draws it, where pdfplumber gives the bare path."""
    x0, top, x1, bottom = box
    return slimmed((x0 - pen / 2, top - pen / 2, x1 + pen / 2, bottom + pen / 2), pen)


def _corners(thing: dict[str, Any], page: Any, place: Place) -> Iterator[tuple[float, float] | None]:
    for command, *points in thing["path"]:
        if command != "l":
            yield None
        if points:
            x, y = points[-1]
            yield place.box(x, page.height - y, x, page.height - y)[:2]


def _strikeouts(page: Any, place: Place) -> Iterator[Box]:
    """The boxes that StrikeOut annotations cover."""
    for annotation in page.annots:
        quads = annotation["data"].get("QuadPoints")
        if str(annotation["data"].get("Subtype")) == "/'StrikeOut'" and isinstance(quads, list):
            for n in range(0, len(quads) - 7, 8):
                xs, ys = [float(x) for x in quads[n : n + 8 : 2]], [float(y) for y in quads[n + 1 : n + 8 : 2]]
                yield place.box(min(xs), min(ys), max(xs), max(ys))
