"""What a grammar can find in running text: times, laws, diarienummer, sums and happenings. Offsets are characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from data.curated import lines
from data.laws import laws
from ingest.tagging.mention import Mention, is_word, named
from ingest.tagging.when import days

_CLOCK = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
_TO = r"\s*(?:[-–]|till)\s*(?:kl\.?\s*)?"
_TIME = re.compile(
    rf"(?:(?:kl\.?|klockan)\s*)?(?<![\d.:/-]){_CLOCK}(?![\d/%]|[.:]\d)(?:{_TO}{_CLOCK}(?!\d))?"
    rf"|(?:kl\.?|klockan)\s*\d{{1,2}}(?:{_TO}\d{{1,2}}(?:[.:][0-5]\d)?)?\b(?![.:]\d)",
    re.IGNORECASE,
)
_PROPERTY = re.compile(r"\d{1,2}:\d\d")
_NAME_BEFORE = re.compile(r"(?P<called>\b(?i:fastighet|tomt|kvarter|kv\.)\w*\s(?:[^.;\n]*\s)?)?(?<![\w-])(?P<name>[A-ZÅÄÖ][\wåäöé-]+)\s$")
_SFS = re.compile(
    r"(?:\b[a-zåäö]+-\s+och\s+)?\b(?:[a-zåäö-]*lag(?:en)?|[a-zåäö-]*balk(?:en)?|[a-zåäö]*förordning(?:en)?|SFS)\s*"
    r"\(?(?P<sfs>(?:1[89]|20)\d\d:\d{1,4})\)?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:1[89]|20)\d\d:\d")
_BARE_SFS = re.compile(r"\((?P<sfs>(?:1[89]|20)\d\d:\d{1,4})\)")
_ACT = re.compile(r"(?:\b[a-zåäö]{3,}-\s+och\s+)?\b[a-zåäöA-ZÅÄÖ]{4,}(?:lagen|balken|förordningen|konventionen)(?=s?\b)(?!s?\s+är\b)")
_NO_ACT = frozenset(
    "anlagen förlagen underlagen arbetslagen hemlagen slagen uppslagen försvarslagen lagen inslagen bolagen beslagen avslagen förslagen "
    "anslagen föreslagen utslagen fotbollslagen juniorlagen konventionen".split()
)
_REF = re.compile(
    r"\b(?:[A-ZÅÄÖ]{2,6}[-\s]?(?!(?:19|20)\d\d-\d\d-\d\d)(?:19|20)\d\d[-/:]\d{1,6}(?:-\d+)?|(?:19|20)\d\d[-/](?!(?:19|20)\d\d\b)\d{4,6}|[A-ZÅÄÖ]{2,6}[-\s]\d{2,6}[-/](?:19|20)\d\d"
    r"|\d(?:\.\d+)+-\d+/(?:19|20)\d\d(?:-\d+)?)\b"
)
_NAMED_REF = re.compile(
    r"\b(?:dnr|diarienr|diarienummer|ärendenummer)\b\.?\s*:?\s*(?P<ref>(?:[A-ZÅÄÖ]{1,6}\s)?\S*\d[\w/:.-]*\d)", re.IGNORECASE
)
_CASE = re.compile(
    r"\b(?i:mål(?:et)?|ärende(?:t)?|skada(?:n)?|(?:mål|ärende|skade|referens|ref|k-)\s?-?(?:nr|nummer))\.?\s?(?:nr\.?|nummer)?:?\s*"
    r"(?P<ref>(?:[A-ZÅÄÖ]{1,3}\s)?\d[\dA-ZÅÄÖ]*(?:[-/][\dA-ZÅÄÖ]+)+)(?![\w/-])"
)
_POLICE_CASE = re.compile(r"(?<![\w-])\d{4}-K\d{3,7}-\d\d(?![\w-])")
_SUM = r"\d{1,3}(?:[\s\u00a0.]?\d{3})*(?:,\d+)?"
_MONEY = re.compile(
    rf"(?<![\d,.])(?:{_SUM}\s?[-–]\s?)?{_SUM}(?:\s*(?:(?:miljon(?:er)?|miljard(?:er)?|milj\.?|tusen)\s+)?"
    r"(?:kr\b|kronor\b|mkr\b|tkr\b|mnkr\b|mdkr\b|euro\b)(?:/\w+)?|:-)",
    re.IGNORECASE,
)
_HAPPENING = re.compile(
    r"\b(?:(?!Under|Hela|Varje|Denna|Första|Andra|Nästa|Förra)[A-ZÅÄÖ][a-zåäö]+[ae]\s[a-zåäö]{3,}|[A-ZÅÄÖ][\wåäö-]{2,})"
    r"(?:veckan|festivalen|karnevalen|marschen|spelen|dagen|dagarna|natten|natta|festen|loppet|marknaden|mässan|rallyt|varvet)\b"
    r"|\b[A-ZÅÄÖ][\wåäö-]+s?\s(?:marknad|julmarknad|forum|festival|dagar|maraton|karneval|stadsfest|kulturvecka|filmfestival|fotbollscup)\b"
    r"|\b[A-ZÅÄÖ][\wåäö-]{2,}(?:cupen|(?<!h)yran|ruset|stafetten|mästerskapen)\b"
    r"|\b[A-ZÅÄÖ][\wåäö-]+s\sdag\b"
    r"|\b[A-ZÅÄÖ][a-zåäö]+\s[a-zåäö]+-(?:veckan|dagen|dagarna|festivalen|loppet)\b"
    r"|\b(?:[A-ZÅÄÖ][\wåäö-]+\s){1,3}(?:Cup|Pride|Open|Games|Marathon|Week|Festival|Camp|Challenge|Arena\sdays)\b"
)
_WEEKDAY = re.compile(r"(?:mån|tis|ons|tors|fre|lör|sön|var|vecko|hel|arbets|förmid|eftermid|mid)dag", re.IGNORECASE)


def mentions(text: str, date: str | None, title: str = "") -> Iterator[Mention]:
    """All mentions in the text of an item with that title, overlapping ones too."""
    yield from days(text, date, title)
    for match in _TIME.finditer(text):
        if not _is_property(text, match):
            yield _mention(match, "TIME", None)
    yield from _acts(text)
    for match in _POLICE_CASE.finditer(text):
        yield _mention(match, "REF", match[0])
    for match in (*_NAMED_REF.finditer(text), *_CASE.finditer(text)):
        yield Mention(start=match.start("ref"), end=match.end("ref"), label="REF", key=match["ref"], source="structure", confidence=0.95)
    for match in _REF.finditer(text):
        yield _mention(match, "REF", " ".join(match[0].split()))
    for match in _MONEY.finditer(text):
        yield _mention(match, "MONEY", None)
    for match in _feasts().finditer(text):
        yield _mention(match, "EVENT", match[0].casefold())
    for match in _HAPPENING.finditer(text):
        if not _WEEKDAY.match(match[0]) and named(text, match.start(), match[0]):
            yield _mention(match, "EVENT", match[0].casefold())


def _is_property(text: str, time: re.Match[str]) -> bool:
    """Whether figures like a time's are those of a property, after its name: Grisbacka 6:19, fastigheten Teg 12:14."""
    before = _NAME_BEFORE.search(text[max(0, time.start() - 60) : time.start()])
    if before is None or not _PROPERTY.fullmatch(time[0]):
        return False
    return before["called"] is not None or (time[0].index(":") == 1 and not is_word(before["name"]))


def _acts(text: str) -> Iterator[Mention]:
    for match in _SFS.finditer(text) if _NUMBERED.search(text) else ():
        yield _mention(match, "LAW", match["sfs"])
    for match in _BARE_SFS.finditer(text):
        yield Mention(start=match.start("sfs"), end=match.end("sfs"), label="LAW", key=match["sfs"], source="grammar")
    for match in _ACT.finditer(text):
        if match[0].casefold() not in _NO_ACT:
            yield _mention(match, "LAW", laws().get(match[0].casefold(), match[0].casefold()))
    for match in _known_acts().finditer(text):
        key = laws().get(match[0]) or laws().get(match[0].casefold())
        if key:
            yield _mention(match, "LAW", key)


@cache
def _known_acts() -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + "|".join(_spelt(name) for name in sorted(laws(), key=len, reverse=True)) + r")(?![\w-])")


@cache
def _feasts() -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + "|".join(_spelt(line) for _, line in lines("events.txt")) + r")(?![\w-])")


def _spelt(name: str) -> str:
    """The name's pattern: one that begins small may begin a sentence."""
    first = name[0]
    return (f"[{first}{first.upper()}]" if first.islower() else first) + re.escape(name[1:])


def _mention(match: re.Match[str], label: str, key: str | None) -> Mention:
    return Mention(start=match.start(), end=match.end(), label=label, key=key, source="grammar")
