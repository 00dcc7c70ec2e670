"""Where a query's words stand in a text, and the passage that shows them best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from data.swedish import analyse, fold
from search.engine import And, Entry, Fuzzy, Node, Or, Phrase, Prefix, Word
from search.matching import Match, Needle, find

WIDTH = 240
"""Characters a snippet has at most."""


class Passage(Struct, frozen=True):
    """A snippet, what to highlight in it, and the page the first match in the entry stands on."""

    snippet: str
    highlights: tuple[tuple[int, int], ...]
    page: int | None


def needles(node: Node) -> Iterator[Needle]:
    """The words, phrases and wildcards that a hit may show: not those behind NOT."""
    if isinstance(node, Word | Phrase | Prefix | Fuzzy):
        yield node
    elif isinstance(node, And | Or):
        for part in node.parts:
            yield from needles(part)


def matches(field: str, text: str, sought: Sequence[Needle]) -> list[tuple[int, int]]:
    """The places [start, end) in a field's text that the needles match, sorted, none twice."""
    return sorted({(m.start, m.end) for m in found_in(field, text, sought)})


def found_in(field: str, text: str, sought: Sequence[Needle]) -> list[Match]:
    """The matches in a field's text, in order, with what they are and why they match."""
    tokens = analyse(text)
    return sorted({m for needle in sought if needle.field in (None, field) for m in find(needle, tokens)})


def passage(entry: Entry, node: Node) -> Passage:
    """The best passage of an entry: from its text, else its title, else its presenters, else the text's beginning."""
    sought = list(needles(node))
    in_text = matches("text", entry.text, sought)
    page = page_at(entry, in_text[0][0] if in_text else 0)
    for field, text, places in (
        ("text", entry.text, in_text),
        ("decision", entry.decision, None),
        ("title", entry.title, None),
        ("presenters", entry.presenters, None),
        ("reference", entry.reference, None),
    ):
        found = matches(field, text, sought) if places is None else places
        if found:
            start, end = _window(text, found)
            return _cut(field, text, start, end, sought, page if field == "text" else page_at(entry, 0))
    text = entry.text or entry.title
    return _cut("text" if entry.text else "title", text, 0, min(len(text), WIDTH), [], page_at(entry, 0))


def page_at(entry: Entry, offset: int) -> int | None:
    """The page on which an offset of the entry's text stands."""
    return max((p for p in entry.pages if p[0] <= offset), default=entry.pages[0] if entry.pages else (0, None))[1]


def _window(text: str, places: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The stretch of at most WIDTH characters with the most different matches, from a little before the first."""
    best, most = places[0], 0
    for n, (start, _) in enumerate(places):
        inside = {fold(text[a:b]) for a, b in places[n:] if b <= start + WIDTH - 60}
        if len(inside) > most:
            best, most = places[n], len(inside)
    start = max(0, best[0] - 60)
    if start:
        start = text.find(" ", start, best[0]) + 1 or best[0]
    end = min(len(text), max(start + WIDTH, best[1]))
    if end < len(text):
        end = max(text.rfind(" ", start, end), best[1])
    return start, end


def _cut(field: str, text: str, start: int, end: int, sought: Sequence[Needle], page: int | None) -> Passage:
    snippet = " ".join(text[start:end].split())
    places = matches(field, snippet, sought)
    lead, tail = "… " if start else "", " …" if end < len(text) else ""
    return Passage(lead + snippet + tail, tuple((a + len(lead), b + len(lead)) for a, b in places), page)
