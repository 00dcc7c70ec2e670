"""Names as minutes write them: a person's name apart from party, role, organisation and §§ range."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from data.organisations import fold, is_role, looks_like_organisation
from data.people import PARTICLES, first_names, plainly

_PARTY = re.compile(r"\s*\(\s*(?P<party>[A-ZÅÄÖ]{1,4}|Fi|-|–)\s*\)")
_PARAGRAPHS = re.compile(
    r"[,;(]?\s*(?P<range>(?:deltar?\s+(?:ej\s+)?|ej\s+|närvarande\s+|från\s+(?:och\s+med\s+)?|t\.?o\.?m\.?\s+|fr\.?o\.?m\.?\s+|till\s+och\s+med\s+)*"
    r"(?:§§?|paragraf(?:erna)?)\s*\d[\d\s,\-–och§]*)(?P<rest>[^,)]*)\)?",
    re.IGNORECASE,
)
_TITLES = re.compile(
    r"^(?:herr|fru|dr|prof\.?|kommunalråd(?:et)?|oppositionsråd(?:et)?|(?:(?:första|andra|tredje|1:e|2:e|3:e|vice|v\.?)\s+)*ordförande[n]?|sekreterare[n]?)\s+(?=[A-ZÅÄÖ])",
    re.IGNORECASE,
)
_NAME_WORD = re.compile(r"^[^\W\d_][^\W\d_]*(?:['’.\-‐‑][^\W\d_]*)*\.?$")

_WORDY = frozenset({"stad", "kyrka", "polis", "län"})
"""Words for bodies that are surnames too."""


class Named(Struct, frozen=True):
    """What a list's line says of one person."""

    name: str
    party: str | None = None
    role: str | None = None
    organisation: str | None = None
    paragraphs: str | None = None


def is_name(text: str) -> bool:
    """Whether the words have the shape of a person's name: two to six words with capitals, no digits, beside a nickname in quotes."""
    words = plainly(text).split()
    if not 2 <= len(words) <= 6 or any(not _NAME_WORD.match(w) for w in words):
        return False
    capitals = [w for w in words if w[:1].isupper()]
    if any(not w[:1].isupper() and w.casefold() not in PARTICLES for w in words):
        return False
    if len(capitals) < 2:
        return False
    return named_like_word(text) or not (is_role(text) or looks_like_organisation(text))


def named_like_word(text: str) -> bool:
    """Whether first names stand before a surname that is a word too: Ulf Polis, Eva Stad."""
    *given, last = text.split()
    known = first_names()
    if not given or not all(name[:1].isupper() and set(re.split(r"[-‐‑]", name.casefold())) <= known for name in given):
        return False
    capital = last[:1].isupper() and (last[1:].islower() or text.isupper())
    return capital and (is_role(last) or fold(last) in _WORDY)


def second_name(words: Sequence[str]) -> int | None:
    """Where a second person's name begins among words that look like one long name, or None.

    A first name in the middle begins one, unless the word before it is a first name too (Anna Maria Ek).
    """
    known = first_names()
    for n in range(2, len(words) - 1):
        if words[n].casefold() in known and words[n - 1].casefold() not in known and words[n - 1].casefold() not in PARTICLES:
            return n
    return None


def is_single_name(text: str) -> bool:
    """Whether the text is one capitalised word that could be a first name."""
    return bool(_NAME_WORD.match(text)) and text[:1].isupper() and text[1:2].islower() and not is_role(text)


def parse(text: str) -> Named:
    """A name with what follows it: "Thure Sandén (M), ordförande §§ 1-4"."""
    paragraphs = party = None
    text = " ".join(text.split()).strip(" ,;.")
    match = _PARAGRAPHS.search(text)
    if match:
        paragraphs = " ".join((match["range"] + match["rest"]).split()).strip(" ,;")
        text = (text[: match.start()] + " " + text[match.end() :]).strip(" ,;")
    match = _PARTY.search(text)
    if match:
        party = match["party"]
        text = text[: match.start()] + (", " if text[match.end() :].strip(" ,") else "") + text[match.end() :].strip(" ,")
    title = _TITLES.match(text)
    role = title[0].strip() if title else None
    text = text[title.end() :] if title else text
    name, _, rest = text.partition(",")
    if "(" in name and name.endswith(")"):
        name, _, inner = name[:-1].partition("(")
        rest = ", ".join(p for p in (inner, rest) if p.strip())
    if not rest:
        name, rest = _tail(name)
    named, organisation = _belongings(rest)
    return Named(name.strip(" ."), party, role or named, organisation, paragraphs)


def _tail(name: str) -> tuple[str, str]:
    """A name cut where role or organisation words begin: "Anna Ek Polisen" → ("Anna Ek", "Polisen")."""
    words = name.split()
    for cut in range(2, len(words)):
        rest = " ".join(words[cut:])
        if is_name(" ".join(words[:cut])) and (is_role(rest) or looks_like_organisation(rest)):
            return " ".join(words[:cut]), rest
    return name, ""


def _belongings(text: str) -> tuple[str | None, str | None]:
    """What stands after a name, as (role, organisation)."""
    roles: list[str] = []
    organisations: list[str] = []
    for part in (p.strip(" .;:") for p in text.split(",")):
        if part:
            (organisations if looks_like_organisation(part) and not is_role(part) else roles).append(part)
    return ", ".join(roles) or None, ", ".join(organisations) or None
