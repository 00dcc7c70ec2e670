"""Queries in Whoosh's own terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from whoosh import query as w

from data.swedish import fold, key, related
from search.engine import And, DateRange, Everything, Fuzzy, Has, Named, Node, Not, Or, Phrase, Prefix, Word
from search.matching import FIELDS, FORM, PART, STEM


def all_of(nodes: Iterable[Node]) -> w.Query:
    """All of the nodes."""
    return w.And([built(node) for node in nodes])


def built(node: Node) -> w.Query:
    """A node in Whoosh's own terms."""
    if isinstance(node, And):
        parts = [built(part) for part in node.parts]
        return w.And([w.Every(), *parts]) if all(isinstance(part, Not) for part in node.parts) else w.And(parts)
    if isinstance(node, Or):
        return w.Or([built(part) for part in node.parts])
    if isinstance(node, Not):
        return w.AndNot(w.Every(), built(node.part))
    if isinstance(node, Everything):
        return w.Every()
    if isinstance(node, Has):
        return w.Or([w.Term(f"key_{node.field}", value) for value in node.values]) if node.values else w.NullQuery
    if isinstance(node, DateRange):
        return w.NumericRange("day", day_number(node.first), day_number(node.last))
    if isinstance(node, Named):
        raise TypeError(f"{node} was not looked up")
    return w.Or([sub for field in ([node.field] if node.field else FIELDS) for sub in _in_field(node, field, FIELDS.get(field, 1.0))])


def _in_field(node: Word | Phrase | Prefix | Fuzzy, field: str, weight: float) -> Iterator[w.Query]:
    if isinstance(node, Prefix):
        yield w.Wildcard(field, "=" + fold(node.pattern), boost=weight)
    elif isinstance(node, Fuzzy):
        yield w.FuzzyTerm(field, "=" + fold(node.text), maxdist=node.distance, prefixlength=2, boost=weight * PART)
    elif isinstance(node, Word):
        form = fold(node.text)
        yield w.Term(field, key(form), boost=weight * STEM)
        yield w.Term(field, "=" + form, boost=weight * (FORM - STEM))
        if field != "reference" and form.isalpha():
            for text in ("~" + key(form), *related(form)):
                yield w.Term(field, text, boost=weight * PART)
    else:
        yield w.Phrase(field, [key(fold(word)) for word in node.words], boost=weight)
        yield w.Phrase(field, ["=" + fold(word) for word in node.words], boost=weight * (FORM - STEM))


def day_number(date: str | None) -> int | None:
    """A date as a number that sorts."""
    return int(date.replace("-", "")) if date else None
