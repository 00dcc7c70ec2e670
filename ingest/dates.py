"""Swedish dates and times as minutes print them, resolved or left alone; never guessed.

Forms: 2024-09-24 (any dash), 20240924, 24 september 2024, den 24 september, 24/9 2024, 24/9, 24.9.2024;
kl. 15.00 – 16.30, 18:15-19:00, klockan 9. A date that no calendar has is returned as impossible.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator

from msgspec import Struct, structs

MONTHS = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november", "december"]
_SHORT = {m[:3]: n for n, m in enumerate(MONTHS, 1)}
_MONTH = (
    r"(?P<month>jan(?:uari)?|feb(?:ruari)?|mars?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?"
    r"|sept?(?:ember)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DASH = r"\s?[-‐‑–—.]\s?"
_DATE = re.compile(
    rf"""(?<![\d/§:])(?:
      (?P<y1>(?:19|20)\d\d){_DASH}(?P<m1>\d{{1,2}}){_DASH}(?P<d1>\d{{1,2}})(?![\d])
    | (?P<y2>(?:19|20)\d\d)(?P<m2>[01]\d)(?P<d2>[0-3]\d)(?!\d)
    | (?P<d3>\d{{1,2}})(?::?e)?\s+{_MONTH}(?:,?\s*(?P<y3>(?:19|20)\d\d)(?!\d))?
    | (?P<d4>\d{{1,2}})/(?P<m4>1[0-2]|0?[1-9])(?![\d/])(?:\s*[-–,]?\s*(?P<y4>(?:19|20)\d\d)(?!\d))?
    | (?P<d5>\d{{1,2}})\.(?P<m5>\d{{1,2}})\.(?P<y5>(?:19|20)\d\d)
    | (?P<y6>(?:19|20)\d\d)/(?P<m6>\d{{1,2}})/(?P<d6>\d{{1,2}})
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_FIGURES = re.compile(r"\d+")
_CLOCK = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
_SPAN = re.compile(
    rf"(?<![\d.:/-])(?P<start>{_CLOCK})(?![\d/]|[.:-]\d\d[^.:\d]?\d)(?:\s*(?:[-‐‑–—]|till|to)\s*(?:ca\.?\s*|kl\.?\s*|klockan\s*)?(?P<end>{_CLOCK})(?!\d))?"
)
_HOURS = re.compile(
    r"(?:kl\.?|klockan)\s*(?P<start>[01]?\d|2[0-4])(?!\d|[.:]\d)(?:\s*(?:[-‐‑–—]|till)\s*(?P<end>[01]?\d|2[0-4])(?!\d|[.:]\d))?",
    re.IGNORECASE,
)


class FoundDate(Struct, frozen=True):
    """A date at [start, end): `day` is YYYY-MM-DD, or None when no calendar has it or its year is unknown.

    `month` and `number` are as printed, `whole` tells whether the year is.
    """

    start: int
    end: int
    day: str | None
    impossible: bool = False
    month: int = 0
    number: int = 0
    whole: bool = False

    def of(self, year: int) -> FoundDate:
        """The date, of that year."""
        day = _day(year, self.month, self.number)
        return structs.replace(self, day=day, impossible=day is None)


YearOf = Callable[[int, int, int, int], int | None]
"""The year of a day without one, by its month, number, and where it begins and ends in the text."""


def find_dates(text: str, year: int | YearOf | None = None) -> list[FoundDate]:
    """All dates in the text; `year`, or what it says, serves those without one."""
    out: list[FoundDate] = []
    for match in _dates(text):
        parts = {k[0]: v for k, v in match.groupdict().items() if v and k != "month"}
        month = _SHORT[match["month"][:3].casefold()] if match["month"] else int(parts["m"])
        number, (start, end) = int(parts["d"]), match.span()
        found = FoundDate(start, end, None, False, month, number, "y" in parts)
        if found.whole:
            of: int | None = int(parts["y"])
        else:
            of = year(month, number, start, end) if callable(year) and month in range(1, 13) else None if callable(year) else year
        out.append(found.of(of) if of else found)
    return out


def _dates(text: str) -> Iterator[re.Match[str]]:
    """All dates as printed, none over another: each begins with a figure, and figures are found far faster than dates."""
    end = 0
    for figures in _FIGURES.finditer(text):
        if figures.start() >= end and (match := _DATE.match(text, figures.start())):
            yield match
            end = match.end()


def _day(year: int, month: int, number: int) -> str | None:
    try:
        return datetime.date(year, month, number).isoformat()
    except ValueError:
        return None


def first_date(text: str, year: int | None = None) -> str | None:
    """The first date the text holds, YYYY-MM-DD, or None."""
    return next((found.day for found in find_dates(text, year) if found.day), None)


def find_times(text: str) -> tuple[str | None, str | None]:
    """When something begins and ends, HH:MM each, or None."""
    blanked = _DATE.sub(lambda m: " " * len(m[0]), text)
    match = _SPAN.search(blanked)
    if match:
        return _clock(match["start"]), _clock(match["end"]) if match["end"] else None
    match = _HOURS.search(blanked)
    if match:
        return _clock(match["start"] + ":00"), _clock(match["end"] + ":00") if match["end"] else None
    return None, None


def _clock(text: str) -> str:
    hour, minute = re.split(r"[.:]", text)
    return f"{int(hour) % 24:02d}:{minute}"
