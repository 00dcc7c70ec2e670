"""What every finder gives: a thing named at a place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from msgspec import Struct

from data.lexicon import lexicon

SENTENCE_END = re.compile(r"(?:^|[.!?:;]\s+|\n\s*|[-–•·*]\s+)[\"”'(]?$")


_SAYS = (
    r"yrkar|yrkade|säger|sade|sa|svarar|svarade|frågar|frågade|undrar|undrade|menar|menade|anser|ansåg|påpekar|påpekade|berättar|berättade"
    r"|lämnar|lämnade|instämmer|instämde|tackar|tackade|reserverar\ssig|reserverade\ssig|avgår|avgick|anmäler\sjäv|medger|medgav|tillägger|tillade|förklarar|förklarade|föreslår|föreslog|understryker|underströk|betonar|betonade|konstaterar"
    r"|konstaterade|hävdar|hävdade|invänder|invände|bekräftar|bekräftade|lovar|lovade|upplyser|upplyste"
)
_DOES = (
    r"vill|ville|informerar|informerade|redovisar|redovisade|redogör|redogjorde|föredrar|föredrog|presenterar|presenterade"
    r"|anmäler|anmälde|deltar|deltog|ansluter|anslöt|begär|begärde"
    r"|avstår|avstod|justerar|justerade|önskar|önskade|lyfter|lyfte|efterlyser|efterlyste|tillstyrker|tillstyrkte|avstyrker|avstyrkte"
    r"|återkommer|återkom|ansvarar|meddelar|meddelade|kräver|krävde|hoppas|hoppades|tror|trodde|noterar|noterade|kallar|kallade|varnar"
    r"|varnade|bidrar|bidrog|medverkar|medverkade|överklagar|överklagade|ansöker|ansökte|äger|ägde|driver|drev|säljer|sålde|ställer|ställde"
    r"|saknade|välkomnar|välkomnade|kommenterar|kommenterade|visar|visade|går(?=\s(?:en|på|med|ur))|tar|tog|ger|gav|ber|bad"
    r"|ha(?:r|de)\s(?:ansökt|svarat|begärt|yrkat|frågat|lämnat|meddelat|överklagat|anmält|tackat|bett|sagt|lovat|skickat|inkommit|tagit|fått|hävt)"
)
_ACTS = re.compile(rf"\s(?:{_SAYS}|{_DOES})\b")
_SPEAKS = re.compile(rf"\s(?:{_SAYS})\b")
_SAID = re.compile(rf"\b(?:{_SAYS}|delges|entledigas|utses|utsågs|väljs|valdes)\s$")


class Mention(Struct, frozen=True, kw_only=True):
    """A thing named at [start, end). `source` says what found it; `confidence` is from 0 to 1."""

    start: int
    end: int
    label: str
    key: str | None = None
    source: str
    confidence: float = 0.9


@cache
def is_word(form: str) -> bool:
    """Whether the dictionaries have the form as a common word, and not only as a name."""
    folded, words = form.casefold(), lexicon()
    return folded not in words.names and (words.keys.get(folded) is not None or words.key(folded) in words.listed)


def capitalised(word: str) -> bool:
    """Whether a word has a capital as names have it: Ek, O'Brien, and not EK."""
    return word[:1].isupper() and (word[1:2].islower() or (word[1:2] in ("'", "’") and word[2:3].isupper()))


def begins(text: str, start: int) -> bool:
    """Whether a sentence, a line or a list's point begins at `start`, so that its capital tells nothing."""
    return bool(SENTENCE_END.search(text[max(0, start - 8) : start]))


def named(text: str, start: int, word: str) -> bool:
    """Whether a capitalised word is a name there: within a sentence it is, at the head of one where it is no common word."""
    return not begins(text, start) or not is_word(word)


def any_of(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern of any of the names as a whole word, the longest first; those that begin small may begin a sentence.

    Names that begin alike share their beginning, so that a place in a text is held against few of them.
    """
    spelt = {form for name in names for form in (name, name[0].upper() + name[1:])}
    return re.compile(rf"(?<![\w-])(?:{_branches(spelt)})(?![\w-])")


def _branches(names: set[str]) -> str:
    """Alternatives for the names, the longer before those that they begin with."""
    if len(names) == 1:
        return re.escape(names.pop())
    heads: dict[str, set[str]] = {}
    for name in names - {""}:
        heads.setdefault(name[0], set()).add(name[1:])
    found = "|".join(re.escape(head) + _branches(rest) for head, rest in sorted(heads.items()))
    return f"(?:{found})?" if "" in names else f"(?:{found})" if len(heads) > 1 else found


def acts(text: str, end: int) -> bool:
    """Whether what ends at `end` does there what only people and bodies do: asks, moves, reports."""
    return bool(_ACTS.match(text, end))


def says(text: str, end: int) -> bool:
    """Whether what ends at `end` speaks there, as only people do."""
    return bool(_SPEAKS.match(text, end))


def said(text: str, start: int) -> bool:
    """Whether what begins at `start` is who says what stands before: "det går, medgav"."""
    return bool(_SAID.search(text, max(0, start - 16), start))
