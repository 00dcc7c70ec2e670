"""Sets sheets with ReportLab: lines as line objects or, as word processors print them, as thin filled rectangles."""

from __future__ import annotations

import functools
import io
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import reportlab
from reportlab.lib.colors import Color, HexColor, black
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, HRFlowable, PageTemplate
from reportlab.platypus import PageBreak as NewPage
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid

from data.samples.sheet import Block, Contents, PageBreak, Paragraph, Rule, Run, Running, Sheet, Table

THIN = 0.5
_BUNDLED = {"Bitstream Vera Sans": ("Vera", "Vera.ttf", "VeraBd.ttf", "VeraIt.ttf", "VeraBI.ttf")}
_ALIGN = {"left": TA_LEFT, "centre": TA_CENTER, "right": TA_RIGHT}


class RectCanvas(Canvas):  # type: ignore[misc]  # ReportLab has no types
    """Draws every level or upright line as a thin filled rectangle."""

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        half = self._lineWidth / 2
        self.saveState()
        self.setFillColor(self._strokeColorObj)
        left, low, wide, high = min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1)
        if high <= wide:
            self.rect(left, low - half, wide, high + 2 * half, stroke=0, fill=1)
        else:
            self.rect(left - half, low, wide + 2 * half, high, stroke=0, fill=1)
        self.restoreState()

    def lines(self, linelist: list[tuple[float, float, float, float]]) -> None:
        for ends in linelist:
            self.line(*ends)


class _Anchor(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """Takes no space; notes the page it falls on."""

    def __init__(self, name: str, pages: dict[str, int]) -> None:
        super().__init__()
        self.name, self.pages = name, pages
        self.keepWithNext = 1

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self.pages[self.name] = self.canv.getPageNumber()


class _Leader(Flowable):  # type: ignore[misc]  # ReportLab has no types
    """A contents line: text, dots, page number at the right margin."""

    def __init__(self, text: str, page: str, font: str, size: float) -> None:
        super().__init__()
        self.text, self.page, self.font, self.size = text, page, font, size

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        return width, self.size * 1.5

    def draw(self) -> None:
        wide = functools.partial(pdfmetrics.stringWidth, fontName=self.font, fontSize=self.size)
        room = self.width - wide(self.text) - wide(self.page) - 8
        self.canv.setFont(self.font, self.size)
        dots = "." * max(3, int(room / wide(".")))
        self.canv.drawString(0, self.size * 0.3, f"{self.text} {dots}")
        self.canv.drawRightString(self.width, self.size * 0.3, self.page)


def _font(name: str) -> str:
    """The name ReportLab knows the family's regular cut by; a bundled family is registered on its first use."""
    if name not in _BUNDLED:
        return name
    base, *files = _BUNDLED[name]
    folder = Path(reportlab.__file__).parent / "fonts"
    cuts = [base, f"{base}-Bold", f"{base}-Italic", f"{base}-BoldItalic"]
    if base not in pdfmetrics.getRegisteredFontNames():
        for cut, file in zip(cuts, files, strict=True):
            pdfmetrics.registerFont(TTFont(cut, str(folder / file)))
        pdfmetrics.registerFontFamily(base, normal=cuts[0], bold=cuts[1], italic=cuts[2], boldItalic=cuts[3])
    return base


def _marked(run: Run) -> str:
    text = escape(run.text)
    for on, tag in ((run.bold, "b"), (run.underlined, "u"), (run.struck, "strike")):
        if on:
            text = f"<{tag}>{text}</{tag}>"
    return text


class _Setter:
    """Turns the blocks of one sheet into flowables; `pages` holds the anchors' pages from the pass before."""

    def __init__(self, sheet: Sheet, pages: dict[str, int]) -> None:
        self.sheet, self.look = sheet, sheet.look
        self.font = _font(sheet.look.font)
        self.before, self.found = pages, dict[str, int]()
        self.measure = A4[0] - 2 * self.look.side

    def style(self, p: Paragraph) -> ParagraphStyle:
        size = self.look.size * p.scale
        body = TA_JUSTIFY if self.look.justify else TA_LEFT
        return ParagraphStyle(
            "p",
            fontName=self.font,
            fontSize=size,
            leading=size * 1.22,
            alignment=_ALIGN.get(p.align, body),
            spaceBefore=p.before,
            spaceAfter=self.look.gap if p.after is None else p.after,
            leftIndent=p.indent + p.hang,
            firstLineIndent=-p.hang,
            keepWithNext=int(p.keep),
            textColor=HexColor(p.colour) if p.colour else black,
            splitLongWords=0,
        )

    def flow(self, block: Block) -> list[Any]:
        match block:
            case Paragraph():
                text = Text("".join(_marked(run) for run in block.runs), self.style(block))
                return [_Anchor(block.anchor, self.found), text] if block.anchor else [text]
            case Table():
                return [self.table(block)]
            case Contents(text, anchor):
                return [_Leader(text, str(self.before.get(anchor, 1)), self.font, self.look.size)]
            case Rule(share=share, before=before):
                width = f"{share * 100:g}%"
                return [HRFlowable(width=width, thickness=THIN, color=black, hAlign="LEFT", spaceBefore=before, spaceAfter=2)]
            case PageBreak():
                return [NewPage()]

    def table(self, t: Table) -> Any:
        rows = [t.header, *t.rows] if t.header else list(t.rows)
        cells = [[[f for p in cell for f in self.flow(p)] for cell in row] for row in rows]
        whole = sum(t.widths)
        style: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
        style += [(f"{side}PADDING", (0, 0), (-1, -1), t.inset) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
        if t.borders == "grid":
            style.append(("GRID", (0, 0), (-1, -1), THIN, black))
        elif t.borders == "rows":
            style += [(cmd, (0, 0), (-1, -1), THIN, black) for cmd in ("LINEABOVE", "LINEBELOW")]
        if t.header and t.header_fill:
            style.append(("BACKGROUND", (0, 0), (-1, 0), HexColor(t.header_fill)))
        grid = Grid(
            cells,
            colWidths=[self.measure * w / whole for w in t.widths],
            style=style,
            repeatRows=int(bool(t.header) and t.repeat_header),
            splitByRow=0,  # else a repeated header row stands again where the split row begins
            splitInRow=30,
            spaceBefore=self.look.gap,
            spaceAfter=self.look.gap,
        )
        grid.keepWithNext = int(t.keep)
        return grid

    def running(self, canvas: Canvas, area: Running | None, top: float, pages: int, *, at_top: bool) -> None:
        number = canvas.getPageNumber()
        if area is None or number < area.first_page:
            return
        size = self.look.size * 0.82
        canvas.saveState()
        canvas.setFont(self.font, size)
        left, right = self.look.side, A4[0] - self.look.side
        put = ((area.left, canvas.drawString, left), (area.right, canvas.drawRightString, right))
        for lines, draw, x in (*put, (area.centre, canvas.drawCentredString, A4[0] / 2)):
            for i, text in enumerate(lines):
                draw(x, top - size * (1 + 1.25 * i), text.format(page=number, pages=pages))
        if area.rule:
            canvas.setLineWidth(THIN)
            canvas.setStrokeColor(Color(0, 0, 0))
            y = top - size * (0.6 + 1.25 * area.height) if at_top else top + size * 0.5
            canvas.line(left, y, right, y)
        canvas.restoreState()


def _build(sheet: Sheet, pages: int, anchors: dict[str, int]) -> tuple[bytes, int, dict[str, int]]:
    look, out = sheet.look, io.BytesIO()
    setter = _Setter(sheet, anchors)
    head = sheet.head.height * look.size * 1.2 if sheet.head else 0
    foot = sheet.foot.height * look.size * 1.2 if sheet.foot else 0

    def furnish(canvas: Canvas, _doc: BaseDocTemplate) -> None:
        setter.running(canvas, sheet.head, A4[1] - look.top * 0.7, pages, at_top=True)
        setter.running(canvas, sheet.foot, look.top * 0.5 + foot, pages, at_top=False)

    low = look.top * 0.9 + foot
    frame = Frame(look.side, low, setter.measure, A4[1] - look.top - head - low, 0, 0, 0, 0)
    doc = BaseDocTemplate(out, pagesize=A4, title=sheet.title, invariant=1, pageTemplates=[PageTemplate("p", [frame], onPage=furnish)])
    canvas = RectCanvas if look.strokes == "rects" else Canvas
    doc.build([f for block in sheet.blocks for f in setter.flow(block)], canvasmaker=canvas)
    return out.getvalue(), doc.page, setter.found


def set_pdf(sheet: Sheet) -> bytes:
    """The sheet as a PDF, the same bytes every time. Set twice: the first pass finds the pages."""
    _, pages, anchors = _build(sheet, 1, {})
    return _build(sheet, pages, anchors)[0]
