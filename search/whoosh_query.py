"""Queries in Whoosh's own terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from whoosh import query as w
from whoosh.reading import IndexReader

from data.swedish import fold, key, related
from search.engine import And, DateRange, Everything, Fuzzy, Has, Named, Node, Not, Or, Phrase, Prefix, Word
from search.matching import FIELDS, FORM, PART, STEM

MOST = 200
"""How many terms a pattern may stand for and each still be weighed by how telling it is."""


def all_of(nodes: Iterable[Node], reader: IndexReader) -> w.Query:
    """All of the nodes."""
    return w.And([built(node, reader) for node in nodes])


def built(node: Node, reader: IndexReader) -> w.Query:
    """A node in Whoosh's own terms, patterns as the terms that the index has for them."""
    if isinstance(node, And):
        parts = [built(part, reader) for part in node.parts]
        return w.And([w.Every(), *parts]) if all(isinstance(part, Not) for part in node.parts) else w.And(parts)
    if isinstance(node, Or):
        return w.Or([built(part, reader) for part in node.parts])
    if isinstance(node, Not):
        return w.AndNot(w.Every(), built(node.part, reader))
    if isinstance(node, Everything):
        return w.Every()
    if isinstance(node, Has):
        return w.Or([w.Term(f"key_{node.field}", value) for value in node.values]) if node.values else w.NullQuery
    if isinstance(node, DateRange):
        return w.NumericRange("day", day_number(node.first), day_number(node.last))
    if isinstance(node, Named):
        raise TypeError(f"{node} was not looked up")
    fields = [node.field] if node.field else FIELDS
    return w.Or([sub for field in fields for sub in _in_field(node, field, FIELDS.get(field, 1.0), reader)])


def _in_field(node: Word | Phrase | Prefix | Fuzzy, field: str, weight: float, reader: IndexReader) -> Iterator[w.Query]:
    if isinstance(node, Prefix):
        yield _each(w.Wildcard(field, "=" + fold(node.pattern)), weight, reader)
    elif isinstance(node, Fuzzy):
        yield _each(w.FuzzyTerm(field, "=" + fold(node.text), maxdist=node.distance, prefixlength=2), weight * PART, reader)
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


def _each(pattern: w.Query, weight: float, reader: IndexReader) -> w.Query:
    """The terms of the whole index that a pattern stands for: Whoosh would look into each segment, and weigh otherwise where one has
    a single term for it than where one has several."""
    terms = sorted(set(pattern.expanded_terms(reader)))
    if len(terms) > MOST:
        return w.ConstantScoreQuery(pattern, weight)
    return w.Or([w.Term(field, text, boost=weight) for field, text in terms]) if terms else w.NullQuery


def day_number(date: str | None) -> int | None:
    """A date as a number that sorts."""
    return int(date.replace("-", "")) if date else None
