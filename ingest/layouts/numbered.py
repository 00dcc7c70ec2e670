"""Minutes in numbered points or § paragraphs: boards, associations, councils and committees."""

from __future__ import annotations

from collections.abc import Sequence

from ingest import closing
from ingest.agenda import label_form
from ingest.attendance import Listed, heading, read_attendance, read_list
from ingest.coming import coming_meetings
from ingest.document import Document, Draft, Reading
from ingest.frontpage import read_front
from ingest.grids import read_grids
from ingest.header import read_header
from ingest.headings import find_headed
from ingest.names import is_name
from ingest.page import Line
from ingest.presenters import presenters_in
from ingest.roll import after, lists_under, split_attendance
from ingest.sections import Heading, find_headings, is_subhead, split_reference, without_contents
from ingest.tables import find_tables
from ingest.text import Passage, compose, fits, paragraphs, right_edge

name = "numbered"


def claim(document: Document) -> str | None:
    """Claims a document with at least two numbered points, or one §, in rising order."""
    found = find_headings(document.body)
    if not found or _inside_headed(document.body, found):
        return None
    return f"{len(found)} numbered points, from {found[0].label} to {found[-1].label}"


def _inside_headed(lines: Sequence[Line], found: Sequence[Heading]) -> bool:
    """Whether the points are only lists in items that stand under headings: light ones, with headings on both sides."""
    if found[0].label.startswith("§") or any(h.bold for h in found):
        return False
    outside = [n for n in find_headed(lines) if not found[0].index <= n <= found[-1].index]
    return len(outside) >= 2 and outside[0] < found[0].index


def read(document: Document) -> Reading:
    """Head and lists from above the first point, an item a point, the signatures set apart."""
    body = without_contents(document.body)
    found = find_headings(body)
    body, tail = closing.split_signatures(body, found[-1].index + 1)
    lists, head = _read_head(document, body[: found[0].index])
    header = read_header(head, document.running)
    right = right_edge(body)
    drafts: list[Draft] = []
    ends = [h.index for h in found[1:]] + [len(body)]
    for mark, end in zip(found, ends, strict=True):
        names = _names_in(mark, body[mark.index : end])
        if names:
            lists += names
        else:
            drafts.append(read_point(mark, body[mark.index : end], right))
    return Reading(
        header=header,
        attendance=read_attendance(lists),
        items=tuple(drafts),
        recorded_by=closing.recorded([*tail, *head]),
        approved_by=closing.approved([*tail, *head]),
        approved=closing.approval_day([*head, *tail]),
        next_meetings=coming_meetings(((d.title.text, d.text.text) for d in drafts), header.date),
    )


def _read_head(document: Document, lines: Sequence[Line]) -> tuple[list[Listed], list[Line]]:
    """The lists of names above the first point, and the head's other lines: of a form, of plain lines or of a ruled grid."""
    front = read_front(lines, document.pages)
    lists, head = (list(front.lists), list(front.lines)) if front else split_attendance(lines)
    if lines and not any(map(read_list, lists)):
        last = (lines[-1].page, lines[-1].baseline)
        tables = (table for page in document.pages[: last[0]] for table in find_tables(page))
        found, rest = read_grids((table for table in tables if (table.page, table.box[1]) < last), lines)
        if found:
            more, head = split_attendance(rest)
            lists = [*found, *more]
    return lists, head


def _names_in(mark: Heading, lines: Sequence[Line]) -> list[Listed]:
    """A point that is nothing but lists of names ("2. Närvarande: …") as those lists; none for another point."""
    first = after(lines[0], mark.rest)
    said = heading(first[0].text) if first else None
    if said is None:
        return []
    kind, role, start = said
    lists = lists_under((kind, role), [*after(first[0], start), *lines[1:]])
    entries = [entry for names in lists for entry in read_list(names)]
    return lists if entries and 2 * sum(is_name(e.name) for e in entries) >= len(entries) else []


def read_point(mark: Heading, lines: Sequence[Line], right: float) -> Draft:
    """A point: label, title (over as many lines as it takes), reference, and the text below."""
    first = after(lines[0], mark.rest)
    rest = first[0].text if first else ""
    reference, bare = split_reference(rest)
    title, used = _title_lines(lines, first, bare, right)
    passage = compose([title])
    if reference is None and used < len(lines):
        reference, left = split_reference(lines[used].text)
        if reference and not left:
            used += 1
        else:
            reference = None
    if reference and first and title[:1] == first:
        passage = _without(passage, bare, rest)
    body = list(lines[used:])
    return Draft(
        label=label_form(mark.label),
        title=passage,
        text=compose(paragraphs(body, right), right=None),
        reference=reference,
        presenters=presenters_in(body),
        lines=tuple(lines),
    )


def _without(passage: Passage, bare: str, rest: str) -> Passage:
    """The title without the reference printed at its head."""
    from ingest.agenda import cut

    if bare and rest.endswith(bare):
        return cut(passage, len(rest) - len(bare))
    return passage


def _title_lines(lines: Sequence[Line], first: Sequence[Line], bare: str, right: float) -> tuple[list[Line], int]:
    """The lines of the title, and how many of the point's lines they use up."""
    title = list(first) if bare else []
    used = 1
    lead = title[0] if title else None
    while used < len(lines):
        line = lines[used]
        if lead is None:
            if is_subhead(line):
                break
            lead = line
        elif not _continues(title[-1], line, lead, right):
            break
        title.append(line)
        used += 1
        if len(title) > 8:
            break
    return title, used


def _continues(before: Line, line: Line, lead: Line, right: float) -> bool:
    """Whether a line goes on the title: same weight and size, no gap, no room left on the line before."""
    if line.bold != lead.bold or abs(line.size - lead.size) > 0.4 or is_subhead(line):
        return False
    if line.page == before.page and line.baseline - before.baseline > 1.75 * lead.size:
        return False
    if lead.bold:
        return True
    return not fits(before, line, right) and not before.text.endswith((".", ":"))
