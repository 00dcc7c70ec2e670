"""A sheet: what a made-up document says and where it stands, so that more than one PDF producer can set it.

Text carries a little markup of our own: `~~struck~~`, `**bold**`, `__underlined__`. Lengths are in points.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

Producer = Literal["typst", "reportlab", "weasyprint"]
Borders = Literal["grid", "rows", "none"]

_MARK = re.compile(r"(~~|\*\*|__)(.+?)\1", re.DOTALL)


class Run(Struct, frozen=True, omit_defaults=False):
    """A stretch of text set in one way."""

    text: str
    struck: bool = False
    bold: bool = False
    underlined: bool = False


class Paragraph(Struct, frozen=True, tag="paragraph", kw_only=True):
    """`hang` is how far all lines but the first are moved in; `keep` holds it on the next block's page."""

    runs: tuple[Run, ...]
    scale: float = 1.0
    align: Literal["body", "left", "centre", "right"] = "body"
    before: float = 0.0
    after: float | None = None
    indent: float = 0.0
    hang: float = 0.0
    anchor: str | None = None
    keep: bool = False
    colour: str | None = None


class Table(Struct, frozen=True, tag="table", kw_only=True):
    """`widths` are shares of the measure; a cell is a tuple of paragraphs; `header` is a row of its own."""

    widths: tuple[float, ...]
    rows: tuple[tuple[tuple[Paragraph, ...], ...], ...]
    header: tuple[tuple[Paragraph, ...], ...] = ()
    borders: Borders = "grid"
    header_fill: str | None = None
    repeat_header: bool = False
    keep: bool = False
    inset: float = 4.0


class Contents(Struct, frozen=True, tag="contents"):
    """A line of the contents list: dots lead to the page the anchor stands on."""

    text: str
    anchor: str


class Rule(Struct, frozen=True, tag="rule", kw_only=True):
    """A horizontal line over a share of the measure, with space above it."""

    share: float = 1.0
    before: float = 6.0


class PageBreak(Struct, frozen=True, tag="break"):
    """What follows begins on a new page."""


Block = Paragraph | Table | Contents | Rule | PageBreak


class Running(Struct, frozen=True, kw_only=True):
    """A page head or foot: lines at the left, middle and right. `{page}` and `{pages}` are filled in."""

    left: tuple[str, ...] = ()
    centre: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    rule: bool = False
    first_page: int = 1

    @property
    def height(self) -> int:
        """Lines it takes."""
        return max(len(self.left), len(self.centre), len(self.right))


class Look(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a document is set. `strokes` says whether lines are drawn as lines or as thin filled rectangles."""

    producer: Producer = "typst"
    font: str = "Libertinus Serif"
    size: float = 11.0
    justify: bool = False
    hyphenate: bool = False
    gap: float = 6.0
    side: float = 64.0
    top: float = 64.0
    strokes: Literal["lines", "rects"] = "lines"
    colour: str | None = None


class Sheet(Struct, frozen=True, kw_only=True):
    """A whole document, ready to be set."""

    title: str
    look: Look
    blocks: tuple[Block, ...]
    head: Running | None = None
    foot: Running | None = None


def runs_of(text: str) -> tuple[Run, ...]:
    """The runs of a text in our markup."""
    runs: list[Run] = []
    at = 0
    for found in _MARK.finditer(text):
        if found.start() > at:
            runs.append(Run(text[at : found.start()]))
        mark, inner = found.group(1), found.group(2)
        runs.append(Run(inner, struck=mark == "~~", bold=mark == "**", underlined=mark == "__"))
        at = found.end()
    if at < len(text):
        runs.append(Run(text[at:]))
    return tuple(runs)


def unstruck(text: str) -> str:
    """What stands when the struck words are gone and the marks are taken off."""
    kept = "".join(run.text for run in runs_of(text) if not run.struck)
    return re.sub(r"\s+", " ", kept).strip()


def line(text: str, **settings: object) -> Paragraph:
    """A paragraph from text in our markup; settings are those of `Paragraph`, and `bold` for all of it."""
    bold = settings.pop("bold", False)
    underlined = settings.pop("underlined", False)
    runs = runs_of(text)
    if bold or underlined:
        runs = tuple(
            Run(run.text, struck=run.struck, bold=run.bold or bool(bold), underlined=run.underlined or bool(underlined)) for run in runs
        )
    return Paragraph(runs=runs, **settings)  # type: ignore[arg-type]  # the settings are Paragraph's own fields
