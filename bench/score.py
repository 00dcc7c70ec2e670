"""How much of each meeting was read right, against gold records: figures between 0 and 1 by kind.

A gold record holds only what it is sure of, and only that counts. Names and titles are compared without regard
to case, spacing and kinds of dash; text by the longest matching runs of words; the rest is F1 over sets.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

Record = Mapping[str, Any]
HEAD = ("body", "date", "start", "end", "venue")
ALIKE = 0.95
"""How alike two titles must be for their items to be one."""


class Tally:
    """What was right, what was said and what was there, by kind."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.said: Counter[str] = Counter()
        self.there: Counter[str] = Counter()

    def compare(self, kind: str, said: Iterable[Any], there: Iterable[Any]) -> None:
        """Two bags of things: what is in both is right."""
        a, b = Counter(said), Counter(there)
        self.right[kind] += (a & b).total()
        self.said[kind] += a.total()
        self.there[kind] += b.total()

    def grade(self, kind: str, right: float) -> None:
        """One thing that is right to some part."""
        self.right[kind] += right  # type: ignore[assignment]  # parts of things are counted too
        self.said[kind] += 1
        self.there[kind] += 1

    def add(self, other: Tally) -> None:
        """Another document's counts."""
        for mine, its in ((self.right, other.right), (self.said, other.said), (self.there, other.there)):
            mine.update(its)

    def f1(self, kind: str) -> float:
        """The harmonic mean of precision and recall; 1 where nothing was said nor there."""
        total = self.said[kind] + self.there[kind]
        return 2 * self.right[kind] / total if total else 1.0

    def figures(self) -> dict[str, float]:
        """All kinds, by name."""
        return {kind: self.f1(kind) for kind in sorted(self.there)}


def plain(text: str | None) -> str:
    """What is compared of a text."""
    text = unicodedata.normalize("NFC", text or "").replace("\u00ad", "")
    return " ".join(re.sub("[‐‑–—]", "-", text).split()).casefold()


def name(text: str | None) -> str:
    """What is compared of a name."""
    return plain(text).replace("-", " ").strip(" .,")


def alike(one: str, other: str) -> float:
    """How alike two strings are, 0 to 1."""
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def score(record: Record | None, gold: Record) -> Tally:
    """The tally of one record against its gold."""
    found: Record = record or {}
    tally = Tally()
    for field in HEAD:
        if gold.get(field):
            tally.grade("header", float(plain(found.get(field)) == plain(gold[field])))
    if gold.get("attendance"):
        _attendance(tally, found.get("attendance", []), gold["attendance"])
    if "items" in gold:
        _items(tally, list(found.get("items", [])), gold["items"])
    for field, key in (("recorded_by", "name"), ("next_meetings", "start")):
        if gold.get(field):
            wanted = [gold[field]] if isinstance(gold[field], str) else gold[field]
            tally.compare(field, [name((x.get(key) or "")[:80]) for x in found.get(field, [])], [name(x) for x in wanted])
    return tally


def _attendance(tally: Tally, found: list[Record], gold: list[Record]) -> None:
    tally.compare("attendance", [(name(a["name"]), a["status"]) for a in found], [(name(a["name"]), a["status"]) for a in gold])
    for kind, field, form in (("substitutes", "substitute_for", name), ("party", "party", str)):
        if any(a.get(field) for a in gold):
            pairs = [[(name(a["name"]), form(a[field])) for a in rows if a.get(field)] for rows in (found, gold)]
            tally.compare(kind, *pairs)


def _items(tally: Tally, found: list[Record], gold: list[Record]) -> None:
    matched = 0
    free = list(found)
    for wanted in gold:
        item = _match(free, wanted)
        people = [name(p["name"]) for p in wanted.get("presenters", [])]
        if item is None:
            tally.compare("presenters", [], people)
            continue
        free.remove(item)
        matched += 1
        if wanted.get("text") is not None:
            tally.grade(
                "text",
                difflib.SequenceMatcher(None, plain(item["text"]).split(), plain(wanted["text"]).split(), False).ratio()
                if item["text"] or wanted["text"]
                else 1.0,
            )
        if "presenters" in wanted:
            tally.compare("presenters", [name(p["name"]) for p in item["presenters"]], people)
            pairs = [
                [(name(p["name"]), plain(p["organisation"])) for p in i["presenters"] if p.get("organisation")] for i in (item, wanted)
            ]
            tally.compare("organisations", *pairs)
        if wanted.get("reference"):
            tally.grade("reference", float(plain(item.get("reference")) == plain(wanted["reference"])))
    tally.right["items"] += matched
    tally.said["items"] += len(found)
    tally.there["items"] += len(gold)


def _match(found: list[Record], wanted: Record) -> Record | None:
    """The item of the same label whose title is most like the wanted one's, if it is like enough."""
    best, most = None, 0.0
    for item in found:
        labels = plain(item.get("label")), plain(wanted.get("label"))
        if labels[1] and labels[0] != labels[1]:
            continue
        ratio = alike(plain(item.get("title")), plain(wanted["title"])) if wanted.get("title") else float(bool(labels[1]))
        if ratio > most:
            best, most = item, ratio
    return best if most >= ALIKE else None
