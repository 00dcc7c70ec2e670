"""The only door to spaCy: a blank Swedish pipeline of our own components over each item's text.

Structure first (the people of the same document), then what a grammar finds, then organisations and places by their
registries, then names by their shape. Where two claim the same words the one nearer the top of `RANK` stays. A
statistical pipeline that the user has installed may fill gaps, never override.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

import spacy
from msgspec import Struct, structs
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from data.errors import UsageError
from data.model import Entity
from data.organisations import aliases, fold, is_role, key_of
from data.people import first_names
from data.people import key as name_key
from data.places import places
from data.swedish import common_words
from ingest.names import PARTICLES
from ingest.tagging.patterns import Mention, mentions

RANK = ("structure", "grammar", "registry", "shape", "suffix", "place", "model")
_BEFORE_PLACE = frozenset("i på till från vid kring runt mellan genom för mot norr söder öster väster utanför centrala".split())
_BODY = re.compile(
    r"\b(?:[A-ZÅÄÖ][\w-]+(?:\s+och\s+[a-zåäö-]+)?|[a-zåäö]+(?:-\s+och\s+[a-zåäö]+)?)"
    r"(?:nämnden|styrelsen|förvaltningen|utskottet|kommittén|beredningen|kontoret|verket|myndigheten|departementet|fullmäktige|delegationen)s?\b"
    r"|\b(?:Region|Länsstyrelsen\s+i)\s+[A-ZÅÄÖ]\w+(?:s\s+län)?\b|\b[A-ZÅÄÖ][\w-]+(?:\s[A-ZÅÄÖ]\w+)?\s+(?:kommun|stad|universitet|AB)s?\b"
    r"|\b(?:Föreningen|Stiftelsen|Hyresgästföreningen|Bostadsrättsföreningen)(?:\s+[A-ZÅÄÖ][\w-]+){0,3}"
)
_NOT_MENTIONED = frozenset(("polis", "fk", "af", "skola", "åklagare", "anstalten", "lpo", "regionen"))
"""Aliases that are common words when they stand in running text."""
_MODEL_LABELS = {
    "PER": "PERSON",
    "PRS": "PERSON",
    "PERSON": "PERSON",
    "ORG": "ORG",
    "LOC": "LOC",
    "GPE": "LOC",
    "EVN": "EVENT",
    "EVENT": "EVENT",
}


class Context(Struct, frozen=True):
    """What is known of the document a text stands in: its date, and its people as printed."""

    date: str | None
    people: tuple[str, ...]


@cache
def pipeline(model: str | None = None) -> Language:
    """The pipeline, `model` filling its gaps. Raises UsageError when no such pipeline is installed."""
    nlp = spacy.blank("sv")
    for name in ("arende_structure", "arende_grammar", "arende_organisations", "arende_places", "arende_names"):
        nlp.add_pipe(name)
    if model:
        nlp.add_pipe("arende_model", config={"model": model})
    nlp.add_pipe("arende_settle")
    return nlp


def entities(text: str, context: Context, model: str | None = None) -> tuple[Entity, ...]:
    """What the text names, in order, none over another."""
    nlp = pipeline(model)
    doc = nlp.make_doc(text)
    doc.user_data["context"] = context
    doc.user_data["mentions"] = []
    found: list[Mention] = nlp(doc).user_data["mentions"]
    return tuple(Entity(text=text[m.start : m.end], label=m.label, key=m.key, start=m.start, end=m.end) for m in found)


def _add(doc: Doc, found: Iterable[Mention]) -> Doc:
    doc.user_data["mentions"].extend(found)
    return doc


@Language.component("arende_structure")
def _structure(doc: Doc) -> Doc:
    """Full names of the document's own people, however hyphenated."""
    pattern = _people(doc.user_data["context"].people)
    return _add(doc, _named(doc.text, pattern) if pattern else ())


@lru_cache(maxsize=64)
def _people(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """Any of the names, the longest first, with a genitive s or without."""
    parts = [[re.escape(word) for word in re.split(r"[\s-]+", name) if word] for name in sorted(names, key=len, reverse=True)]
    whole = "|".join(r"[\s-]+".join(words) for words in parts if len(words) > 1)
    return re.compile(rf"(?<!\w)(?P<name>{whole})s?(?!\w)") if whole else None


def _named(text: str, pattern: re.Pattern[str]) -> Iterator[Mention]:
    for match in pattern.finditer(text):
        start, end = match.span("name")
        yield Mention(start=start, end=end, label="PERSON", key=name_key(match["name"]), source="structure", confidence=0.99)


@Language.component("arende_grammar")
def _grammar(doc: Doc) -> Doc:
    return _add(doc, mentions(doc.text, doc.user_data["context"].date))


@Language.factory("arende_organisations")
class _Organisations:
    """Registered organisations by any name; others by how the names of boards, offices and municipalities end."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        for alias, key in aliases().items():
            if alias not in _NOT_MENTIONED and len(alias) > 2:
                self.matcher.add(key, [nlp.make_doc(alias), nlp.make_doc(alias + "s")])

    def __call__(self, doc: Doc) -> Doc:
        for key, start, end in self.matcher(doc):
            span = doc[start:end]
            if span.text[:1].isupper() or span[0].text.endswith(("en", "n", "et", "ens")):
                _add(doc, [_organisation(span.start_char, span.end_char, doc.vocab.strings[key], "registry", 0.95)])
        for match in _BODY.finditer(doc.text):
            text = match[0].rstrip()
            bare = text[:-1] if text.endswith(("ns", "es", "ts", "us", "Bs")) and key_of(text) is None else text
            _add(doc, [_organisation(match.start(), match.start() + len(text), key_of(bare) or fold(bare), "suffix", 0.8)])
        return doc


def _organisation(start: int, end: int, key: str, source: str, confidence: float) -> Mention:
    return Mention(start=start, end=end, label="ORG", key=key, source=source, confidence=confidence)


@Language.component("arende_places")
def _places(doc: Doc) -> Doc:
    """Places by name; one whose name is a word or surname too only where the words around it tell."""
    known = places()
    for token in doc:
        if not token.text[:1].isupper():
            continue
        form = fold(token.text)
        place = known.get(form) or (known.get(form[:-1]) if form.endswith("s") else None)
        if place is None or (place.common and not _told(token)):
            continue
        end = token.idx + len(token.text) - (form not in known)
        _add(doc, [Mention(start=token.idx, end=end, label="LOC", key=fold(place.name), source="place", confidence=0.85)])
    return doc


def _told(token: Any) -> bool:
    """Whether a preposition of place stands before, or a place in the same list."""
    before = token.nbor(-1) if token.i else None
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if before is None or (after is not None and after.text[:1].isupper() and after.is_alpha):
        return False
    if before.lower_ in _BEFORE_PLACE:
        return True
    listed = before.lower_ in (",", "och", "samt") and token.i > 1
    return listed and fold(token.nbor(-2).text) in places() and token.nbor(-2).text[:1].isupper()


@Language.component("arende_names")
def _names(doc: Doc) -> Doc:
    """A known first name and the capitalised words after it, up to a role, an organisation or a small word."""
    tokens = list(doc)
    whole = doc.text
    n = 0
    while n < len(tokens):
        last = _name_end(tokens, n)
        if last:
            text = whole[tokens[n].idx : tokens[last].idx + len(tokens[last].text)]
            bare = text[:-1] if _genitive(text) else text
            start = tokens[n].idx
            _add(doc, [Mention(start=start, end=start + len(bare), label="PERSON", key=name_key(bare), source="shape", confidence=0.85)])
            n = last
        n += 1
    return doc


def _name_end(tokens: Sequence[Any], n: int) -> int | None:
    """The last token of a name that begins at `n`, or None."""
    first = tokens[n].text
    if not first[:1].isupper() or not {first.casefold(), first.casefold().split("-")[0]} & first_names():
        return None
    last = n
    for place in range(n + 1, min(n + 6, len(tokens))):
        word = tokens[place].text
        joined = tokens[place - 1].text + word == "-" or word == "-"
        if not (joined or word.casefold() in PARTICLES or (word[:1].isupper() and word[1:2].islower())):
            break
        if word[:1].isupper() and (is_role(word) or key_of(word) or word.casefold() in common_words()):
            break
        if word[:1].isupper():
            last = place
    return last if last > n else None


def _genitive(text: str) -> bool:
    return text.endswith("s") and not text.endswith(("ss", "as", "is", "us", "os", "ns", "rs", "ls", "ds", "ts", "es"))


@Language.factory("arende_model", default_config={"model": ""})
class _Model:
    """A statistical pipeline that the user has installed."""

    def __init__(self, nlp: Language, name: str, model: str) -> None:
        try:
            self.nlp = spacy.load(model)
        except OSError as error:
            raise UsageError(f"no spaCy pipeline is called {model}", f"install it first: python -m spacy download {model}") from error

    def __call__(self, doc: Doc) -> Doc:
        found = [(ent.start_char, ent.end_char, _MODEL_LABELS.get(ent.label_)) for ent in self.nlp(doc.text).ents]
        return _add(doc, (Mention(start=a, end=b, label=label, source="model", confidence=0.5) for a, b, label in found if label))


@Language.component("arende_settle")
def _settle(doc: Doc) -> Doc:
    """Of mentions that overlap the one of better rank stays, then the longer one; spaCy's own spans follow."""
    found: list[Mention] = doc.user_data["mentions"]
    kept: list[Mention] = []
    taken: set[int] = set()
    for mention in sorted(found, key=lambda m: (RANK.index(m.source), -(m.end - m.start), m.start)):
        span = range(mention.start, mention.end)
        if span and not taken.intersection(span):
            taken.update(span)
            kept.append(structs.replace(mention, key=mention.key or None))
    doc.user_data["mentions"] = sorted(kept, key=lambda m: m.start)
    spans = [doc.char_span(m.start, m.end, label=m.label, kb_id=m.key or "", alignment_mode="expand") for m in doc.user_data["mentions"]]
    doc.set_ents(spacy.util.filter_spans([span for span in spans if span is not None]))
    return doc
