"""Characters as pdfium gives them, gathered into runs: words before it is known what of them is struck."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.place import Place
from ingest.runs import Run
from ingest.words import BLANK, apart, is_bold, letter


def upright(handle: Any, rotation: int) -> int:
    """How far the page must be turned clockwise, in degrees, for most of its text to stand upright; its own turn without text."""
    count = raw.FPDFText_CountChars(handle)
    angles = [raw.FPDFText_GetCharAngle(handle, i) for i in range(0, count, max(1, count // 24))]
    quarters = Counter(round(-math.degrees(a) / 90) % 4 * 90 for a in angles if a >= 0)  # pdfium counts clockwise, from the text
    return quarters.most_common(1)[0][0] if quarters else rotation % 360


def read_runs(text: pdfium.PdfTextPage, place: Place) -> Iterator[Run]:
    """Characters gathered into words, in the file's order."""
    handle = text.raw
    unicode_of, loose_box, generated = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, raw.FPDFText_IsGenerated
    rect, pointer, fonts = raw.FS_RECTF(), None, _Fonts()
    pointer = ctypes.byref(rect)
    run: Run | None = None
    spaced = True
    for i in range(raw.FPDFText_CountChars(handle)):
        code = unicode_of(handle, i)
        if code in BLANK:
            spaced = spaced or generated(handle, i) != 1
            continue
        found = letter(code)
        if found is None or not loose_box(handle, i, pointer):
            continue
        x0, _, x1, bottom = place.box(rect.left, rect.bottom, rect.right, rect.top)
        if found.combining and run is not None:
            run.letters[-1] += found.text
            continue
        if run is None or spaced or apart(run, x0, bottom):
            if run is not None:
                yield run
            run = Run(_baseline(handle, i, place), _em(handle, i), fonts.bold(handle, i))
            spaced = False
        run.letters.append(found.text)
        run.edges.append((x0, x1))
        run.foot = bottom
    if run is not None:
        yield run


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
            self._known[key] = is_bold(name) or raw.FPDFFont_GetWeight(font) >= 600
        return self._known[key]
