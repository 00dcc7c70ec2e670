"""Open questions about a finished record, so that one without issues can be trusted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import structs

from data.model import Issue, Minutes
from ingest.attendance import heading
from ingest.dates import find_dates, first_date
from ingest.document import Document
from ingest.header import names_people
from ingest.page import segments, spell

HEAD_LINES = 40
"""How many lines, from the top, are looked through for the meeting's own date and lists."""
_MEETING_DAY = re.compile(r"^(?:sammanträdes|mötes)(?:datum|dag)\b|^(?:tid|datum)\s*:", re.IGNORECASE)


def check(record: Minutes, document: Document, issues: Iterable[Issue]) -> Minutes:
    """The record with its issues: those the reader met and those found by looking at the whole."""
    found = [
        *issues,
        *_head(record),
        *_dates(record, document),
        *_lists(record, document),
        *_people(record),
        *_items(record),
        *_balance(record),
        *_labels(record),
    ]
    unique = {(i.code, i.message, i.page): i for i in found}
    return structs.replace(record, issues=tuple(unique.values()))


def _head(record: Minutes) -> Iterator[Issue]:
    if record.body is None:
        yield Issue("no-body", "who met is not told, or not where it was looked for", 1)
    if record.date is None:
        yield Issue("no-date", "the meeting's date was not found", 1)


def _dates(record: Minutes, document: Document) -> Iterator[Issue]:
    """Dates in the head and the running heads that no calendar has, or that are another day than the meeting's."""
    head = [line.text for line in document.body[:HEAD_LINES]]
    for text in (*document.running, *head):
        if any(found.impossible for found in find_dates(text)):
            yield Issue("impossible-date", f"no calendar has the date in “{text.strip()[:60]}”", 1)
    stamped = {d for text in document.running if _MEETING_DAY.search(text) and (d := first_date(text))}
    labelled = {d for text in head if _MEETING_DAY.match(text.strip()) and (d := first_date(text))}
    for day in sorted((stamped | labelled) - {record.date}):
        yield Issue("dates-disagree", f"the meeting is dated {record.date}, but also {day}", 1)


def _lists(record: Minutes, document: Document) -> Iterator[Issue]:
    """A heading of those called or present with nobody under it."""
    if record.attendance:
        return
    yield from _unread(record, document)
    for line in document.body[:HEAD_LINES]:
        found = heading(line.text)
        if found and line.text.rstrip().endswith(":"):
            yield Issue("empty-attendance", f"nobody was found under “{line.text.strip()[:40]}”", line.page)


def _unread(record: Minutes, document: Document) -> Iterator[Issue]:
    """Lines with names above the first item, in minutes that have no attendance."""
    first = next((item.source[0] for item in record.items if item.source), None)
    if not first:
        return
    above = [line for line in document.body if (line.page, line.baseline) < (first.page, first.box[1])]
    named = [line for line in above[:HEAD_LINES] if any(names_people(spell(part.words)) for part in segments(line))]
    if len(named) > 1:
        text = spell(named[0].words)[:40]
        yield Issue("attendance-unread", f"names stand above the items but were not read as attendance, the first “{text}”", named[0].page)


def _people(record: Minutes) -> Iterator[Issue]:
    """An entry whose role or organisation holds a name in brackets or a label: somebody else's entry may be in it."""
    for entry in record.attendance:
        told = f"{entry.role or ''}, {entry.organisation or ''}"
        if re.search(r"\w\s*\([^)]*\)|\w:\s", told):
            page = entry.source[0].page if entry.source else None
            yield Issue("attendance-unclear", f"what stands with {entry.name} may be another's entry: “{told.strip(' ,')[:60]}”", page)


def _items(record: Minutes) -> Iterator[Issue]:
    if not record.items:
        yield Issue("no-items", "no agenda items were found", None)
    for item in record.items:
        if not item.title:
            page = item.source[0].page if item.source else None
            yield Issue("item-without-title", f"item {item.number} has no title", page)


def _balance(record: Minutes) -> Iterator[Issue]:
    """Most items empty and one with nearly all the text: a contents list was taken for the items."""
    sizes = [len(item.text) for item in record.items]
    if len(sizes) >= 4 and 2 * sizes.count(0) > len(sizes) and max(sizes) > 2000 and 10 * max(sizes) > 7 * sum(sizes):
        yield Issue("items-uneven", "nearly all text stands under one item: the others may be a contents list", None)


def _labels(record: Minutes) -> Iterator[Issue]:
    """Gaps and repeats in the printed numbers."""
    last: int | None = None
    for item in record.items:
        match = re.search(r"\d+", item.label or "")
        if not match:
            continue
        number = int(match[0])
        page = item.source[0].page if item.source else None
        if last is not None and number == last and not re.search(r"[a-z]$", item.label or ""):
            yield Issue("label-repeated", f"{item.label} stands more than once", page)
        elif last is not None and number != last and number != last + 1:
            yield Issue("label-gap", f"{item.label} follows number {last}", page)
        last = number
