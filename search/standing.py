"""Names where they stand in words, tagged or not, and the meetings in which they mean somebody."""

from __future__ import annotations

from collections.abc import Iterator

from data.organisations import fold
from data.people import Decision
from data.swedish import analyse
from search.engine import And, DateRange, Has, Node, Not, Phrase, Word


def standing(name: str, field: str) -> Iterator[Node]:
    """The name's words next to one another in a field; nothing for a name without words."""
    words = tuple(token.form for token in analyse(name) if not token.extra)
    if words:
        yield Phrase(words, field) if len(words) > 1 else Word(words[0], field)


def meetings(decision: Decision, covered: bool) -> Node:
    """The meetings that a decision about a person covers, or those that it does not."""
    parts: list[Node] = [DateRange(decision.first, decision.last)] if decision.first or decision.last else []
    parts += [Has("body", (fold(decision.body),))] if decision.body else []
    parts += [Has("municipality", (fold(decision.municipality),))] if decision.municipality else []
    return And(tuple(parts)) if covered else Not(And(tuple(parts)))
