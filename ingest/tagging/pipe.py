"""The only door to spaCy: a blank Swedish pipeline of our own components over each item's text.

Structure first (the people of the same document), then what a grammar finds, then organisations and places by their
registries, then names by their shape. Where two claim the same words the one nearer the top of `RANK` stays. A
statistical pipeline that the user has installed may fill gaps, never override.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache

import spacy
from msgspec import Struct, structs
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import registry as components

from data.errors import UsageError
from data.model import Entity
from data.organisation_keys import organisation_key
from data.organisations import fold, key_of, registry
from data.people import key as name_key
from data.people import plainly
from ingest.tagging.boards import each, owned, small_boards
from ingest.tagging.bodies import bodies, explained, widened
from ingest.tagging.mention import Mention, acts, is_word, named
from ingest.tagging.patterns import mentions
from ingest.tagging.persons import persons
from ingest.tagging.spots import spots
from ingest.tagging.surnames import again, by_surname

RANK = ("structure", "grammar", "registry", "shape", "suffix", "place", "model")
_NOT_MENTIONED = frozenset(
    "polis skola skolan åklagare anstalten häktet regionen fritid fritidsgården fritidsgårdarna fältgruppen ungdomsmottagningen kyrkan "
    "räddningstjänst frivård socialtjänst länsstyrelse kommunpolisen områdespolisen".split()
)
"""Aliases that are common words, or people, when they stand in running text."""
_LARGEST_SHORT = 6
"""Names in capitals up to this length are short forms, and count only as they are written."""
_SMALL_KINDS = frozenset(("agency", "administration", "board", "rescue", "court"))
"""Kinds of organisation whose names minutes also write small: polisen, socialtjänsten."""
_WORDY_KINDS = frozenset(("company", "association", "union"))
"""Kinds of organisation whose names may be common words that begin a sentence: Kommunal, Vision, Sensus."""
_PROPER = ("jouren", "förbundet", "förbund", "verken")
"""How names end that are no other words, though they may begin a sentence."""
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
    """What is known of the document a text stands in: its date, its people as printed, its municipality, who met; and the item's
    title with the people it names in full."""

    date: str | None
    people: tuple[str, ...]
    municipality: str | None = None
    body: str | None = None
    title: str = ""
    titled: tuple[str, ...] = ()


_NO_WORD = re.compile(r"(?<!\S)\S{301,}")
"""What is longer than any word, name or address."""
_NUMBERED = re.compile(r"\s\d")
_MARK = re.compile(r"[^\w\s]")
_JOINT = re.compile(r"(?<=\w)[^\w\s.'’‐‑-]+(?=\w)")
"""What parts two words that touch; dots, apostrophes and hyphens hold a name together."""


def _words(nlp: Language) -> Tokenizer:
    """Words and marks, all that registered names need: spaCy's Swedish rules take a tenth of a second to compile at each start."""
    last = re.compile(r"[^\w\s]$")
    return Tokenizer(nlp.vocab, prefix_search=_MARK.match, suffix_search=last.search, infix_finditer=_JOINT.finditer)


components.tokenizers("arende_words", func=lambda: _words)


@cache
def pipeline(model: str | None = None) -> Language:
    """The pipeline, `model` filling its gaps. Raises UsageError when no such pipeline is installed."""
    nlp = spacy.blank("sv", config={"nlp": {"tokenizer": {"@tokenizers": "arende_words"}}})
    nlp.max_length = 1 << 30  # the limit is meant for parsers; ours only look for words
    for name in ("arende_structure", "arende_grammar", "arende_organisations", "arende_places", "arende_names"):
        nlp.add_pipe(name)
    if model:
        nlp.add_pipe("arende_model", config={"model": model})
    nlp.add_pipe("arende_settle")
    return nlp


def entities(text: str, context: Context, model: str | None = None) -> tuple[Entity, ...]:
    """What the text names, in order, none over another."""
    nlp = pipeline(model)
    read = _veiled(text)
    doc = nlp.make_doc(read)
    doc.user_data["context"] = context
    doc.user_data["text"] = read
    doc.user_data["mentions"] = []
    found: list[Mention] = nlp(doc).user_data["mentions"]
    return tuple(Entity(text=text[m.start : m.end], label=m.label, key=m.key, start=m.start, end=m.end) for m in found)


def _veiled(text: str) -> str:
    """The text with underscores for whatever is longer than any word: no name is in it, and grammars take the square of its length."""
    return _NO_WORD.sub(lambda found: "_" * len(found[0]), text)


def _text(doc: Doc) -> str:
    """The text as given: spaCy would put its own together anew, token by token, each time it is asked."""
    return str(doc.user_data["text"])


def _add(doc: Doc, found: Iterable[Mention]) -> Doc:
    doc.user_data["mentions"].extend(found)
    return doc


@Language.component("arende_structure")
def _structure(doc: Doc) -> Doc:
    """The document's own people by full name, however hyphenated, and by a surname that only one of them has."""
    context: Context = doc.user_data["context"]
    people = context.people
    pattern, titled = _people(people), _people(context.titled)
    _add(doc, _named(_text(doc), pattern) if pattern else ())
    _add(doc, (structs.replace(one, source="shape", confidence=0.9) for one in (_named(_text(doc), titled) if titled else ())))
    return _add(doc, by_surname(_text(doc), people))


_BETWEEN = r"""(?:[ ]["“”„][^"“”„\n]{1,30}["“”„])?(?:[^\S\n]|-|\n(?!\n))+"""
"""Between the words of a name, as its list has it with a hyphen or without: a nickname in quotes, a line's end."""


@lru_cache(maxsize=64)
def _people(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """Any of the names, the longest first, with a genitive s or without."""
    plain = sorted(map(plainly, names), key=len, reverse=True)
    parts = [[re.sub("['’]", "['’]", re.escape(word)) for word in re.split(r"[\s-]+", name) if word] for name in plain]
    whole = "|".join(_BETWEEN.join(words) for words in parts if len(words) > 1)
    return re.compile(rf"(?<!\w)(?P<name>{whole})s?(?!\w)") if whole else None


def _named(text: str, pattern: re.Pattern[str]) -> Iterator[Mention]:
    for match in pattern.finditer(text):
        start, end = match.span("name")
        yield Mention(start=start, end=end, label="PERSON", key=name_key(match["name"]), source="structure", confidence=0.99)


@Language.component("arende_grammar")
def _grammar(doc: Doc) -> Doc:
    context: Context = doc.user_data["context"]
    return _add(doc, mentions(_text(doc), context.date, context.title))


@Language.factory("arende_organisations")
class _Organisations:
    """Registered organisations by any name; others by how the names of boards, offices and municipalities end."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        self.written: set[str] = set()
        for organisation in registry().values():
            for alias in organisation.names:
                if fold(alias) not in _NOT_MENTIONED and len(alias) > 1:
                    self.written |= {alias, alias + "s"}
                    self.matcher.add(organisation.key, [nlp.make_doc(alias), nlp.make_doc(alias + "s")])

    def __call__(self, doc: Doc) -> Doc:
        context: Context = doc.user_data["context"]
        found = [mention for key, start, end in self.matcher(doc) if (mention := self._registered(doc, doc.vocab.strings[key], start, end))]
        found += [_larger(mention, found) for mention in (*bodies(_text(doc)), *small_boards(_text(doc), context.body))]
        found += explained(_text(doc), found)
        told = [owned(_text(doc), mention, context.municipality) for mention in found]
        return _add(doc, [*told, *(more for mention in told for more in each(_text(doc), mention))])

    def _registered(self, doc: Doc, key: str, first: int, last: int) -> Mention | None:
        """The organisation that is named there, unless the words are common ones in a place where names are not written so."""
        span = doc[first:last]
        text, start = span.text, span.start_char
        letters = text.removesuffix("s") if text[:-1].isupper() else text
        short = len(letters) <= _LARGEST_SHORT
        if letters.isupper() and short and text not in self.written:
            return None
        if text[:1].islower() and (registry()[key].kind not in _SMALL_KINDS or not text.endswith(("n", "et", "ens", "ets"))):
            return None
        if not letters.isupper() and short and text not in self.written:
            return None
        abbreviated = short and letters.isupper()
        wordy = text[:1].isupper() and not abbreviated and registry()[key].kind in _WORDY_KINDS and not text.endswith(_PROPER)
        if wordy and not (named(_text(doc), start, text) or acts(_text(doc), start + len(text))):
            return None
        if wordy and is_word(text) and _NUMBERED.match(_text(doc), start + len(text)):
            return None  # Vision 2040
        end = start + len(text) - (key_of(text) is None and text.endswith("s"))
        return widened(_text(doc), Mention(start=start, end=end, label="ORG", key=key, source="registry", confidence=0.95))


def _larger(mention: Mention, registered: Iterable[Mention]) -> Mention:
    """The larger name wins where a registered one is a part of it: Stiftelsen Nattvandring.nu."""
    inner = any(
        mention.start <= one.start and one.end <= mention.end and (one.start, one.end) != (mention.start, mention.end) for one in registered
    )
    return structs.replace(mention, source="registry") if inner else mention


@Language.component("arende_places")
def _places(doc: Doc) -> Doc:
    return _add(doc, spots(_text(doc), _surnames(doc)))


@Language.component("arende_names")
def _names(doc: Doc) -> Doc:
    found = list(persons(_text(doc), _surnames(doc)))
    return _add(doc, [*found, *again(_text(doc), found)])


def _surnames(doc: Doc) -> frozenset[str]:
    """The surnames of the document's own people, casefolded."""
    return frozenset(name.split()[-1].casefold() for name in doc.user_data["context"].people if name.strip())


@Language.factory("arende_model", default_config={"model": ""})
class _Model:
    """A statistical pipeline that the user has installed."""

    def __init__(self, nlp: Language, name: str, model: str) -> None:
        try:
            self.nlp = spacy.load(model)
        except OSError as error:
            raise UsageError(f"no spaCy pipeline is called {model}", f"install it first: python -m spacy download {model}") from error

    def __call__(self, doc: Doc) -> Doc:
        found = [(ent.start_char, ent.end_char, _MODEL_LABELS.get(ent.label_)) for ent in self.nlp(_text(doc)).ents]
        return _add(doc, (_guessed(doc, start, end, label) for start, end, label in found if label))


def _guessed(doc: Doc, start: int, end: int, label: str) -> Mention:
    """What a model says, with the key that our own finders would give it."""
    name, context = _text(doc)[start:end], doc.user_data["context"]
    keys: dict[str, Callable[[str], str | None]] = {"PERSON": name_key, "ORG": organisation_key, "LOC": fold, "EVENT": str.casefold}
    mention = Mention(start=start, end=end, label=label, key=keys[label](name), source="model", confidence=0.5)
    return owned(_text(doc), mention, context.municipality) if label == "ORG" else mention


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
