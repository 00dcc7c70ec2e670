"""The days of a sentence that tells of meetings: both of "25 och 26 september", the first of "30 september–1 oktober"."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from msgspec import Struct, structs

from ingest.dates import FoundDate, find_dates, find_times
from ingest.years import WEEKDAY, Tense, fits, year_of

_DASHED = re.compile(r"(?<![\w/:.,§–-])(?P<day>\d{1,2})\s?[-–]\s?$")
_NAME = r"(?:(?:mån|tis|ons|tors|fre|lör|sön)(?:dag(?:en)?|\.)?\s+)?(?:den\s+)?"
_LISTED = re.compile(
    rf"(?<![\w/:.,§–-])(?<!kl )(?<!kl\. )(?<!klockan )(?<!vecka )(?<!v\. )(?<!v )(?<!nr )(?<!rum )(?<!sal )"
    rf"(?P<days>(?:\d{{1,2}}(?::?e)?(?:\s*,\s*|\s+(?:och|samt)\s+|\s*&\s*){_NAME})+)$",
    re.IGNORECASE,
)
"""The days that share the month of the one after them: "25 och", "torsdag 14, 21 och"."""
_UNTIL = re.compile(
    rf"\s*(?:,?\s*(?:kl\.?\s*|klockan\s*)?\d{{1,2}}(?:[.:]\d\d)?)?\s*(?:[-‐‑–—]|till\s+och\s+med|t\.?\s?o\.?\s?m\.?)\s*{_NAME}",
    re.IGNORECASE,
)
"""What stands between the first and the last day of a range."""
LONGEST_MEETING = datetime.timedelta(days=7)
"""Days that lie further apart than this are no first and last day of one meeting."""


class Days(Struct, frozen=True):
    """Days named together at [start, end) of a sentence (YYYY-MM-DD each), and the clock (HH:MM) that is told of them."""

    start: int
    end: int
    days: tuple[str, ...]
    clock: str | None = None

    @property
    def starts(self) -> list[str]:
        """When the meetings begin: YYYY-MM-DD, or with the clock YYYY-MM-DDTHH:MM."""
        return [f"{day}T{self.clock}" if self.clock else day for day in self.days]


def find_days(sentence: str, year: int | None, date: str | None, tense: Tense) -> list[Days]:
    """The days of a sentence, in order, each with the clock that follows it, a day alone also with the one before it.

    `year` is the one named over the list, `date` the meeting's (YYYY-MM-DD), `tense` how its words say the days lie.
    """

    def of(month: int, day: int, start: int, _: int) -> int | None:
        told = year or (year_of(date, month, day, tense) if date else None)
        weekday = WEEKDAY.search(sentence[max(0, start - 30) : start])
        if year or not told or not date or not weekday or _DASHED.search(sentence[:start]):
            return told
        held = int(date[:4])
        return next((one for one in (told, held + 1, held) if fits(one, month, day, weekday["name"])), told)

    found = list(_with_firsts(_ranges(find_dates(sentence, of), sentence), sentence))
    ends = [days.start for days in found[1:]] + [len(sentence)] * bool(found)
    out = [structs.replace(days, clock=find_times(sentence[days.start : stop])[0]) for days, stop in zip(found, ends, strict=True)]
    if len(out) == 1 and not out[0].clock:
        return [structs.replace(out[0], clock=find_times(sentence[: out[0].start])[0])]
    return out


def _ranges(found: list[FoundDate], sentence: str) -> Iterator[FoundDate]:
    """The dates less those that end a range; what begins one reaches to its end."""
    n = 0
    while n < len(found):
        first, last = found[n], found[n + 1] if n + 1 < len(found) else None
        n += 1
        if last and first.day and last.day and _UNTIL.fullmatch(sentence[first.end : last.start]):
            if last.whole and not first.whole:
                first = first.of(int(last.day[:4]) - (first.month > last.month))
            if first.day and datetime.timedelta(0) < _date(last.day) - _date(first.day) <= LONGEST_MEETING:
                first, n = structs.replace(first, end=last.end), n + 1
        yield first


def _date(day: str) -> datetime.date:
    return datetime.date.fromisoformat(day)


def _with_firsts(found: Iterator[FoundDate], sentence: str) -> Iterator[Days]:
    """Each date that a calendar has, with the days listed before it in its month, or from the first day of its range."""
    for one in found:
        if not one.day:
            continue
        dashed, listed = _DASHED.search(sentence[: one.start]), _LISTED.search(sentence[: one.start])
        if dashed and 0 < int(dashed["day"]) < one.number:
            yield Days(dashed.start(), one.end, (f"{one.day[:-2]}{int(dashed['day']):02}",))
            continue
        numbers = [int(number) for number in re.findall(r"\d+", listed["days"])] if listed else []
        if listed and all(0 < a < b for a, b in zip(numbers, [*numbers[1:], one.number], strict=True)):
            yield Days(listed.start(), one.end, (*(f"{one.day[:-2]}{number:02}" for number in numbers), one.day))
        else:
            yield Days(one.start, one.end, (one.day,))
