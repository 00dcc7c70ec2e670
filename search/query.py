"""What people type → a tree of what they mean, in nobody's query language but the seam's.

Lucene's syntax as people know it: words (all of them must be there), "phrases", AND OR NOT in capitals, + and -,
* and ?, parentheses, field:word with Swedish or English field names. luqum reads it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import TYPE_CHECKING

from data.errors import QueryError
from data.swedish import Token, analyse, common_words
from search.engine import And, Fuzzy, Named, Node, Not, Or, Phrase, Prefix, Word

if TYPE_CHECKING:
    from luqum import tree as luqum

FIELDS = {
    "ärende": "title", "arende": "title", "titel": "title", "title": "title", "rubrik": "title",
    "notering": "text", "text": "text",
    "föredragande": "presenters", "foredragande": "presenters", "presenter": "presenters",
    "beslut": "decision", "decision": "decision",
    "dnr": "reference", "diarienummer": "reference", "reference": "reference",
}  # fmt: skip
"""What a field may be called, and the entry's field it means."""
NAMED = {
    "person": "person", "organisation": "organisation", "org": "organisation", "plats": "place", "place": "place",
    "ämne": "topic", "topic": "topic", "organ": "body", "body": "body", "kommun": "municipality", "municipality": "municipality",
    "år": "date", "ar": "date", "year": "date", "datum": "date", "date": "date",
}  # fmt: skip
"""Fields that hold a name or a date, to be looked up before an engine is asked."""

LONGEST = 2000
"""Characters a query may have."""
FEWEST_LETTERS = 2
"""Letters a wildcard must have: shorter ones cost much and tell little."""
MOST_PARTS = 200
"""Words, phrases and wildcards a query may have."""


def parse(text: str) -> Node:
    """The tree of a query. Raises QueryError, which points at the place, for what cannot be understood."""
    text = unicodedata.normalize("NFC", text)
    if len(text) > LONGEST:
        raise QueryError(f"the query is longer than {LONGEST} characters", "ask for less at a time")
    if not any(c.isalnum() for c in text):
        raise QueryError("the query holds no word", "type a word, or use arende items to list everything")
    node = _all_of([_word(word, None) for word in text.split()]) if is_plain(text) else by_grammar(text)
    if node is None:
        raise QueryError("the query holds no word to look for", "type a word, or use arende items to list everything")
    return node


def is_plain(text: str) -> bool:
    """Whether a query is words alone. Those need no grammar, whose making takes longer than many an answer."""
    return bool(re.fullmatch(r"[^\W_\s]+(?:\s+[^\W_\s]+)*", text)) and not {"AND", "OR", "NOT", "TO"} & set(text.split())


def by_grammar(text: str) -> Node | None:
    """The tree of any query, as luqum reads it; None when no word is left to look for."""
    return _node(_tree(_escaped(text)), None, text)


def _escaped(text: str) -> str:
    """Signs that are no syntax among words made harmless: a colon in 2023:196, a slash in 1379/22, a lone hyphen."""
    text = re.sub(r"(?<=\d)([:/])(?=\d)", r"\\\1", text)
    text = re.sub(r"(?<=\s)-(?=\s|$)", " ", text)
    return re.sub(r"(?<!\\)/", r"\\/", text)


def _tree(text: str) -> luqum.Item:
    from luqum.exceptions import ParseError
    from luqum.thread import parse as parse_apart

    try:
        return parse_apart(text)
    except ParseError as error:
        raise _broken(text, str(error)) from error
    except (ValueError, AttributeError, TypeError, ArithmeticError, RecursionError, AssertionError) as error:
        raise QueryError("the query cannot be understood", "put words with odd signs in quotes") from error


def _broken(text: str, message: str) -> QueryError:
    """Where the syntax breaks, in words."""
    for sign, name in (('"', "a quote"), ("(", "a parenthesis"), ("[", "a bracket")):
        closing = {'"': '"', "(": ")", "[": "]"}[sign]
        uneven = text.count('"') % 2 if sign == '"' else text.count(sign) != text.count(closing)
        if uneven:
            at = max(text.rfind(sign), text.rfind(closing))
            return QueryError(f"{name} is not closed at character {at + 1}", f"write {sign}words{closing}, or leave it out", at)
    match = re.search(r"position (\d+)", message)
    at = int(match[1]) if match else len(text)
    near = " ".join(text[at : at + 12].split()) or "the end"
    return QueryError(f"the query breaks at character {at + 1}, by “{near}”", "put odd signs in quotes, and AND, OR, NOT between words", at)


def _node(item: luqum.Item, field: str | None, text: str) -> Node | None:
    from luqum import tree as luqum

    if isinstance(item, luqum.SearchField):
        if item.name.casefold() in NAMED:
            return _named(NAMED[item.name.casefold()], item.expr, text)
        return _node(item.expr, _field(item, text), text)
    if isinstance(item, luqum.Phrase):
        words = tuple(token.form for token in _placed(item.value[1:-1]))
        return (Phrase(words, field) if len(words) > 1 else Word(words[0], field)) if words else None
    if isinstance(item, luqum.Word):
        return _word(item.value, field)
    if isinstance(item, luqum.Group | luqum.FieldGroup | luqum.Plus | luqum.Boost):
        return _node(item.children[0], field, text)
    if isinstance(item, luqum.Not | luqum.Prohibit):
        inner = _node(item.children[0], field, text)
        return Not(inner) if inner else None
    if isinstance(item, luqum.OrOperation):
        return _joined(Or, item, field, text)
    if isinstance(item, luqum.AndOperation | luqum.UnknownOperation):
        return _joined(And, item, field, text)
    if isinstance(item, luqum.Fuzzy):
        inner = _node(item.term, field, text)
        return Fuzzy(inner.text, max(1, min(2, int(item.degree) or 2)), inner.field) if isinstance(inner, Word) else inner
    if isinstance(item, luqum.Proximity):
        return _node(item.term, field, text)
    raise QueryError(f"“{str(item).strip()[:30]}” cannot be asked for here", "use words, phrases and wildcards")


def _joined(kind: type[And] | type[Or], item: luqum.BaseOperation, field: str | None, text: str) -> Node | None:
    found = [_node(child, field, text) for child in item.children]
    return _all_of(found) if kind is And else _within(Or, tuple(part for part in found if part is not None))


def _all_of(found: Iterable[Node | None]) -> Node | None:
    """All of the parts but words that say nothing among others."""
    parts = tuple(part for part in found if part is not None)
    return _within(And, tuple(part for part in parts if not _common(part)) or parts)


def _within(kind: type[And] | type[Or], parts: tuple[Node, ...]) -> Node | None:
    if len(parts) > MOST_PARTS:
        raise QueryError(f"the query has more than {MOST_PARTS} parts", "ask for less at a time")
    return kind(parts) if len(parts) > 1 else parts[0] if parts else None


def _common(part: Node) -> bool:
    """Whether a part is a word that says nothing among others: och, på."""
    return isinstance(part, Word) and part.text in common_words()


def _named(field: str, item: luqum.Item, text: str) -> Node:
    """A name or date asked for by its field: a word, a phrase, several in parentheses, or a range."""
    from luqum import tree as luqum

    if isinstance(item, luqum.FieldGroup | luqum.Group):
        return _named(field, item.children[0], text)
    if isinstance(item, luqum.OrOperation):
        return Or(tuple(_named(field, child, text) for child in item.children))
    if isinstance(item, luqum.AndOperation | luqum.UnknownOperation):
        return And(tuple(_named(field, child, text) for child in item.children))
    if isinstance(item, luqum.Not | luqum.Prohibit):
        return Not(_named(field, item.children[0], text))
    if isinstance(item, luqum.Range) and field == "date":
        return Named(field, f"{item.low}..{item.high}".replace("*", ""))
    if isinstance(item, luqum.Phrase):
        return Named(field, item.value[1:-1])
    if isinstance(item, luqum.Word):
        return Named(field, re.sub(r"\\(.)", r"\1", item.value))
    raise QueryError(f"“{str(item).strip()[:30]}” cannot be asked of {field}:", "give a name, or several in quotes and parentheses")


def _field(item: luqum.SearchField, text: str) -> str:
    name = item.name.casefold()
    if name in FIELDS:
        return FIELDS[name]
    at = max(text.find(item.name + ":"), 0)
    import difflib

    near = difflib.get_close_matches(name, [*FIELDS, *NAMED], 1)
    known = "ärende:, notering:, beslut:, föredragande:, person:, organisation:, plats:, ämne:, organ:, år:, datum:, dnr:"
    raise QueryError(
        f"there is no field {item.name}: at character {at + 1}",
        f"did you mean {near[0]}: ?" if near else f"the fields are {known}; a colon in a word goes in quotes",
        at,
    )


def _word(value: str, field: str | None) -> Node | None:
    value = re.sub(r"\\(.)", r"\1", value)
    if re.search(r"[*?]", value):
        letters = sum(c.isalnum() for c in value)
        if letters < FEWEST_LETTERS:
            raise QueryError(f"“{value}” fits nearly every word", f"give at least {FEWEST_LETTERS} letters beside * and ?")
        return Prefix(value, field)
    words = tuple(token.form for token in _placed(value))
    if not words:
        return None
    if len(words) == 1:
        return Word(words[0], field)
    joined = [token.form for token in analyse(value) if token.extra and token.form.isalpha()]
    return Or((Phrase(words, field), Word(joined[0], field))) if joined else Phrase(words, field)


def _placed(text: str) -> list[Token]:
    """One token for each position: the parts of hyphenated words, diarienummer whole."""
    return [token for token in analyse(text) if not token.extra]
