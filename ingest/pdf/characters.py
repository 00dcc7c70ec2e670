"""Characters as pdfium gives them, gathered into runs: words before it is known what of them is struck."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ingest.place import Place
from ingest.runs import Run

WORD_GAP = 0.15
"""Space between two characters, in font sizes, from which they are two words."""
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "-"}
_BLANK = frozenset({0x20, 0xA0, 0x09, 0x0A, 0x0D, 0x2028, 0x2029, 0x200B, 0xFEFF, *range(0x2000, 0x200B), 0x202F})
_BOLD = re.compile(r"bold|black|heavy|semib|demi|[-,]bd|CMBX|SFBX|LMRoman\d+-Bold", re.IGNORECASE)


def upright(handle: Any, rotation: int) -> int:
    """How far the page must be turned clockwise, in degrees, for most of its text to stand upright; its own turn without text."""
    count = raw.FPDFText_CountChars(handle)
    angles = [raw.FPDFText_GetCharAngle(handle, i) for i in range(0, count, max(1, count // 24))]
    quarters = Counter(round(math.degrees(a) / 90) % 4 * 90 for a in angles if a >= 0)
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
    if x0 == run.edges[-1][0] and foot == run.foot:
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
