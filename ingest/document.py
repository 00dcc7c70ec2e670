"""A document as layouts see it: pages, body lines without running heads and feet, and what a layout makes of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from data.model import Attendee, Issue, NextMeeting, Presenter, Signatory
from ingest.header import Header
from ingest.page import Line, Page, segments, to_lines
from ingest.sections import is_subhead
from ingest.text import Passage

ZONE = 0.14
"""How much of the page's height, at the top and at the bottom, may hold running heads and feet."""
OFTEN = 0.4
"""On how many of the pages a line must recur to be one."""
_PAGE_NUMBER = re.compile(
    r"^(?:(?:sida|sid\.?|s\.)\s*)?[-–]?\s*\d{1,4}\s*(?:\(\s*\d{1,4}\s*\)|(?:/|av)\s*\d{1,4})?\s*[-–]?$", re.IGNORECASE
)


class Document(Struct, frozen=True):
    """A file's pages, and each page's body lines; `running` holds the texts of heads and feet, once each."""

    file: str
    pages: tuple[Page, ...]
    lines: tuple[tuple[Line, ...], ...]
    running: tuple[str, ...]

    @property
    def body(self) -> list[Line]:
        """All body lines, in order."""
        return [line for page in self.lines for line in page]


class Draft(Struct, frozen=True, kw_only=True):
    """An agenda item before it is numbered: where its words stand rides along in the passages."""

    label: str | None = None
    title: Passage = Passage()
    text: Passage = Passage()
    decision: str | None = None
    reference: str | None = None
    presenters: tuple[Presenter, ...] = ()
    lines: tuple[Line, ...] = ()


class Reading(Struct, frozen=True, kw_only=True):
    """What a layout made of a document."""

    header: Header
    attendance: tuple[Attendee, ...] = ()
    items: tuple[Draft, ...] = ()
    recorded_by: tuple[Signatory, ...] = ()
    approved_by: tuple[Signatory, ...] = ()
    approved: str | None = None
    next_meetings: tuple[NextMeeting, ...] = ()
    issues: tuple[Issue, ...] = ()


class Layout(Protocol):
    """A family of documents: is this yours, and read it."""

    name: str

    def claim(self, document: Document) -> str | None:
        """Why this document is of the family, in words; None when it is not."""

    def read(self, document: Document) -> Reading:
        """The document read; called only when claimed."""


def assemble(file: str, pages: Sequence[Page]) -> Document:
    """Pages → a document, running heads and feet set apart by where they recur, not by what they say."""
    rows = [to_lines(page.number, page.words) for page in pages]
    often = _recurring(pages, rows)
    kept: list[tuple[Line, ...]] = []
    running: dict[str, None] = {}
    for page, lines in zip(pages, rows, strict=True):
        head = _count_running(lines, page, often)
        foot = _count_running(lines[head:][::-1], page, often)
        body = _without_page_number(lines[head : len(lines) - foot], page)
        for line in (*lines[:head], *lines[len(lines) - foot :]):
            for part in segments(line):
                running.setdefault(part.text)
        kept.append(tuple(body))
    return Document(file, tuple(pages), tuple(kept), tuple(running))


def _mark(line: Line) -> tuple[str, int]:
    """What a recurring line has in common on all its pages: its words with digits blanked, and its height."""
    return re.sub(r"\d+", "#", line.text.casefold()), round(line.baseline / 4)


def _parts(line: Line) -> list[tuple[str, int]]:
    return [_mark(part) for part in segments(line)]


def _zoned(line: Line, page: Page) -> bool:
    return line.baseline < ZONE * page.height or line.baseline > (1 - ZONE) * page.height


def _recurring(pages: Sequence[Page], rows: Sequence[Sequence[Line]]) -> set[tuple[str, int]]:
    counts: Counter[tuple[str, int]] = Counter()
    for page, lines in zip(pages, rows, strict=True):
        counts.update({m for line in lines if _zoned(line, page) for part in _parts(line) for m in _around(part)})
    least = max(2.0 if len(pages) < 5 else 3.0, OFTEN * len(pages))
    return {mark for mark, count in counts.items() if count >= least}


def _around(mark: tuple[str, int]) -> tuple[tuple[str, int], ...]:
    """A mark and its neighbour, so that a hair's difference in height does not part them."""
    return (mark, (mark[0], mark[1] + 1))


def _without_page_number(lines: list[Line], page: Page) -> list[Line]:
    """The lines less a page number that stands alone at the foot, or at the head, of a page."""
    if lines and _PAGE_NUMBER.match(lines[-1].text.strip()) and lines[-1].baseline > 0.75 * page.height:
        above = lines[-2].baseline if len(lines) > 1 else 0.0
        if lines[-1].baseline - above > 2 * lines[-1].size:
            return lines[:-1]
    return lines


def _count_running(lines: Sequence[Line], page: Page, often: set[tuple[str, int]]) -> int:
    """How many of the lines, from the page's edge inwards, are running heads or feet."""
    for n, line in enumerate(lines):
        if not _zoned(line, page) or not _is_running(line, often):
            return n
    return len(lines)


def _is_running(line: Line, often: set[tuple[str, int]]) -> bool:
    text = line.text.strip()
    if _PAGE_NUMBER.match(text):
        return True
    if text.startswith("§") or is_column_header(line) or is_subhead(line):
        return False
    return all(any(m in often for m in _around(part)) or _PAGE_NUMBER.match(part[0].replace("#", "1")) for part in _parts(line))


_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("number", re.compile(r"^(?:nr|nummer|punkt|p|§|#|löpnr|pkt)\.?$", re.IGNORECASE)),
    (
        "presenter",
        re.compile(
            r"^(?:föredragande|föredrag(?:s|nings)?hållare|ansvarig(?:\s+föredragande|a)?|rapport(?:ör|eras\s+av)|vem|informerar|presentatör|dragande)s?$",
            re.IGNORECASE,
        ),
    ),
    (
        "text",
        re.compile(
            r"^(?:(?:omfattning|notering|anteckning|innehåll|beslut|sammanfattning|kommentar|diskussion|minnesanteckning|redogörelse|noteringar|anteckningar|åtgärd|info(?:rmation)?)(?:ar)?(?:\s*(?:/|och|&|,)\s*(?:notering|anteckning|beslut|kommentar|åtgärd|diskussion|omfattning)(?:ar)?)*)$",
            re.IGNORECASE,
        ),
    ),
    ("title", re.compile(r"^(?:ärende(?:n|mening)?|punkt|rubrik|fråga|ämne|dagordningspunkt|dagordning|område)$", re.IGNORECASE)),
)


_ANY_LABEL = re.compile("|".join(rf"(?<!\w)(?:{pattern.pattern.strip('^$')})(?!\w)" for _, pattern in _COLUMNS), re.IGNORECASE)
"""Any label, wherever in a line it stands."""
_DECISION = re.compile(r"^beslut(?:\s*(?:/|och)\s*åtgärd(?:er)?)?$", re.IGNORECASE)


def columns_of(labels: Sequence[str]) -> list[str | None]:
    """Which columns a header row names: number, title, text, presenter or decision, each at most once; None for others.

    "Punkt" is a number where another label names the title, else the title. "Beslut" is the text where no other
    label names it.
    """
    out: list[str | None] = []
    for label in labels:
        label = " ".join(label.split()).strip(" :.")
        found = [name for name, pattern in _COLUMNS if pattern.match(label)]
        free = [name for name in found if name not in out]
        out.append(free[0] if free else None)
    if "title" not in out and "number" in out:
        place = out.index("number")
        if re.match(r"(?:punkt|p)\b", labels[place].strip(), re.IGNORECASE):
            out[place] = "title"
    return _apart(out, [" ".join(label.split()).strip(" :.") for label in labels])


def _apart(parts: list[str | None], labels: Sequence[str]) -> list[str | None]:
    """A column of decisions beside one of notes is not the text but the decision."""
    noted = [n for n, label in enumerate(labels) if parts[n] in ("text", None) and _COLUMNS[2][1].match(label)]
    decided = [n for n in noted if _DECISION.match(labels[n])]
    if len(noted) > 1 and len(decided) == 1:
        kept = next(n for n in noted if n not in decided)
        parts[decided[0]], parts[kept] = "decision", "text"
    return parts


def is_column_header(line: Line) -> bool:
    """Whether a line is the header row of a notes table: two or more of its words name columns."""
    if len(_ANY_LABEL.findall(line.text)) < 2:  # nearly every line of a document, told at little cost
        return False
    return sum(part is not None for part in columns_of([part.text for part in header_labels(line)])) >= 2


def header_labels(line: Line) -> list[Line]:
    """A header row's labels: cut at gaps, and where two known labels stand a word space apart."""
    out: list[Line] = []
    for part in segments(line, 0.6):
        cuts = range(1, len(part.words)) if columns_of([part.text]) == [None] else ()
        halves = ([Line(line.page, part.words[:n]), Line(line.page, part.words[n:])] for n in cuts)
        out += next((pair for pair in halves if None not in columns_of([half.text for half in pair])), [part])
    return out
