"""Days, months, years and weeks in running text, resolved where the text and the meeting's date tell.

A key is as much of an ISO date as is known: 2024-09-27, 2024-09, 2024 or 2024-W37; a range has its first part's.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from ingest.dates import MONTHS, FoundDate, YearOf, find_dates
from ingest.tagging.mention import Mention
from ingest.tagging.yearless import year_without

_GAP = r"(?:[^\S\n]|\n(?!\n))+"
_LEAD = re.compile(
    rf"(?:\b(?:mån|tis|ons|tors|fre|lör|sön)(?:dag(?:en|ar(?:na)?)?|\.)?{_GAP})?(?:\bden{_GAP})?$", re.IGNORECASE
)  # a dot after a whole weekday ends a sentence
_FIRST_DAY = re.compile(r"(?<![\d/.:-])(?P<day>[0-2]?\d|3[01])\s?[-–]\s?$")
_DAY_OF_MONTH = re.compile(r"\d{1,2}(?:\s+[a-zåäö]|/\d|\.\d{1,2}\.)", re.IGNORECASE)
_LINK = re.compile(r"\s?[-–]\s?")
_YEAR = r"(?:1[89]|20)\d\d"
_FULL = "|".join(MONTHS)
_SHORT = r"(?:jan|febr?|apr|aug|sept?|okt|nov|dec)\b\.?"
_WHOLE_MONTH = re.compile(rf"(?:{_FULL})\.$", re.IGNORECASE)
_MONTH = re.compile(
    rf"(?<![\w.-])(?P<month>{_FULL}|(?-i:{_SHORT}))(?:\s?[-–/]\s?(?P<last>{_FULL}|(?-i:{_SHORT})))?(?:,?\s+(?P<year>{_YEAR})(?![\d:/-]))?(?![\w-])",
    re.IGNORECASE,
)
_MAY = re.compile(r"\s(?:månad|blev|blir|och\s(?:juni|april)|(?:var|är)\s(?:en\s|ovanligt|den\s|lugn|kall|varm|torr|blöt|intensiv|fylld))")
"""What tells that Maj is a month, and no woman."""
_THING = (
    r"(?:kr|kronor|[tm]n?kr|miljon|st|stycken|personer|människor|invånare|elever|barn|besök|ärenden|anmälning|brott|timmar|meter|kvm"
    r"|kvadratmeter|m2?|m²|km|kg|ton|liter|procent|bostäder|lägenheter|platser|röster|underskrift|medlemmar|fordon|bilar|hushåll|euro)"
)
_BARE_YEAR = re.compile(
    rf"(?<![\w/:.,§-])(?P<year>{_YEAR})(?:\s?[-–/]\s?(?:{_YEAR}|\d\d))?(?![\w§/–-]|[.,:]\d|\s?(?:%|{_THING})|\s+nr\b)", re.IGNORECASE
)
_WEEK = re.compile(
    rf"(?<![\w.])(?:[Vv]eck(?:a|orna)|v\.?)\s?(?P<week>[1-5]?\d)(?:\s?[-–]\s?[1-5]?\d)?(?:\s+(?P<year>{_YEAR}))?(?![\w/:]|[.,]\d)"
)


def days(text: str, date: str | None, title: str = "") -> Iterator[Mention]:
    """All of them, overlapping ones too; without a year they are of the one the words, an item's title or the meeting's date tell."""

    def year(month: int, day: int, start: int, end: int, reach: int = 0) -> int | None:
        first = int(_lead(text, start)[1] or day)
        return year_without(text, title, date, (start, end), (month, min(first, day)), reach)

    yield from _calendar(text, year)
    for match in _MONTH.finditer(text):
        if match["month"] == "Maj" and not (match["year"] or match["last"] or _MAY.match(text, match.end())):
            continue
        number, last = _number(match["month"]), _number(match["last"] or match["month"])
        of = int(match["year"]) - (number > last) if match["year"] else year(number, 15, *match.span(), reach=15)
        end = match.end() - (match[0].endswith(".") and len(text.rstrip()) == match.end())
        yield _mention(match.start(), end, f"{of}-{number:02d}" if of else None)
    for match in _BARE_YEAR.finditer(text):
        yield _mention(match.start(), match.end(), match["year"])
    for match in _WEEK.finditer(text):
        week = int(match["week"])
        told = match["year"] or (year(*_middle(week), *match.span(), reach=3) if week in range(1, 54) else None)
        yield _mention(match.start(), match.end(), f"{told}-W{week:02d}" if told and week in range(1, 54) else None)


def _number(month: str) -> int:
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(month[:3].casefold()))


def _middle(week: int) -> tuple[int, int]:
    """Month and day about the middle of a week of any year."""
    day = datetime.date(2023, 1, 1) + datetime.timedelta(days=min(7 * week - 3, 364))
    return day.month, day.day


def _calendar(text: str, year: YearOf) -> Iterator[Mention]:
    """Calendar days with their weekday and "den"; two that a dash joins are one, and a year after the last is of both."""
    run: list[FoundDate] = []
    for found in [*find_dates(text, year), None]:
        if run and found is not None and _LINK.fullmatch(text[run[-1].end : found.start]):
            run.append(found)
            continue
        if run:
            end = run[-1].end - bool(_WHOLE_MONTH.search(text[run[-1].start : run[-1].end]))
            start, before = _lead(text, run[0].start)
            first, last = run[0], run[-1]
            if last.whole and last.day and not first.whole:
                first = first.of(int(last.day[:4]) - ((first.month, first.number) > (last.month, last.number)))
            day = first.day
            yield _mention(start, end, f"{day[:8]}{int(before):02d}" if day and before and int(before) < first.number else day)
        run = [found] if found is not None else []


def _lead(text: str, start: int) -> tuple[int, str]:
    """Where the words before a date begin that belong to it ("12–" of "12–14 juni" or "12–14/6", "tisdag den"), and a range's first day."""
    day = ""
    first = _FIRST_DAY.search(text[max(0, start - 8) : start])
    if first and _DAY_OF_MONTH.match(text, start):
        start -= len(first[0])
        day = first["day"]
    lead = _LEAD.search(text[max(0, start - 24) : start])
    return start - len(lead[0]) if lead else start, day


def _mention(start: int, end: int, key: str | None) -> Mention:
    return Mention(start=start, end=end, label="DATE", key=key, source="grammar", confidence=0.95)
