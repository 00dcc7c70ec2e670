"""Minutes whose matters stand under headings without numbers: bold, large or in capitals, the text below."""

from __future__ import annotations

from collections.abc import Sequence

from ingest import closing
from ingest.attendance import read_attendance
from ingest.coming import coming_meetings
from ingest.document import Document, Draft, Reading
from ingest.header import read_header
from ingest.headings import count_title_lines, find_headed
from ingest.page import Line
from ingest.presenters import presenters_in
from ingest.roll import split_attendance
from ingest.sections import split_reference
from ingest.text import compose, paragraphs, right_edge

name = "headed"


def claim(document: Document) -> str | None:
    """Claims a document with at least three headings of one look, each over text of another."""
    found = find_headed(document.body)
    return f"{len(found)} headings without numbers, the first “{document.body[found[0]].text[:40]}”" if found else None


def read(document: Document) -> Reading:
    """Head and lists from above the first heading, an item a heading, the signatures set apart."""
    lines = document.body
    found = find_headed(lines)
    lists, head = split_attendance(lines[: found[0]])
    body, tail = closing.split_signatures(lines, found[-1] + 1)
    header = read_header(head, document.running)
    right = right_edge(body)
    ends = [*found[1:], len(body)]
    drafts = [_read_item(body[start:end], right) for start, end in zip(found, ends, strict=True)]
    return Reading(
        header=header,
        attendance=read_attendance(lists),
        items=tuple(drafts),
        recorded_by=closing.recorded([*tail, *head]),
        approved_by=closing.approved([*tail, *head]),
        approved=closing.approval_day([*head, *tail]),
        next_meetings=coming_meetings(((d.title.text, d.text.text) for d in drafts), header.date),
    )


def _read_item(lines: Sequence[Line], right: float) -> Draft:
    """A heading, over as many lines as it takes, and the text below it."""
    used = count_title_lines(lines, right)
    title = compose([lines[:used]])
    text = compose(paragraphs(lines[used:], right), right=None)
    reference, _ = split_reference(lines[used].text) if used < len(lines) else (None, "")
    return Draft(title=title, text=text, reference=reference, presenters=presenters_in(lines[used:]), lines=tuple(lines))
