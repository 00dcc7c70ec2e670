"""A protocol's front page: labels to the left, names in columns under Ledamöter, Ersättare, Tjänstepersoner.

Rows of the form are parted by ruled lines where there are any, else by their labels. Within a row each column
is read by itself from top to bottom.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from ingest.attendance import Listed, heading, listed
from ingest.page import Line, Page, Word, segments
from ingest.roll import after, begin_lines, ends_list, name_paragraphs
from ingest.text import compose

_LABELS = re.compile(
    r"^(?:plats\s+och\s+(?:sammanträdes)?tid|(?:mötes|sammanträdes)?(?:tid|plats|datum)|tid\s+och\s+plats|beslutande|övriga?\s+(?:närvarande|deltagare|deltagande)|"
    r"närvarande|ledamöter|(?:(?:ej|icke)\s+)?tjänstgörande|(?:ej\s+)?ersättare|utses?\s+att\s+justera|justering(?:ens\s+(?:plats|tid).*)?|underskrifter|paragraf(?:er)?|"
    r"(?:nämnd)?sekreterare|ordförande|(?:protokolls?)?justerare|justerande|anslag|bevis|tjänste(?:män|personer)|frånvarande|organ|nämnd)\b",
    re.IGNORECASE,
)


def _label(text: str) -> bool:
    return text[:1].isupper() and bool(_LABELS.match(text))


class Front(Struct, frozen=True):
    """Lists of names, and the rest of the front page as lines, label and value together."""

    lists: tuple[Listed, ...]
    lines: tuple[Line, ...]


class _Band(Struct, frozen=True):
    """A row of the form: its label's lines and its columns, each a list of lines."""

    label: tuple[Line, ...]
    columns: tuple[tuple[Line, ...], ...]


def read_front(lines: Sequence[Line], pages: Sequence[Page]) -> Front | None:
    """The front page's lists and lines; None when its lines stand in one column and need no such care."""
    parts = [part for line in lines for part in segments(line, 1.4)]
    if not _is_form(lines):
        return None
    starts = _column_starts(parts)
    first = next((n for n, part in enumerate(parts) if _label(part.text)), len(parts))
    parts = [*parts[:first], *(piece for part in parts[first:] for piece in _recut(part, _shared(parts)))]
    lists: list[Listed] = []
    rest: list[Line] = []
    for band in _bands(parts, pages, starts):
        found, other = _read_band(band)
        lists += found
        rest += other
    return Front(tuple(lists), tuple(rest))


def heads_columns(lines: Sequence[Line]) -> bool:
    """Whether headings of lists stand side by side in some line."""
    return any(sum(heading(part.text) is not None for part in segments(line, 1.4)) > 1 for line in lines)


def _is_form(lines: Sequence[Line]) -> bool:
    """Whether values stand to the right of labels, or headings of lists side by side."""
    rows = (segments(line, 1.4) for line in lines)
    return sum(len(parts) > 1 and _label(parts[0].text) for parts in rows) >= 2 or heads_columns(lines)


def _column_starts(parts: Sequence[Line]) -> list[float]:
    """Where columns begin: left edges that several parts share, from left to right."""
    groups: list[list[float]] = []
    for x in sorted(part.x0 for part in parts):
        if groups and x - groups[-1][0] < 14:
            groups[-1].append(x)
        else:
            groups.append([x])
    least = 2 if len(parts) > 6 else 1
    return [group[0] for group in groups if len(group) >= least] or [groups[0][0]]


def _shared(parts: Sequence[Line]) -> list[float]:
    """Left edges at which at least three parts begin, to the point."""
    edges = Counter(round(part.x0) for part in parts)
    return [float(x) for x, count in edges.items() if count + edges[x + 1] >= 3]


def _recut(part: Line, edges: Sequence[float]) -> list[Line]:
    """A part cut where a word begins at a column's edge: a wide label leaves hardly a gap before its value."""
    out: list[list[Word]] = [[part.words[0]]]
    for word in part.words[1:]:
        if not word.glued and any(abs(word.x0 - edge) <= 1.2 for edge in edges):
            out.append([])
        out[-1].append(word)
    return [Line(part.page, tuple(words)) for words in out]


def _column(part: Line, starts: Sequence[float]) -> int:
    return max((n for n, start in enumerate(starts) if part.x0 >= start - 2), default=0)


def _bands(parts: Sequence[Line], pages: Sequence[Page], starts: Sequence[float]) -> Iterable[_Band]:
    """The form's rows: between ruled lines where those part it, else from label to label."""
    rules = {page.number: _across(page, parts) for page in pages}
    bands: list[list[Line]] = []
    last: tuple[int, int] | None = None
    for part in sorted(parts, key=lambda p: (p.page, p.baseline, p.x0)):
        ruled = rules.get(part.page, [])
        where = (part.page, sum(y < part.baseline - 0.3 * part.size for y in ruled))
        fresh = where != last if ruled else _column(part, starts) == 0 and _label(part.text)
        if fresh or not bands:
            bands.append([])
        bands[-1].append(part)
        last = where
    for band in bands:
        yield _as_band(band, starts)


def _as_band(parts: Sequence[Line], starts: Sequence[float]) -> _Band:
    columns: list[list[Line]] = [[] for _ in starts]
    for part in parts:
        columns[_column(part, starts)].append(part)
    label: list[Line] = []
    if columns[0] and _label(columns[0][0].text) and len(columns[0]) <= 4 and any(columns[1:]):
        label, columns = columns[0], columns[1:]
    return _Band(tuple(label), tuple(tuple(column) for column in columns if column))


def _across(page: Page, parts: Sequence[Line]) -> list[float]:
    """Heights of ruled lines that span most of the parts' width."""
    xs = [p.x0 for p in parts if p.page == page.number] + [p.x1 for p in parts if p.page == page.number]
    if not xs:
        return []
    span = max(xs) - min(xs)
    found = sorted(r.top for r in page.rules if r.horizontal and r.x1 - r.x0 > 0.5 * span)
    return found if len(found) > 2 else []


def _read_band(band: _Band) -> tuple[list[Listed], list[Line]]:
    """A row's lists of names, or its lines with the label before the first column's."""
    said = heading(compose([band.label]).text) if band.label else None
    lists: list[Listed] = []
    rest: list[Line] = []
    for number, column in enumerate(band.columns):
        found, loose = read_column(column, said)
        lists += found
        if loose and number == 0 and band.label and not lists:
            words = [w for line in (*band.label, *loose) for w in line.words]
            rest.append(Line(loose[0].page, tuple(words)))
        else:
            rest += loose
    if band.label and not rest and not lists:
        rest = list(band.label)
    return lists, rest


def read_column(lines: Sequence[Line], said: tuple[str, str | None, int] | None) -> tuple[list[Listed], list[Line]]:
    """A column's lists under its subheads, or under the row's own label, and the lines that are no list."""
    current = (said[0], said[1]) if said else None
    run: list[Line] = []
    lists: list[Listed] = []
    loose: list[Line] = []

    def close() -> None:
        if run and current:
            lists.append(listed(*current, name_paragraphs(run)))
        else:
            loose.extend(run)
        run.clear()

    for line in begin_lines(lines):
        found = heading(line.text)
        if ends_list(line):
            close()
            current = None
            run.append(line)
        elif found:
            close()
            current = _under(current, found[0], found[1])
            run += after(line, found[2])
        else:
            run.append(line)
    close()
    return lists, loose


def _under(above: tuple[str, str | None] | None, kind: str, role: str | None) -> tuple[str, str | None]:
    """A subhead's meaning under its row's: "Ersättare" among the absent are absent."""
    if above and above[0] == "absent":
        return "absent", role
    return kind, role
