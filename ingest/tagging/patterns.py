"""What a grammar can find in running text: dates, times, laws, diarienummer, money, events. Offsets are characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from ingest.dates import find_dates, first_date


class Mention(Struct, frozen=True, kw_only=True):
    """A thing named at [start, end). `source` says what found it; `confidence` is from 0 to 1."""

    start: int
    end: int
    label: str
    key: str | None = None
    source: str
    confidence: float = 0.9


_CLOCK = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
_TIME = re.compile(
    rf"(?:(?:kl\.?|klockan)\s*)?(?<![\d.:/-]){_CLOCK}(?![\d/%]|[.:-]\d)(?:\s*[-–]\s*{_CLOCK})?|(?:kl\.?|klockan)\s+\d{{1,2}}(?:\s*[-–]\s*\d{{1,2}})?\b(?![.:]\d)",
    re.IGNORECASE,
)
_SFS = re.compile(
    r"\b(?:[a-zåäö-]*lag(?:en)?|[a-zåäö-]*balk(?:en)?|förordning(?:en)?|SFS)\s*\(?(?P<sfs>(?:1[89]|20)\d\d:\d{1,4})\)?", re.IGNORECASE
)
_BARE_SFS = re.compile(r"\((?P<sfs>(?:1[89]|20)\d\d:\d{1,4})\)")
_ACT = re.compile(
    r"\b(?:(?:offentlighets-|hälso-|plan-|diskriminerings-)\s+och\s+)?[a-zåäöA-ZÅÄÖ]{4,}(?:lagen|balken|förordningen)\b(?!\s+är\b)"
)
_NO_ACT = frozenset("anlagen förlagen underlagen arbetslagen hemlagen slagen uppslagen försvarslagen lagen inslagen".split())
_REF = re.compile(
    r"\b(?:[A-ZÅÄÖ]{2,6}[-\s]?(?:19|20)\d\d[-/]\d{2,6}(?:-\d+)?|(?:19|20)\d\d[-/]\d{4,6}|[A-ZÅÄÖ]{2,5}-\d{3,5}/(?:19|20)\d\d)\b"
)
_NAMED_REF = re.compile(r"\b(?:dnr|diarienr|diarienummer|ärendenummer)\b\.?\s*:?\s*(?P<ref>\S*\d[\w/:-]*\d)", re.IGNORECASE)
_MONEY = re.compile(
    r"(?<![\d,.])\d{1,3}(?:[\s\u00a0]?\d{3})*(?:,\d+)?\s*(?:(?:miljon(?:er)?|miljard(?:er)?|tusen)\s+)?(?:kr\b|kronor\b|mkr\b|tkr\b|mnkr\b|mdkr\b|euro\b)(?:/\w+)?",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:Valborg(?:smässoafton)?|[Ss]kolavslutning(?:en)?|[Nn]ationaldag(?:en|sfirandet)|[Mm]idsommar(?:afton)?|[Nn]yårsafton|[Hh]alloween"
    r"|[A-ZÅÄÖ][a-zåäö]+(?:festival(?:en)?|karneval(?:en)?|veckan|marschen|spelen))\b"
)


def mentions(text: str, date: str | None) -> Iterator[Mention]:
    """All mentions, overlapping ones too; dates without a year are of the meeting's year."""
    year = _year(text, date)
    for found in find_dates(text, year):
        end = found.end - bool(re.search(r"[a-zåäö]{4}\.$", text[found.start : found.end]))
        yield Mention(start=found.start, end=end, label="DATE", key=found.day, source="grammar", confidence=0.95)
    for match in _TIME.finditer(text):
        yield _mention(match, "TIME", None)
    for pattern in (_SFS, _BARE_SFS):
        for match in pattern.finditer(text):
            yield _mention(match, "LAW", match["sfs"])
    for match in _ACT.finditer(text):
        if match[0].casefold() not in _NO_ACT:
            yield _mention(match, "LAW", match[0].casefold())
    for match in _NAMED_REF.finditer(text):
        yield Mention(start=match.start("ref"), end=match.end("ref"), label="REF", key=match["ref"], source="grammar", confidence=0.95)
    for match in _REF.finditer(text):
        yield _mention(match, "REF", " ".join(match[0].split()))
    for match in _MONEY.finditer(text):
        yield _mention(match, "MONEY", None)
    for match in _EVENT.finditer(text):
        yield _mention(match, "EVENT", match[0].casefold())


def _mention(match: re.Match[str], label: str, key: str | None) -> Mention:
    return Mention(start=match.start(), end=match.end(), label=label, key=key, source="grammar")


def _year(text: str, date: str | None) -> int | None:
    """The year of a list of coming meetings when it names one ("Tider för 2025"), else the meeting's."""
    named = re.search(r"\btider\s+för\s+(20\d\d)\b", text, re.IGNORECASE)
    if named:
        return int(named[1])
    return int(date[:4]) if date and first_date(date) else None
