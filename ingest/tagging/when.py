"""Days, months, years and weeks in running text, resolved where the text and the meeting's date tell.

A key is as much of an ISO date as is known: 2024-09-27, 2024-09, 2024 or 2024-W37; a range has its first part's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.dates import MONTHS, FoundDate, find_dates
from ingest.tagging.mention import Mention

_LEAD = re.compile(r"(?:\b(?:mån|tis|ons|tors|fre|lör|sön)(?:dag(?:en|ar(?:na)?)?)?\.?\s+)?(?:\bden\s+)?$", re.IGNORECASE)
_FIRST_DAY = re.compile(r"(?<![\d/.:-])(?P<day>[0-2]?\d|3[01])\s?[-–]\s?$")
_LINK = re.compile(r"\s?[-–]\s?")
_YEAR = r"(?:1[89]|20)\d\d"
_FULL = "|".join(MONTHS)
_SHORT = r"(?:jan|febr?|apr|aug|sept?|okt|nov|dec)\b\.?"
_WHOLE_MONTH = re.compile(rf"(?:{_FULL})\.$", re.IGNORECASE)
_MONTH = re.compile(
    rf"(?<![\w.-])(?P<month>{_FULL}|(?-i:{_SHORT}))(?:\s?[-–/]\s?(?:{_FULL}|(?-i:{_SHORT})))?(?:,?\s+(?P<year>{_YEAR})(?![\d:/-]))?(?![\w-])",
    re.IGNORECASE,
)
_THING = (
    r"(?:kr|kronor|[tm]n?kr|miljon|st|stycken|personer|människor|invånare|elever|barn|besök|ärenden|anmälning|brott|timmar|meter|kvm"
    r"|kvadratmeter|m2?|m²|km|kg|ton|liter|procent|bostäder|lägenheter|platser|röster|underskrift|medlemmar|fordon|bilar|hushåll|euro)"
)
_BARE_YEAR = re.compile(
    rf"(?<![\w/:.,§-])(?P<year>{_YEAR})(?:\s?[-–/]\s?(?:{_YEAR}|\d\d))?(?![\w§/–-]|[.,:]\d|\s?(?:%|{_THING}))", re.IGNORECASE
)
_WEEK = re.compile(
    rf"(?<![\w.])(?:[Vv]eck(?:a|orna)|v\.?)\s?(?P<week>[1-5]?\d)(?:\s?[-–]\s?[1-5]?\d)?(?:\s+(?P<year>{_YEAR}))?(?![\w/:]|[.,]\d)"
)


def days(text: str, date: str | None) -> Iterator[Mention]:
    """All of them, overlapping ones too; without a year they are of the meeting's, or of the year a list of meetings is for."""
    year = _year(text, date)
    yield from _calendar(text, year)
    for match in _MONTH.finditer(text):
        if match["month"] == "Maj" and not match["year"]:
            continue
        number = next(n for n, name in enumerate(MONTHS, 1) if name.startswith(match["month"][:3].casefold()))
        of = match["year"] or year
        end = match.end() - (match[0].endswith(".") and len(text.rstrip()) == match.end())
        yield _mention(match.start(), end, f"{of}-{number:02d}" if of else None)
    for match in _BARE_YEAR.finditer(text):
        yield _mention(match.start(), match.end(), match["year"])
    for match in _WEEK.finditer(text):
        of = match["year"] or year
        yield _mention(match.start(), match.end(), f"{of}-W{int(match['week']):02d}" if of and int(match["week"]) in range(1, 54) else None)


def _calendar(text: str, year: int | None) -> Iterator[Mention]:
    """Calendar days with their weekday and "den"; two that a dash joins are one."""
    run: list[FoundDate] = []
    for found in [*find_dates(text, year), None]:
        if run and found is not None and _LINK.fullmatch(text[run[-1].end : found.start]):
            run.append(found)
            continue
        if run:
            end = run[-1].end - bool(_WHOLE_MONTH.search(text[run[-1].start : run[-1].end]))
            start, first = _lead(text, run[0].start)
            day = run[0].day
            yield _mention(start, end, f"{day[:8]}{int(first):02d}" if day and first else day)
        run = [found] if found is not None else []


def _lead(text: str, start: int) -> tuple[int, str]:
    """Where the words before a date begin that belong to it ("12–" of "12–14 juni", "tisdag den"), and the first day of such a range."""
    day = ""
    first = _FIRST_DAY.search(text[max(0, start - 8) : start])
    if first and re.match(r"\d{1,2}\s+[a-zåäö]", text[start:], re.IGNORECASE):
        start -= len(first[0])
        day = first["day"]
    lead = _LEAD.search(text[max(0, start - 24) : start])
    return start - len(lead[0]) if lead else start, day


def _mention(start: int, end: int, key: str | None) -> Mention:
    return Mention(start=start, end=end, label="DATE", key=key, source="grammar", confidence=0.95)


def _year(text: str, date: str | None) -> int | None:
    named = re.search(r"\btider\s+för\s+(20\d\d)\b", text, re.IGNORECASE)
    if named:
        return int(named[1])
    return int(date[:4]) if date and re.match(r"\d{4}-", date) else None
