"""The items that each query of labels/queries.txt should find, by its hand-written word forms: `python -m bench.label`.

The forms are matched on the text as printed, with no analysis at all, so that the labels owe nothing to the search
they judge. Writes labels/relevance.json (queries and item ids, no text).
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from bench.quality import folders, read
from data.model import Item, Minutes

LABELS = Path(__file__).parent / "labels"
SOURCES = ("goteborg", "samples")


class Wanted(Struct, frozen=True):
    """A query and the forms that make an item relevant: (field, pattern, whether it must be absent)."""

    query: str
    forms: tuple[tuple[str, str, bool], ...]


def queries() -> list[Wanted]:
    """The queries of labels/queries.txt, in order."""
    out = []
    for line in (LABELS / "queries.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            query, _, forms = line.partition(" | ")
            out.append(Wanted(query.strip(), tuple(map(_form, forms.split(" & ")))))
    return out


def _form(text: str) -> tuple[str, str, bool]:
    match = re.match(r"\s*(?P<absent>!)?\s*(?:\[(?P<field>\w+)\])?\s*(?P<pattern>.+?)\s*$", text)
    if match is None:
        raise ValueError(f"no form: {text!r}")
    return match["field"] or "all", match["pattern"], bool(match["absent"])


def records() -> Iterator[Minutes]:
    """The records that are judged: the samples and, where the test corpus is, Göteborg's."""
    for name, folder in folders():
        if name in SOURCES:
            yield from map(read, sorted(folder.glob("*.pdf")))


def relevant(wanted: Wanted, items: Sequence[Item]) -> list[str]:
    """The ids of the items that hold all the forms."""
    return [item.id for item in items if all(_holds(item, *form) for form in wanted.forms)]


def _holds(item: Item, field: str, pattern: str, absent: bool) -> bool:
    who = " ; ".join(" ".join(filter(None, (p.name, p.organisation, p.role))) for p in item.presenters)
    text = {"title": item.title or "", "presenters": who, "all": f"{item.title or ''} ; {item.text} ; {who}"}[field]
    found = re.search(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.sub(r"\s+", " ", text.casefold()))
    return bool(found) != absent


def main() -> int:
    """Writes the labels."""
    items = [item for record in records() for item in record.items]
    labels = {wanted.query: relevant(wanted, items) for wanted in queries()}
    (LABELS / "relevance.json").write_text(json.dumps(labels, ensure_ascii=False, indent=0) + "\n", "utf-8")
    sys.stdout.write(f"{len(labels)} queries over {len(items)} items, {sum(map(len, labels.values()))} labels\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
