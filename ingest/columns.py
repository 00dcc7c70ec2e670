"""Notes tables without borders: columns from the header's labels and the gutters below, rows from the titles.

Gives the same `Table` as ruled ones do, so that nothing further on knows the difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.closing import is_closing
from ingest.document import Document, columns_of, header_labels, is_column_header
from ingest.page import Line, Page, Word, to_lines
from ingest.tables import Cell, Table


def aligned_tables(document: Document) -> list[Table]:
    """The agenda table of a document whose columns are only aligned: one Table a page, its header row first."""
    start = _header(document)
    if start is None:
        return []
    header = start[1]
    labels = header_labels(header)
    below = _below(document, start)
    bounds = _bounds(labels, [w for lines in below.values() for line in lines for w in line.words])
    parts = columns_of([label.text for label in labels])
    lead = parts.index("number") if "number" in parts else parts.index("title") if "title" in parts else 0
    right = max((w.x1 for lines in below.values() for line in lines for w in line.words), default=header.x1)
    out: list[Table] = []
    for page in document.pages:
        if lines := below.get(page.number):
            heads = [header] if page.number == header.page else []
            out.append(_table(page, heads, lines, [*bounds, max(right, header.x1) + 4], lead, parts[lead] == "number"))
    return out


def _header(document: Document) -> tuple[int, Line] | None:
    """The first line that names columns, with its place among the body lines."""
    for n, line in enumerate(document.body):
        if is_column_header(line):
            return n, line
    return None


def _below(document: Document, start: tuple[int, Line]) -> dict[int, list[Line]]:
    """The lines under the header up to the closing, by page; repeated headers left out."""
    out: dict[int, list[Line]] = {}
    for line in document.body[start[0] + 1 :]:
        if is_closing(line) and line.x0 < start[1].x0 + 20:
            break
        if not is_column_header(line):
            out.setdefault(line.page, []).append(line)
    return out


def _bounds(labels: Sequence[Line], words: Sequence[Word]) -> list[float]:
    """The columns' left edges: where, between two labels, the widest gutter ends."""
    left = min([labels[0].x0, *(w.x0 for w in words)])
    edges = [left]
    for one, two in pairwise(labels):
        edges.append(_gutter(one.x1 - 1, two.x1, two.x0, words))
    return edges


def _gutter(low: float, high: float, label: float, words: Sequence[Word]) -> float:
    """The right end of the emptiest stretch between `low` and `high`; `label` where the words do not tell."""
    near = [w for w in words if w.x1 > low and w.x0 < high]
    stops = sorted({label, *(w.x0 for w in near if low < w.x0 <= high)})
    best, least = label, (len(near) + 1, 0.0)
    for x in stops:
        crossing = sum(w.x0 < x - 0.5 < w.x1 for w in near)
        gap = x - max((w.x1 for w in near if w.x1 <= x), default=low)
        if (crossing, -gap) < least:
            best, least = x, (crossing, -gap)
    return best


def _column(word: Word, edges: Sequence[float]) -> int:
    return max((n for n, edge in enumerate(edges) if word.x0 >= edge - 2.5), default=0)


def _table(page: Page, heads: Sequence[Line], lines: Sequence[Line], edges: Sequence[float], lead: int, numbers: bool) -> Table:
    *edges, right = edges
    columns: list[list[Word]] = [[] for _ in edges]
    column = 0
    for line in lines:
        for word in line.words:
            column = column if word.glued else _column(word, edges)
            columns[column].append(word)
    spans = list(pairwise([edge - 3 for edge in edges] + [right]))
    rows = [_row(page.number, spans, [_split(heads[0], edges, n) for n in range(len(edges))])] if heads else []
    leads = to_lines(page.number, columns[lead])
    starts = (
        [line.top - 1 for line in leads] if numbers else _starts(page, leads, _pitch([to_lines(page.number, words) for words in columns]))
    )
    bands = list(pairwise([0.0, *starts, page.height]))
    for top, bottom in bands:
        cells = [[w for w in words if top <= w.baseline - 0.5 * w.size < bottom] for words in columns]
        if any(cells):
            rows.append(_row(page.number, spans, cells))
    box = (spans[0][0], (heads[0] if heads else lines[0]).top, spans[-1][1], lines[-1].bottom)
    return Table(page.number, box, tuple(rows))


def _split(line: Line, edges: Sequence[float], column: int) -> list[Word]:
    """The header's words whose middle lies in a column: a centred label may begin before its column's text."""
    ends = [*edges[1:], 1e9]
    return [w for part in header_labels(line) for w in part.words if edges[column] <= max((part.x0 + part.x1) / 2, edges[0]) < ends[column]]


def _pitch(columns: Sequence[Sequence[Line]]) -> float:
    """The distance between the lines of a paragraph, from all columns."""
    pairs = [(a, b) for lines in columns for a, b in pairwise(lines)]
    steps = sorted(b.baseline - a.baseline for a, b in pairs if b.baseline - a.baseline > 0.9 * a.size)
    size = pairs[0][0].size if pairs else 0.0
    return min(steps[len(steps) // 5] if steps else size, 1.45 * size)


def _starts(page: Page, titles: Sequence[Line], pitch: float) -> list[float]:
    """The heights at which rows begin: a title after a gap or a rule, not one that only runs on."""
    rules = [r.top for r in page.rules if r.horizontal and r.x1 - r.x0 > 0.4 * page.width]
    out: list[float] = []
    for n, line in enumerate(titles):
        before = titles[n - 1] if n else None
        ruled = before is not None and any(before.baseline < y < line.baseline for y in rules)
        if before is None or ruled or line.baseline - before.baseline > 1.12 * pitch:
            out.append(line.top - 1)
    return out


def _row(page: int, spans: Sequence[tuple[float, float]], cells: Sequence[Sequence[Word]]) -> tuple[Cell, ...]:
    found = [w for words in cells for w in words]
    top, bottom = min(w.top for w in found), max(w.bottom for w in found)
    return tuple(Cell((x0, top, x1, bottom), tuple(to_lines(page, words))) for (x0, x1), words in zip(spans, cells, strict=True))
